-- The reports of a year. One row per unit x file.
select distinct unit_id, path
from sources
where unit_id <> '' and period = {period}
