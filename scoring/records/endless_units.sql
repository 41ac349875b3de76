-- Units with more than {levels} levels above them: the hierarchy has a circle, or is deeper than it is counted. One row per unit.
with recursive levels as (
    select u.unit_id, u.parent_id as above, 1 as height
    from units as u
    where u.parent_id is not null
    union all
    select l.unit_id, p.parent_id as above, l.height + 1 as height
    from levels as l
    inner join units as p on p.unit_id = l.above
    where p.parent_id is not null and l.height <= {levels}
)

select distinct unit_id
from levels
where height > {levels}
