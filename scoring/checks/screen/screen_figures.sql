-- One row per unit and figure of the year that can be held against others: exact, unambiguous, not negative, not corrected by
-- the office; with last year's figure where there is one.
with
figures as (
    select
        c.unit_id,
        c.period,
        c.metric,
        c.part,
        c.value,
        c.source_id,
        c.locator,
        m.title,
        m.kind,
        m.uom,
        m.is_stock
    from facts_chosen as c
    inner join screen_metrics as m on m.metric = c.metric and m.part = c.part
    left join (select distinct unit_id, period, metric, part from corrections) as x
        on x.unit_id = c.unit_id and x.period = c.period and x.metric = c.metric and x.part = c.part
    where
        c.period between {period} - 1 and {period} and c.value >= 0 and not c.is_ambiguous and c.qualifier = 'exact'
        and x.unit_id is null
)
select
    f.unit_id,
    u.grp,
    f.period,
    f.metric,
    f.part,
    case when f.part = 'total' then f.metric else f.metric || '__' || f.part end as code,
    f.value,
    p.value as last_value,
    f.source_id,
    f.locator,
    f.title,
    f.kind,
    f.uom,
    f.is_stock,
    f.kind = 'count' and f.value % 1 = 0 as is_count,
    f.title || rtrim(rtrim(cast(f.value as varchar), '0'), '.') as shown
from figures as f
inner join units as u on u.unit_id = f.unit_id
left join figures as p on p.unit_id = f.unit_id and p.period = f.period - 1 and p.metric = f.metric and p.part = f.part
where f.period = {period}
