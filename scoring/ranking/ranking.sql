-- One row per unit: rank and grade inside its group, and the distance to the next of each (how much
-- the score lacks, however the ranking runs; 0 where only a tie-breaker decides).
-- Table ranked_units holds one row per unit with the score that ranks and the score that grades;
-- tables placed and places the order; table graded the position of its grade; table grade_bounds
-- the half-open grade intervals of every group, best first.
select
    u.unit_id,
    u.grp,
    u.total_printed,
    u.total_exact,
    p.rank,
    p.rank_overall,
    coalesce(p.sharing, 1) - 1 as tied_with,
    s.tie_broken_by,
    coalesce(u.gate_grade, g.grade) as grade,
    u.gate,
    cast({to_next_rank} as {points_type}) as margin_to_next_rank,
    cast({to_next_grade} as {points_type}) as margin_to_next_grade
from ranked_units as u
left join placed as p on u.unit_id = p.unit_id
left join places as s on p.grp = s.grp and p.place = s.place
left join graded as d on u.unit_id = d.unit_id
left join grade_bounds as g on u.grp = g.grp and d.position = g.position
left join grade_bounds as better_grade on u.grp = better_grade.grp and d.position - 1 = better_grade.position
order by u.grp, p.rank nulls last, u.ord, u.unit_id
