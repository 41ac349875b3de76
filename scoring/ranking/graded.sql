-- One row per graded unit: position of its grade in the group's table (0 is the best), by
-- score, then no better than the ceiling that a gate sets. The grade with the lowest bound is open
-- downwards: deductions may take a total below zero.
select
    u.unit_id,
    u.grp,
    u.rank_score,
    greatest(
        {position},
        u.ceiling_position
    ) as position
from ranked_units as u
inner join grade_bounds as g on u.grp = g.grp
where u.grade_score is not null
group by u.unit_id, u.grp, u.rank_score, u.ceiling_position
