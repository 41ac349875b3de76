-- One row per unit before and after what was decided, in the order of the ranking after it.
select
    e.*,
    u.name as unit
from appeal_effects as e
inner join units as u on e.unit_id = u.unit_id
inner join ranking as r on e.unit_id = r.unit_id
order by e.grp, e.rank_after nulls last, e.ord, e.unit_id
