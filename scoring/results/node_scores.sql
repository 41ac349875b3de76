-- One row per unit x node of the tree, blocks and indicators, in the order of the criteria.
-- An indicator that does not apply counts as its policy says (full_marks, zero) or not at all.
select
    s.unit_id,
    s.node_id,
    d.depth,
    s.full_points,
    case when s.points is null and d.policy in ('full_marks', 'zero') then s.full_points else s.applicable_points end as applicable_points,
    case
        when s.points is null and d.policy = 'full_marks' then s.full_points
        when s.points is null and d.policy = 'zero' then 0
        else s.points
    end as points,
    cast(null as varchar) as capped_by,
    d.policy,
    d.ord
from (
    select unit_id, node_id, full_points, applicable_points, points
    from (
        select
            unit_id,
            {columns}
        from scores_wide
    ) as w
    unpivot include nulls ((full_points, applicable_points, points) for node_id in ({blocks}))
    union all
    select
        unit_id,
        indicator_id as node_id,
        full_points,
        case when points is not null then full_points else 0 end as applicable_points,
        points
    from points
) as s
inner join (values
    {nodes}
) as d (node_id, policy, depth, ord) on s.node_id = d.node_id
where s.full_points > 0
