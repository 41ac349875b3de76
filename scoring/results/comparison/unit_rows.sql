-- One row per compared unit in the order of groups, ranks and units; those that left come last.
select
    u.*,
    r.move as rest_move,
    r.data as rest_data,
    r.criteria as rest_criteria,
    i.place as improved
from compared_units as u
left join compared_rest as r on u.unit_id = r.unit_id and u.change <> 'left'
left join compared_improved as i on u.unit_id = i.unit_id and u.change <> 'left'
order by u.place, u.new_rank nulls last, u.ord, u.unit_id
