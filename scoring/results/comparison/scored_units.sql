-- One row per unit of a scoring: its total as printed, rank and grade; NULL where it has none.
select
    '{world}' as world,
    u.unit_id,
    u.name,
    coalesce(u.short_name, u.name) as short_name,
    u.ord,
    u.grp,
    u.status,
    cast(r.total_printed as decimal(18, 8)) as total,
    cast(r.rank as decimal(18, 8)) as rank,
    case when u.status = 'assessed' then r.grade end as grade
from units as u
left join ranking as r on u.unit_id = r.unit_id
