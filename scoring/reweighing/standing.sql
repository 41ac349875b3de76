-- What a ranking says of every unit: one row per unit, group by group in rank order, ties by unit order.
select
    r.unit_id,
    r.grp,
    coalesce(nullif(u.short_name, ''), u.name) as name,
    r.total_printed,
    r.rank,
    r.rank_overall,
    r.grade
from ranking as r
inner join units as u on r.unit_id = u.unit_id
order by r.grp, r.rank nulls last, u.ord, r.unit_id
