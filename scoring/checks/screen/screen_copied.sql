-- One row per unit with figures of both years: how many pairs of figures there are, and how many are equal. A pair of values that
-- stands in several cells (a total and its only part) counts once.
with
pairs as (
    select
        unit_id,
        value,
        last_value,
        min(source_id) as source_id,
        min(code) as code,
        min(locator) as locator,
        min(shown) as shown
    from screen_figures
    where not is_stock and value >= {least} and last_value >= {least}
    group by unit_id, value, last_value
),
placed as (
    select
        *,
        value = last_value as is_hit,
        row_number() over (partition by unit_id, value = last_value order by value desc, code) as place
    from pairs
)
select
    unit_id,
    min(source_id) as source_id,
    {hits}
from placed
group by unit_id
