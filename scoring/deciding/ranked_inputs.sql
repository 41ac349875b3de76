-- The inputs of every unit that has a rank: one row per unit.
select i.*
from inputs as i
inner join ranking as r on i.unit_id = r.unit_id
where r.rank is not null
order by i.unit_id
