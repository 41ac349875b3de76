-- One row per scored unit, group by group in the order of the units: what its rank depends on besides points, and what it has.
select
    u.unit_id,
    u.grp,
    u.parent_id,
    u.status,
    s.unit_id is not null as screened,
    r.total_printed,
    r.rank,
    r.rank_overall,
    r.grade{flags}
from units as u
inner join totals as t on u.unit_id = t.unit_id and t.component = 'total'
inner join ranking as r on u.unit_id = r.unit_id
left join screened as s on u.unit_id = s.unit_id
order by u.grp, u.ord, u.unit_id
