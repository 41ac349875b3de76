-- Where every ranked unit stands: one row per unit, group by group, ties by unit order.
select
    p.grp,
    p.unit_id,
    p.place
from base_placed as p
inner join base_units as u on p.unit_id = u.unit_id
order by p.grp, p.place, u.ord, p.unit_id
