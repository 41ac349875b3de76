-- One row per ranked unit: how far its score lies from the next better and the next worse rank and grade
-- of its group, and where the other side begins. Distances are never below zero, however the ranking runs.
-- Rank: to_rank_up is what the score lacks to the score before it, with which it would share its rank (0: only a tie-breaker
-- decides); to_rank_down is what it may lose until it has the score behind it, and whatever it loses beyond puts it behind.
-- A unit that shares its place falls behind the others with any loss: 0. Grade: grade_up_by and grade_down_by say what decides: the
-- score (distance given), the quota of the better grade, or a gate.
with steps as (
    select
        *,
        lag(rank) over (partition by grp order by place) as rank_before,
        lag(score) over (partition by grp order by place) as score_before,
        lead(units) over (partition by grp order by place) as units_behind,
        lead(score) over (partition by grp order by place) as score_behind
    from (
        select grp, place, min(rank) as rank, min(rank_score) as score, count(*) as units
        from placed
        group by grp, place
    ) as once
),
graded_units as (
    select
        u.unit_id,
        u.grp,
        u.gate_grade,
        u.ceiling_position,
        d.position,
        coalesce(u.gate_grade, g.grade) as grade,
        better.grade as grade_up,
        worse.grade as grade_down,
        {up} as lacking,
        {down} as left_over
    from ranked_units as u
    left join graded as d on u.unit_id = d.unit_id
    left join grade_bounds as g on u.grp = g.grp and d.position = g.position
    left join grade_bounds as better on u.grp = better.grp and d.position - 1 = better.position
    left join grade_bounds as worse on u.grp = worse.grp and d.position + 1 = worse.position
),
decided as (
    select
        *,
        case
            when gate_grade is not null or (ceiling_position > 0 and position = ceiling_position) then 'gate'
            when grade_up is not null and lacking {reached} 0 then 'quota'
            when grade_up is not null then 'score'
        end as up_by,
        case when gate_grade is not null then 'gate' when grade_down is not null then 'score' end as down_by
    from graded_units
)
select
    p.unit_id,
    p.grp,
    p.rank,
    g.grade,
    cast(p.rank_score as {points_type}) as score,
    s.rank_before as rank_up,
    cast({rank_up} as {points_type}) as to_rank_up,
    case when s.units > 1 then {rank_after_tie} else {rank_after} end as rank_down,
    cast(case when s.units > 1 then 0 else {rank_down} end as {points_type}) as to_rank_down,
    case when g.gate_grade is null then g.grade_up end as grade_up,
    g.up_by as grade_up_by,
    cast(case when g.up_by = 'score' then g.lacking end as {points_type}) as to_grade_up,
    case when g.gate_grade is null then g.grade_down end as grade_down,
    g.down_by as grade_down_by,
    cast(case when g.down_by = 'score' then g.left_over end as {points_type}) as to_grade_down
from placed as p
inner join steps as s on p.grp = s.grp and p.place = s.place
left join decided as g on p.unit_id = g.unit_id
order by p.unit_id
