-- One row per pair of neighbours in the order of a group, first unit_a and then unit_b, whose order
-- would be another one if a single declared choice were made otherwise. Signs: 1 unit_a goes first,
-- 0 nothing tells the two apart, -1 unit_b goes first.
with scored as (
    select
        u.unit_id,
        u.grp,
        u.ord,
        p.place,
        p.rank,
        p.tie_place,
        u.rank_score,
        u.total_printed,
        u.total_exact,
        {others}
    from ranked_units as u
    inner join placed as p on u.unit_id = p.unit_id
),
neighbours as (
    select
        *,
        {lags}
    from scored
    window w as (partition by grp order by place, ord, unit_id)
),
signs as (
    select
        *,
        case when place_a < place then 1 else 0 end as declared,
        {signs}
    from neighbours
    where unit_a is not null
),
named as (
    select
        s.*,
        d.tie_broken_by as decided,
        coalesce(nullif(a.short_name, ''), a.name) as name_a,
        coalesce(nullif(b.short_name, ''), b.name) as name_b
    from signs as s
    inner join places as d on s.grp = d.grp and s.place = d.place
    inner join units as a on s.unit_a = a.unit_id
    inner join units as b on s.unit_id = b.unit_id
    where {hangs}
)
select
    grp,
    unit_a,
    unit_id as unit_b,
    total_printed_a as printed_a,
    total_printed as printed_b,
    total_exact_a as exact_a,
    total_exact as exact_b,
    substr({depends_on}, 2) as depends_on,
    {sentence} as sentence
from named
order by grp, place_a, ord_a, unit_a
