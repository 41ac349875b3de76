-- Table screened without rows, for criteria that screen nobody.
select unit_id, grp, cast(null as decimal(18,6)) as available, cast(null as decimal(18,6)) as nonzero,
    cast(null as boolean) as lacking
from units
where 1 = 0
