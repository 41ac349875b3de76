-- Relations that hold over what was read and fail with the corrected values, in unit order.
select
    a.check_id,
    a.unit_id,
    coalesce(u.name, '') as unit,
    a.message
from checks_after as a
left join units as u on a.unit_id = u.unit_id
where a.after = 'fails' and a.before <> 'fails'
order by u.grp, u.ord, a.unit_id, a.check_id, a.part
