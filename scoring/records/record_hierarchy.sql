-- One row per unit and unit above it on any level, the unit itself included. A circle of units ends after {levels} levels.
with recursive levels as (
    select u.unit_id, u.unit_id as above, 0 as height
    from units as u
    union all
    select l.unit_id, p.unit_id as above, l.height + 1 as height
    from levels as l
    inner join units as u on u.unit_id = l.above
    inner join units as p on p.unit_id = u.parent_id
    where l.height < {levels}
)

select distinct unit_id, above
from levels
