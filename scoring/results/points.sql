-- One row per unit x indicator that its group has: outcome, the number judged, points of full points, why.
select
    p.unit_id,
    p.indicator_id,
    {outcomes} as outcome,
    case when p.o = 0 then p.value end as value,
    p.full_points,
    p.points,
    cast(p.full_points - p.points as {points_type}) as lost,
    r.reason,
    r.evidence,
    r.terms as sources,
    p.ord
from (
    select
        unit_id,
        {columns}
    from points_wide
    inner join measures_wide using (unit_id, grp)
) as w
unpivot include nulls ((o, points, value, full_points, ord) for indicator_id in ({listed})) as p
left join reasons as r on p.unit_id = r.unit_id and p.indicator_id = r.indicator_id
where p.o is not null
