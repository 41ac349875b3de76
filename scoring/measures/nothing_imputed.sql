-- Table imputed without rows, for criteria that fill nothing.
select unit_id, '' as measure, cast(null as decimal(28,10)) as value, '' as how,
    cast(null as integer) as units, cast(null as integer) as year, '' as was
from units
where 1 = 0
