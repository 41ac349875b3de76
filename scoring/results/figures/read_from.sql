-- One row per unit x file that a metric of a year was read from, or corrected in.
select distinct f.unit_id, s.path
from facts as f
inner join sources as s on f.source_id = s.source_id
where f.metric = {metric} and f.period = {period}
union
select distinct unit_id, file
from corrections
where metric = {metric} and period = {period}
