-- Rows of one table of reading ({table}) with unit and file, in unit order.
select
    t.*,
    coalesce(u.name, '') as unit,
    coalesce(s.path, '') as path
from {table} as t
left join units as u on t.unit_id = u.unit_id
left join sources as s on t.source_id = s.source_id
order by u.grp, u.ord, t.unit_id, s.path, t.locator
