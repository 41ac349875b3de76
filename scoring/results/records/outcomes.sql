-- Cases of the year by unit, deadline and state, in unit order.
select
    u.unit_id,
    u.name,
    u.grp,
    o.deadline,
    o.state,
    o.cases
from record_outcomes as o
inner join units as u on u.unit_id = o.unit_id
where o.period = {period}
order by u.grp, u.ord, u.unit_id, o.deadline, o.state
