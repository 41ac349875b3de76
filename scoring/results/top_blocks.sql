-- Points of the blocks at the top of the tree. One row per unit x block, in the order of the criteria.
select unit_id, node_id, full_points, applicable_points, points
from node_scores
where depth = 1
order by unit_id, ord
