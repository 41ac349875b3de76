-- One row per unit whose data alone made its total better (higher, or lower where the lowest is the best): its place inside its group by that part, ties share a place.
select
    unit_id,
    new_grp as grp,
    rank() over (partition by new_grp order by {gain} desc) as place
from compared_units
where change <> 'left' and {gain} > 0
order by new_grp, place, unit_id
