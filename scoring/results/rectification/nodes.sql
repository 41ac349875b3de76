-- Points of every block of every unit, and the points that could be had there.
select
    unit_id,
    node_id,
    applicable_points,
    points
from node_scores
where depth > 0 and points is not null
order by unit_id, ord
