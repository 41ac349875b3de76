-- One row per unit with counts: how many there are, and how many end in 0 or 5. The same number of the same things (a total and its
-- only part, one piece in three channels) counts once.
with
counts as (
    select
        unit_id,
        value,
        min(source_id) as source_id,
        min(code) as code,
        min(locator) as locator,
        min(shown) as shown,
        value % 5 = 0 as is_hit
    from screen_figures
    where is_count and value >= {least}
    group by unit_id, value, uom
),
placed as (
    select *, row_number() over (partition by unit_id, is_hit order by value desc, code) as place
    from counts
)
select
    unit_id,
    min(source_id) as source_id,
    {hits}
from placed
group by unit_id
