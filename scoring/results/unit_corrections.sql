-- Corrected figures of some units, with the file in which the value was read that they stand for.
select
    c.*,
    coalesce(s.path, '') as path
from corrections as c
left join sources as s on c.source_id = s.source_id
where c.unit_id in ({units})
order by c.line
