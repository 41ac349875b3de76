-- One row per unit x indicator that an appeal names: points before and after what was decided; NULL where there are none.
select
    a.unit_id,
    a.indicator_id,
    b.points as points_before,
    a.points as points_after
from appeal_points_after as a
left join appeal_points_before as b on a.unit_id = b.unit_id and a.indicator_id = b.indicator_id
order by a.unit_id, a.indicator_id
