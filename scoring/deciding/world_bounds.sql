-- The bounds of grades in every world, as in the group that its copy comes from: one row per world x grade.
select
    w.world as grp,
    b.position,
    b.grade,
    b.lower_bound,
    b.at_most
from group_bounds as b
inner join (
    select
        unit_id as world,
        grp
    from copies
) as w on b.grp = w.grp
