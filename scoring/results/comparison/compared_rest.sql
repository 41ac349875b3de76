-- One row per unit with a total in both runs: what the moves of single indicators leave of the move of the total. It holds what
-- rescaling, weights of components, caps, gates and rounding do, and indicators that have a number in one run only.
select
    u.unit_id,
    u.move - coalesce(i.move, 0) as move,
    u.data - coalesce(i.data, 0) as data,
    u.criteria - coalesce(i.criteria, 0) as criteria
from compared_units as u
left join (
    select
        unit_id,
        sum(move) as move,
        sum(data) as data,
        sum(criteria) as criteria
    from compared_items
    group by unit_id
) as i on u.unit_id = i.unit_id
where u.move is not null
order by u.unit_id
