-- Totals that differ from the published ones: one row per unit. {ranking}: the ranking that is held against them.
select
    p.unit_id,
    p.total_printed,
    r.total_printed
from published as p
inner join {ranking} as r on p.unit_id = r.unit_id
where p.total_printed is distinct from r.total_printed
order by p.unit_id
