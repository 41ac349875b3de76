-- One row per unit whose data alone moved its total up: its place inside its group by that part, ties share a place.
select
    unit_id,
    new_grp as grp,
    rank() over (partition by new_grp order by data desc) as place
from compared_units
where change <> 'left' and data > 0
order by new_grp, place, unit_id
