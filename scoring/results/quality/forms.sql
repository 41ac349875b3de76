-- Per form and group: how many units have a report of the year on it; `prose` counts every report that could be read.
select
    x.form,
    u.grp,
    count(distinct u.unit_id) as units
from (
    select unit_id, form from sources where read_status = 'read' and period = {period} and form <> 'data'
    union all
    select unit_id, 'prose' as form from sources where read_status = 'read' and period = {period} and form <> 'data'
    union all
    select unit_id, 'data' as form from units where status <> 'exempt'
) as x
inner join units as u on x.unit_id = u.unit_id
group by x.form, u.grp
order by x.form, u.grp
