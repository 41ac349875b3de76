-- Points of the nodes that stand as columns in an annex, of units that have a total. One row per group x node x unit.
select u.grp, n.node_id, n.unit_id, n.points
from node_scores as n
inner join units as u on n.unit_id = u.unit_id
inner join ranking as r on n.unit_id = r.unit_id and r.total_printed is not null
where n.points is not null and n.node_id in ({nodes})
order by n.unit_id
