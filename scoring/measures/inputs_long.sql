-- One row per unit x wanted input that has data: value and status
-- (0 measured, 1 not applicable, 2 missing, 3 not assessable, 9 approximate).
select f.unit_id, w.k, f.value as v, f.status as s
from chosen_facts as f
inner join wanted as w
    on w.kind = 'fact' and f.metric = w.metric and f.part = w.part and f.period = w.period
union all
select r.unit_id, w.k, cast(sum(r.quantity) as decimal(28, 10)) as v, 0 as s
from records_findings as r
inner join wanted as w on w.kind = 'event' and r.event = w.metric and r.indicator_id = w.scope
group by r.unit_id, w.k
union all
select r.unit_id, w.k, cast(sum(r.quantity) as decimal(28, 10)) as v, 0 as s
from records_findings as r
inner join wanted as w on w.kind = 'unit_event' and r.event = w.metric
group by r.unit_id, w.k
union all
select r.unit_id, w.k, max(r.mark) as v, case when max(r.mark) is null then 2 else 0 end as s
from records_marks as r
inner join wanted as w on w.kind = 'mark' and r.indicator_id = w.metric
group by r.unit_id, w.k
union all
select r.unit_id, w.k, max(r.score) as v, case when max(r.score) is null then 2 else 0 end as s
from records_external as r
inner join wanted as w on w.kind = 'external' and r.key = w.metric
group by r.unit_id, w.k
union all
select
    r.unit_id,
    w.k,
    cast(date_diff('day', date '1970-01-01', r.published_on) as decimal(28, 10)) as v,
    case when r.published_on is null then 2 else 0 end as s
from records_reports as r
inner join wanted as w on w.kind = 'date' and w.metric = 'report_published_on'
