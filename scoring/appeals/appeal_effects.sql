-- One row per unit with a total: score, rank and grade before and after what was decided, and why they moved:
-- own (an appeal of its own was upheld, or its points were adjusted), others (decisions on other units), or empty.
with
decided as (
    select unit_id, count(*) as decisions
    from appeals
    where applied
    group by unit_id
),
beside as (
    select
        r.unit_id,
        r.grp,
        u.ord,
        b.unit_id as known_before,
        b.total_printed as total_before,
        r.total_printed as total_after,
        b.total_exact as exact_before,
        r.total_exact as exact_after,
        b.rank as rank_before,
        r.rank as rank_after,
        b.grade as grade_before,
        r.grade as grade_after,
        coalesce(d.decisions, 0) as decisions
    from ranking as r
    inner join units as u on r.unit_id = u.unit_id
    left join ranking_before as b on r.unit_id = b.unit_id
    left join decided as d on r.unit_id = d.unit_id
),
told as (
    select
        *,
        known_before is not null
        and (
            exact_before is distinct from exact_after
            or rank_before is distinct from rank_after
            or grade_before is distinct from grade_after
        ) as moved
    from beside
)
select
    unit_id,
    grp,
    ord,
    total_before,
    total_after,
    exact_before,
    exact_after,
    rank_before,
    rank_after,
    grade_before,
    grade_after,
    decisions,
    moved,
    case when not moved then '' when decisions > 0 then 'own' else 'others' end as moved_by
from told
order by grp, rank_after nulls last, ord, unit_id
