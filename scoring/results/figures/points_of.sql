-- One row per unit: points and applicable points over some indicators.
select unit_id, sum(points) as points, sum(full_points) as full_points
from points
where points is not null and indicator_id in ({leaves})
group by unit_id
