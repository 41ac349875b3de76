-- One row per indicator, bonus or deduction: its points per unit, in whole units of the last carried decimal.
select
    indicator_id,
    list(unit_id order by unit_id) as units,
    list(cast(cast(points as decimal(38, {carry})) * {scale} as bigint) order by unit_id) as points
from points
group by indicator_id
order by min(ord), indicator_id
