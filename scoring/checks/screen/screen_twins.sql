-- One row per unit and other unit with which it shares figures: how many both have, and how many of them are equal.
with
figures as (
    select unit_id, metric, part, code, value, source_id, locator, shown
    from screen_figures
    where not is_stock and value >= {least}
),
pairs as (
    select
        c.unit_id,
        c.other_id,
        c.other,
        a.value,
        b.value as other_value,
        min(a.source_id) as source_id,
        min(a.code) as code,
        min(a.locator) as locator,
        min(a.shown) as shown
    from screen_pairs as c
    inner join figures as a on a.unit_id = c.unit_id
    inner join figures as b on b.unit_id = c.other_id and b.metric = a.metric and b.part = a.part
    group by c.unit_id, c.other_id, c.other, a.value, b.value
),
placed as (
    select
        *,
        value = other_value as is_hit,
        row_number() over (partition by unit_id, other_id, value = other_value order by value desc, code) as place
    from pairs
)
select
    unit_id,
    other_id,
    other,
    min(source_id) as source_id,
    {hits}
from placed
group by unit_id, other_id, other
