-- The members of units that are made of others, with their total and what of it counted: one row per unit x member, in unit order.
-- {only}: further condition, such as one unit.
select
    m.unit_id,
    m.member_id,
    u.name,
    m.total,
    m.counted
from members as m
inner join units as u on m.member_id = u.unit_id
where 1 = 1{only}
order by u.grp, u.ord, u.unit_id
