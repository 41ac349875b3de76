-- One row per unit x indicator of either criteria: points of all four scorings, the move, and its two parts.
-- An indicator that criteria do not have counts for nothing (0 of 0 points); one that they have and that came to no number has none.
-- Where a scoring had no data for an indicator, it has the points of the run with these criteria (held).
select
    unit_id,
    item,
    old_outcome,
    new_outcome,
    old_full,
    new_full,
    old_points,
    old_by_new_points,
    new_by_old_points,
    new_points,
    {split},
    held
from (
    select
        p.unit_id,
        p.item,
        p.old_outcome,
        p.new_outcome,
        p.old_full,
        p.new_full,
        case when u.in_old = 0 then null when p.in_old = 0 then 0 else p.old_points end as old_points,
        case
            when u.in_old_by_new = 0 then null
            when h.old_by_new = 1 then p.new_points
            when p.in_old_by_new = 0 then 0
            else p.old_by_new_points
        end as old_by_new_points,
        case
            when u.in_new_by_old = 0 then null
            when h.new_by_old = 1 then p.old_points
            when p.in_new_by_old = 0 then 0
            else p.new_by_old_points
        end as new_by_old_points,
        case when u.in_new = 0 then null when p.in_new = 0 then 0 else p.new_points end as new_points,
        case
            when h.old_by_new = 1 and h.new_by_old = 1 then 'both'
            when h.old_by_new = 1 then 'old_by_new'
            when h.new_by_old = 1 then 'new_by_old'
            else ''
        end as held
    from (
        select
            unit_id,
            item,
            {pivot}
        from carried_items
        group by unit_id, item
    ) as p
    inner join (
        select
            unit_id,
            max(case when world = 'old' then 1 else 0 end) as in_old,
            max(case when world = 'old_by_new' then 1 else 0 end) as in_old_by_new,
            max(case when world = 'new_by_old' then 1 else 0 end) as in_new_by_old,
            max(case when world = 'new' then 1 else 0 end) as in_new
        from carried_items
        group by unit_id
    ) as u on p.unit_id = u.unit_id
    inner join (select distinct new_id from unit_links) as l on p.unit_id = l.new_id
    left join (
        select
            unit_id,
            item,
            max(case when world = 'old_by_new' then 1 else 0 end) as old_by_new,
            max(case when world = 'new_by_old' then 1 else 0 end) as new_by_old
        from carried_held
        group by unit_id, item
    ) as h on p.unit_id = h.unit_id and p.item = h.item
) as four
order by unit_id, item
