-- One row per unit of the new run x indicator (by its new id) x scoring, points signed as they enter the total.
select
    l.new_id as unit_id,
    i.world,
    coalesce(m.new_item, i.item) as item,
    case when max(l.parts) = 1 then max(i.outcome) when count(i.points) = max(l.parts) then 'measured' else 'not_assessable' end as outcome,
    max(i.full_points) as full_points,
    max(i.sign) * case
        when max(l.parts) = 1 then max(i.points)
        when count(i.points) = max(l.parts) then {mean}
    end as points
from scored_items as i
inner join unit_links as l on i.unit_id = l.old_id
left join item_links as m on i.item = m.old_item and i.world = 'old'
where i.world in ('old', 'old_by_new')
group by l.new_id, i.world, coalesce(m.new_item, i.item)
union all
select
    i.unit_id,
    i.world,
    coalesce(m.new_item, i.item) as item,
    i.outcome,
    i.full_points,
    i.sign * i.points as points
from scored_items as i
left join item_links as m on i.item = m.old_item and i.world = 'new_by_old'
where i.world in ('new_by_old', 'new')
