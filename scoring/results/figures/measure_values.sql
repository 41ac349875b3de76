-- The value of every unit for which a measure was measured. One row per unit.
select unit_id, value
from measures
where measure = {measure} and outcome = 'measured'
