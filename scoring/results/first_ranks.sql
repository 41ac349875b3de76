-- One row per unit among the first ranks of its group, in rank order, ties by unit order.
select
    r.grp,
    r.rank,
    u.name,
    r.total_printed,
    case when u.status = 'assessed' then r.grade end as grade
from ranking as r
inner join units as u on r.unit_id = u.unit_id
where r.rank <= {top}
order by r.grp, r.rank, u.ord, u.unit_id
