-- What was read of the figures that are corrected: one row per fact, those of a statutory table before prose.
select
    f.unit_id,
    f.period,
    f.metric,
    f.part,
    f.value,
    f.semantic,
    f.qualifier,
    f.raw,
    f.source_id,
    coalesce(s.path, '') as path,
    f.locator,
    f.quote
from facts as f
inner join (
    select
        a.unit_id,
        a.period,
        a.metric,
        a.part,
        min(case when g.locator like 'line %' then 1 else 0 end) as preference
    from facts as g
    inner join corrections_asked as a
        on g.unit_id = a.unit_id and g.period = a.period and g.metric = a.metric and g.part = a.part
    group by a.unit_id, a.period, a.metric, a.part
) as b
    on f.unit_id = b.unit_id and f.period = b.period and f.metric = b.metric and f.part = b.part
    and case when f.locator like 'line %' then 1 else 0 end = b.preference
left join sources as s on f.source_id = s.source_id
