-- One row per unit, with its place in the ranking where it has one.
select u.unit_id, u.name, u.short_name, u.grp, u.status, u.parent_id, r.rank, r.grade, r.total_printed, r.total_exact
from units as u
left join ranking as r on u.unit_id = r.unit_id
order by u.grp, u.ord, u.unit_id
