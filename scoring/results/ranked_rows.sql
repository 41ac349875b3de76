-- One row per unit: what a ranking table prints of it, in rank order, ties by unit order.
select
    u.unit_id,
    u.grp,
    u.name,
    u.short_name,
    u.status,
    u.ord,
    r.rank,
    r.rank_overall,
    r.tie_broken_by,
    r.tied_with,
    r.grade,
    r.total_printed,
    t.base,
    t.bonus,
    t.penalty,
    t.gate
from units as u
left join ranking as r on u.unit_id = r.unit_id
left join totals as t on u.unit_id = t.unit_id and t.component = 'total'
order by u.grp, r.rank nulls last, u.ord, u.unit_id
