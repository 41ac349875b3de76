-- All checks in one table; a failure that only follows from another one names its cause.
with
every_check as (
    select check_id, severity, outcome, unit_id, source_id, period, part, expected, found, difference, '' as caused_by, message, locator from checks_linear
    union all
    select check_id, severity, outcome, unit_id, source_id, period, part, expected, found, difference, '' as caused_by, message, locator from checks_rates
    union all
    select check_id, severity, outcome, unit_id, source_id, period, part, expected, found, difference, '' as caused_by, message, locator from checks_stated
    union all
    select check_id, severity, outcome, unit_id, source_id, period, part, expected, found, difference, caused_by, message, locator from checks_structure
),
causes as (
    select e.unit_id, e.period, e.part, e.difference, w.check_id as effect, w.word as cause
    from check_words as w
    inner join every_check as e on e.check_id = w.word and e.outcome = 'fails'
    where w.kind = 'consequence'
    group by e.unit_id, e.period, e.part, e.difference, w.check_id, w.word
)
select
    c.check_id,
    c.severity,
    c.outcome,
    c.unit_id,
    c.source_id,
    cast(c.period as integer) as period,
    c.part,
    c.expected,
    c.found,
    c.difference,
    coalesce(k.cause, c.caused_by) as caused_by,
    c.message || case when k.cause is null then '' else '（由' || k.cause || '引起）' end as message,
    c.locator
from every_check as c
left join causes as k
    on k.effect = c.check_id and c.outcome = 'fails' and k.unit_id = c.unit_id and k.period = c.period and k.part = c.part and k.difference = c.difference
order by c.unit_id, c.period, c.check_id, c.part, c.locator, c.message
