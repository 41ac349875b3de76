-- One row per unit in the order of its file: its line there, its group, the unit above it and its status.
select
    l.line,
    u.unit_id,
    u.grp,
    u.parent_id,
    u.status
from units as u
inner join unit_lines as l on l.unit_id = u.unit_id
order by l.line
