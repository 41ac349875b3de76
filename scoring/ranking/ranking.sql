-- One row per unit: rank and grade inside its group, and the distance to the next of each.
-- Table ranked_units holds one row per unit with the score that ranks (rank_score, NULL when
-- the unit is not ranked) and the score that grades; table graded the position of its grade;
-- table grade_bounds the half-open grade intervals of every group.
with ranks as (
    select
        unit_id,
        {rank_function}() over (partition by grp order by rank_score desc) as rank,
        count(*) over (partition by grp, rank_score) as sharing
    from ranked_units
    where rank_score is not null
),
steps as (
    select distinct grp, rank_score from ranked_units where rank_score is not null
),
better as (
    select
        grp,
        rank_score,
        lag(rank_score) over (partition by grp order by rank_score desc) as next_score
    from steps
)
select
    u.unit_id,
    u.grp,
    u.total_printed,
    u.total_exact,
    r.rank,
    coalesce(r.sharing, 1) - 1 as tied_with,
    coalesce(u.gate_grade, g.grade) as grade,
    u.gate,
    cast(b.next_score - u.rank_score as {points_type}) as margin_to_next_rank,
    cast(upper_grade.lower_bound - u.grade_score as {points_type}) as margin_to_next_grade
from ranked_units as u
left join ranks as r on u.unit_id = r.unit_id
left join better as b on u.grp = b.grp and u.rank_score = b.rank_score
left join graded as d on u.unit_id = d.unit_id
left join grade_bounds as g on u.grp = g.grp and d.position = g.position
left join grade_bounds as upper_grade on u.grp = upper_grade.grp and d.position - 1 = upper_grade.position
order by u.grp, coalesce(r.rank, 2147483647), u.ord, u.unit_id
