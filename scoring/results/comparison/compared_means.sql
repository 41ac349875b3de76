-- One row per group x indicator: means over the units whose move could be split, with four decimals; they add up as printed.
select
    grp,
    item,
    units,
    old_points,
    new_points,
    new_points - old_points as move,
    data,
    new_points - old_points - data as criteria
from (
    select
        u.new_grp as grp,
        i.item,
        count(*) as units,
        {old_points} as old_points,
        {new_points} as new_points,
        {data} as data
    from compared_items as i
    inner join compared_units as u on i.unit_id = u.unit_id and u.change <> 'left'
    where i.data is not null
    group by u.new_grp, i.item
) as m
order by grp, item
