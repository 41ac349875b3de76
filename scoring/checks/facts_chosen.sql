-- One row per unit, period, metric and part: the figure that stands for the report where it states several.
-- A statutory table outranks prose; prose of the year's own report outranks what the next report says of
-- last year; a figure of the whole region outranks one without a scope.
with
marked as (
    select
        f.unit_id,
        f.period,
        f.metric,
        f.part,
        cast(f.value as decimal(24, 6)) as value,
        f.semantic,
        f.qualifier,
        f.uom,
        f.raw,
        f.scope,
        f.source_id,
        f.locator,
        case when f.locator not like 'line %' then 4 when s.period > f.period then 0 else 2 end
        + case when w.word is null then 0 else 1 end as standing
    from facts as f
    left join sources as s on s.source_id = f.source_id
    left join check_words as w on w.kind = 'wide_scope' and w.word = f.scope
    where f.semantic <> 'text'
),
highest as (
    select unit_id, period, metric, part, max(standing) as standing
    from marked
    group by unit_id, period, metric, part
)
select
    m.unit_id,
    m.period,
    m.metric,
    m.part,
    max(m.value) as value,
    case when count(m.value) > 0 then 'numeric' else min(m.semantic) end as semantic, -- numeric, blank or not_applicable
    min(m.qualifier) as qualifier, -- about, at_least, at_most, exact: an inexact statement wins
    min(m.uom) as uom,
    min(m.raw) as raw,
    min(m.scope) as scope,
    min(m.source_id) as source_id,
    min(m.locator) as locator,
    count(distinct m.value) > 1 as is_ambiguous,
    max(m.standing) < 4 as is_prose
from marked as m
inner join highest as h
    on h.unit_id = m.unit_id and h.period = m.period and h.metric = m.metric and h.part = m.part and h.standing = m.standing
group by m.unit_id, m.period, m.metric, m.part
