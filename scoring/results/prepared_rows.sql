-- The rows of a table of changes with the units' names, in the order of the assessment.
select t.*, u.name
from {table} as t
inner join units as u on t.unit_id = u.unit_id
order by u.grp, u.ord, {measure}t.unit_id
