-- One row per check that fails or cannot be assessed, in unit order.
select
    c.check_id,
    c.severity,
    c.outcome,
    c.unit_id,
    coalesce(u.name, '') as unit,
    c.part,
    c.expected,
    c.found,
    c.difference,
    c.caused_by,
    c.message,
    c.locator,
    coalesce(s.path, '') as file
from checks as c
left join units as u on c.unit_id = u.unit_id
left join sources as s on c.source_id = s.source_id
where c.outcome <> 'holds'
order by u.grp, u.ord, c.unit_id, c.check_id, c.part, c.locator
