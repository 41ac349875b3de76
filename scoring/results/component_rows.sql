-- One row per unit x component of its total.
select
    unit_id,
    component,
    base,
    bonus,
    penalty,
    total_exact,
    gate
from totals
where component not in ('total', 'own')
order by unit_id, component
