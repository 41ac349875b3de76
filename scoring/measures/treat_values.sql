-- One row per unit x measure that is treated: its measured or imputed value.
select
    a.unit_id,
    a.measure,
    case r.within when 'group' then a.grp else '' end as scope,
    a.assessed,
    coalesce(i.value, a.x) as x
from asked as a
inner join treat_rules as r on a.measure = r.measure
left join imputed as i on a.unit_id = i.unit_id and a.measure = i.measure
where a.s = 0 or i.value is not null
