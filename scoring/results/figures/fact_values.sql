-- The number of every unit that has one, of a metric and part in a year. One row per unit.
select unit_id, value
from scored_facts
where metric = {metric} and part = {part} and period = {period} and status = 0
