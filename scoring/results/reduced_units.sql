-- One row per unit of which a part does not apply: full points of the whole and what of them applies.
select
    n.unit_id,
    n.full_points,
    t.applicable_points
from node_scores as n
inner join totals as t on n.unit_id = t.unit_id
where t.component = 'total' and n.node_id = 'total' and t.applicable_points < n.full_points
order by n.unit_id
