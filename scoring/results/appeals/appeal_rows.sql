-- One row per appeal with the name of its unit.
select
    a.*,
    u.name as unit
from appeals as a
inner join units as u on a.unit_id = u.unit_id
order by a.line
