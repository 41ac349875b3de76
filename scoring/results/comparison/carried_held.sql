-- The held points by unit of the new run and new id of the indicator.
select distinct
    l.new_id as unit_id,
    h.world,
    h.item
from held_items as h
inner join unit_links as l on h.unit_id = l.old_id
where h.world = 'old_by_new'
union all
select
    h.unit_id,
    h.world,
    coalesce(m.new_item, h.item) as item
from held_items as h
left join item_links as m on h.item = m.old_item
where h.world = 'new_by_old'
