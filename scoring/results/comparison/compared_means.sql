-- One row per group x indicator: means over the units whose move could be split, with four decimals; they add up as printed.
-- What rounding leaves over goes to the criteria, but never to criteria that moved nobody.
select
    grp,
    item,
    units,
    old_points,
    new_points,
    new_points - old_points as move,
    case when by_criteria = 0 then new_points - old_points else data end as data,
    case when by_criteria = 0 then 0 else new_points - old_points - data end as criteria
from (
    select
        u.new_grp as grp,
        i.item,
        count(*) as units,
        {old_points} as old_points,
        {new_points} as new_points,
        {data} as data,
        max(abs(i.criteria)) as by_criteria
    from compared_items as i
    inner join compared_units as u on i.unit_id = u.unit_id and u.change <> 'left'
    where i.data is not null
    group by u.new_grp, i.item
) as m
order by grp, item
