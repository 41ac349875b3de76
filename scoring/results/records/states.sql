-- What became of the cases of every unit, measure and deadline, in unit order.
select
    u.name,
    u.grp,
    s.*
from record_states as s
inner join units as u on u.unit_id = s.unit_id
order by u.grp, u.ord, u.unit_id, s.measure, s.deadline
