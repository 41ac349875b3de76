-- One row per unit whose published total, rank or grade is another one now, or that is in only one of the two rankings.
with now as (
    select
        r.unit_id,
        r.grp,
        r.total_printed,
        r.rank,
        r.grade,
        u.name,
        u.ord
    from ranking as r
    inner join units as u on r.unit_id = u.unit_id
)
select
    coalesce(n.unit_id, p.unit_id) as unit_id,
    coalesce(n.grp, p.grp) as grp,
    coalesce(n.name, p.name) as unit,
    coalesce(n.ord, p.ord) as ord,
    p.total_printed as total_before,
    n.total_printed as total_after,
    p.rank as rank_before,
    n.rank as rank_after,
    p.grade as grade_before,
    n.grade as grade_after
from now as n
full outer join published as p on n.unit_id = p.unit_id
where
    p.total_printed is distinct from n.total_printed
    or p.rank is distinct from n.rank
    or p.grade is distinct from n.grade
order by grp, rank_after nulls last, ord, unit_id
