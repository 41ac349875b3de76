-- All facts: what reports state, and the table data. A cell's place is its row; what it said is the quote.
select * from facts_reported
union all
select
    c.unit_id,
    cast(c.period as integer) as period,
    c.metric,
    c.part,
    c.value,
    c.semantic,
    c.qualifier,
    coalesce(u.uom, '') as uom,
    coalesce(c.raw, '') as raw,
    '' as scope,
    '{source}' as source_id,
    'row ' || c.line || ', ' || c.metric as locator,
    coalesce(c.raw, '') || case when c.source is null then '' else '（' || c.source || '）' end as quote
from data_cells as c
left join data_uoms as u on c.metric = u.metric
where c.semantic <> 'text'
