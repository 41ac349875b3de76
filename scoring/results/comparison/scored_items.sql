-- One row per unit x indicator, bonus or deduction of a scoring; sign is -1 for what is taken from the total.
select
    '{world}' as world,
    unit_id,
    indicator_id as item,
    outcome,
    cast(full_points as decimal(18, 8)) as full_points,
    cast(points as decimal(18, 8)) as points,
    case when indicator_id in ({minus}) then -1 else 1 end as sign
from points
