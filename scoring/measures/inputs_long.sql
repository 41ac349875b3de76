-- One row per unit x wanted input that has data: value and status
-- (0 measured, 1 not applicable, 2 missing, 3 not assessable, 9 approximate).
select f.unit_id, w.k, f.value as v, f.status as s
from scored_facts as f
inner join wanted as w
    on w.kind = 'fact' and f.metric = w.metric and f.part = w.part and f.period = w.period
union all
select r.unit_id, w.k, cast(sum(r.quantity) as decimal(28, 10)) as v, 0 as s
from records_findings as r
inner join wanted as w on w.kind = 'event' and r.event = w.metric and r.indicator_id = w.scope
group by r.unit_id, w.k
union all
select r.unit_id, w.k, cast(sum(r.quantity) as decimal(28, 10)) as v, 0 as s
from (
    select unit_id, event, quantity from records_findings
    union all
    select unit_id, event, cast(1 as decimal(28, 10)) as quantity from column_states where event <> ''
) as r
inner join wanted as w on w.kind = 'unit_event' and r.event = w.metric
group by r.unit_id, w.k
union all
-- Columns of a website by the state in which they were found; a unit without any has not been inspected.
select r.unit_id, w.k, cast(sum(case when w.scope in ('all', r.state) then 1 else 0 end) as decimal(28, 10)) as v, 0 as s
from column_states as r
inner join wanted as w on w.kind = 'column' and w.metric = r.indicator_id
group by r.unit_id, w.k
union all
-- One mark, or what several markers come to; a median is the mean of the middle two.
select
    r.unit_id,
    w.k,
    cast(case
        when w.scope = 'median'
            then cast(sum(case when 2 * r.place in (r.marks, r.marks + 1, r.marks + 2) then r.mark end) as double)
                / case when count(r.mark) % 2 = 0 then 2 else 1 end
        when w.scope = 'trimmed_mean' and count(r.mark) > 2
            then cast(sum(r.mark) - max(r.mark) - min(r.mark) as double) / (count(r.mark) - 2)
        when w.scope in ('mean', 'trimmed_mean') then cast(sum(r.mark) as double) / nullif(count(r.mark), 0)
        else cast(max(r.mark) as double)
    end as decimal(28, 10)) as v,
    case when count(r.mark) = 0 then 2 else 0 end as s
from (
    select
        unit_id,
        indicator_id,
        mark,
        row_number() over (partition by unit_id, indicator_id order by mark nulls last) as place,
        count(mark) over (partition by unit_id, indicator_id) as marks
    from records_marks
) as r
inner join wanted as w on w.kind = 'mark' and r.indicator_id = w.metric
group by r.unit_id, w.k, w.scope
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
union all
-- A report of the year that could be read; a unit without one has no row, so the input is missing.
select distinct r.unit_id, w.k, cast(1 as decimal(28, 10)) as v, 0 as s
from sources as r
inner join wanted as w on w.kind = 'report' and r.period = w.period
where r.read_status = 'read'
union all
-- Figures of that report that contradict each other. What only follows from another failure does
-- not count again, nor does the same contradiction in a second place or file of the report.
select c.unit_id, w.k, cast(count(*) as decimal(28, 10)) as v, 0 as s
from (
    select distinct unit_id, period, check_id, part, message
    from checks
    where outcome = 'fails' and severity = 'error' and coalesce(caused_by, '') = ''
) as c
inner join wanted as w on w.kind = 'check' and c.period = w.period and (w.metric = '' or c.check_id = w.metric)
group by c.unit_id, w.k
