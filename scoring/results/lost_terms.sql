-- One row per unit x indicator that lost points or counts beside the tree, or per every one, with the terms it was made from.
select
    unit_id,
    indicator_id,
    sources
from points
where {every} or lost <> 0 or points is null or indicator_id in ({extra})
order by unit_id, ord
