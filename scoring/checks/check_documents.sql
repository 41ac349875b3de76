-- One row per document with the properties that occur once.
select
    unit_id,
    source_id,
    period,
    max(value) filter (where item = 'genre') as genre,
    max(value) filter (where item = 'title_present') as title_present,
    max(value) filter (where item = 'unit_name') as unit_name,
    max(value) filter (where item = 'published_on') as published_on,
    max(locator) filter (where item = 'published_on') as published_at,
    max(value) filter (where item = 'statutory_table') as statutory_table,
    count(*) filter (where item = 'statutory_table_announced') > 0 as is_table_announced,
    cast(max(value) filter (where item = 'announced_parts') as integer) as announced_parts,
    max(locator) filter (where item = 'announced_parts') as announced_at,
    cast(max(value) filter (where item = 'sections_present') as integer) as sections_present,
    string_agg(value, '、' order by value) filter (where item = 'announced_part_missing') as missing_parts,
    cast(max(value) filter (where item = 'annexes_listed') as integer) as annexes_listed,
    cast(max(value) filter (where item = 'annexes_present') as integer) as annexes_present,
    max(locator) filter (where item = 'annexes_listed') as annexes_at
from structure
group by unit_id, source_id, period
