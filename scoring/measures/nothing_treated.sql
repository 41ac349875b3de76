-- Table treated without rows, for criteria that treat nothing.
select unit_id, '' as measure, cast(null as decimal(28,10)) as before, cast(null as decimal(28,10)) as after, '' as how,
    cast(null as decimal(18,6)) as skewness_before, cast(null as decimal(18,6)) as kurtosis_before,
    cast(null as decimal(18,6)) as skewness_after, cast(null as decimal(18,6)) as kurtosis_after, cast(null as boolean) as passes
from units
where 1 = 0
