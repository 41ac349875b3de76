-- All facts with the corrected value where the office has corrected what was read. Only the statements
-- that scoring would use are replaced: prose beside a corrected table keeps what it says.
select
    f.unit_id,
    f.period,
    f.metric,
    f.part,
    case when c.unit_id is null then f.value else c.new_value end as value,
    case
        when c.unit_id is null then f.semantic
        when c.status = 1 then 'not_applicable'
        when c.status = 2 then 'blank'
        when c.new_value = 0 then 'zero'
        else 'numeric'
    end as semantic,
    case when c.unit_id is null then f.qualifier else 'exact' end as qualifier,
    f.uom,
    case when c.unit_id is null then f.raw else c.new end as raw,
    f.scope,
    f.source_id,
    f.locator,
    f.quote
from facts_read as f
left join corrections as c
    on f.unit_id = c.unit_id and f.period = c.period and f.metric = c.metric and f.part = c.part
    and case when f.locator like 'line %' then 1 else 0 end = case when c.locator like 'line %' then 1 else 0 end
union all
select -- what was not read at all
    c.unit_id,
    c.period,
    c.metric,
    c.part,
    c.new_value as value,
    case when c.status = 1 then 'not_applicable' when c.status = 2 then 'blank' when c.new_value = 0 then 'zero' else 'numeric' end as semantic,
    'exact' as qualifier,
    '' as uom,
    c.new as raw,
    '' as scope,
    coalesce(s.source_id, '') as source_id,
    'row ' || c.line || ', new' as locator,
    c.new as quote
from corrections as c
left join (
    select unit_id, period, min(source_id) as source_id
    from sources
    where read_status = 'read'
    group by unit_id, period
) as s on c.unit_id = s.unit_id and c.period = s.period
where not exists (
    select 1 from facts_read as f
    where f.unit_id = c.unit_id and f.period = c.period and f.metric = c.metric and f.part = c.part
)
