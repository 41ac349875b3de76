-- One row per ranked unit with its name, in the order of the groups' ranking.
select
    m.*,
    coalesce(nullif(u.short_name, ''), u.name) as unit
from margins as m
inner join units as u on m.unit_id = u.unit_id
order by m.grp, m.rank, u.ord, m.unit_id
