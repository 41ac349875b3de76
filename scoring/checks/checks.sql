-- All checks in one table; a failure that only follows from another one names its cause, and a figure on which
-- several failures agree is named as the likely mistake.
with
every_check as (
    select key, check_id, severity, outcome, unit_id, source_id, period, part, expected, found, difference, '' as caused_by, message, locator from checks_linear
    union all
    select key, check_id, severity, outcome, unit_id, source_id, period, part, expected, found, difference, '' as caused_by, message, locator from checks_table
    union all
    select '' as key, check_id, severity, outcome, unit_id, source_id, period, part, expected, found, difference, caused_by, message, locator from checks_rates
    union all
    select '' as key, check_id, severity, outcome, unit_id, source_id, period, part, expected, found, difference, caused_by, message, locator from checks_hierarchy
    union all
    select '' as key, check_id, severity, outcome, unit_id, source_id, period, part, expected, found, difference, '' as caused_by, message, locator from checks_stated
    union all
    select '' as key, check_id, severity, outcome, unit_id, source_id, period, part, expected, found, difference, '' as caused_by, message, locator from checks_values
    union all
    select '' as key, check_id, severity, outcome, unit_id, source_id, period, part, expected, found, difference, caused_by, message, locator from checks_structure
    union all
    select '' as key, check_id, severity, outcome, unit_id, source_id, period, part, expected, found, difference, '' as caused_by, message, locator from checks_sections
),
declared as ( -- the same difference in the same place
    select e.unit_id, e.period, e.part, e.difference, w.check_id as effect, min(w.word) as cause
    from check_words as w
    inner join every_check as e on e.check_id = w.word and e.outcome = 'fails'
    where w.kind = 'consequence'
    group by e.unit_id, e.period, e.part, e.difference, w.check_id
),
explained as (
    select
        c.*,
        coalesce(
            d.cause,
            case when e.root_key <> c.key or e.root_period <> c.period then e.root end,
            c.caused_by
        ) as cause,
        case when d.cause is null then e.root_period end as cause_period,
        case when d.cause is null and e.root_key = c.key and e.root_period = c.period and e.n > e.against then m.title end as suspect
    from every_check as c
    left join declared as d
        on d.effect = c.check_id and c.outcome = 'fails'
        and d.unit_id = c.unit_id and d.period = c.period and d.part = c.part and d.difference = c.difference
    left join check_errors as e
        on e.is_chosen and c.key <> '' and c.outcome = 'fails' and e.unit_id = c.unit_id and e.key = c.key and e.period = c.period
    left join check_metrics as m on m.metric = e.metric and m.part = e.part
)
select
    check_id,
    severity,
    outcome,
    unit_id,
    source_id,
    cast(period as integer) as period,
    part,
    expected,
    found,
    difference,
    cause as caused_by,
    message
    || coalesce('；多处核对均指向' || suspect || '，疑此数有误', '')
    || case
        when cause = '' or outcome <> 'fails' then ''
        when cause_period <> period then '（由' || cast(cause_period as varchar) || '年报告的' || cause || '引起）'
        else '（由' || cause || '引起）'
    end as message,
    locator
from explained
order by unit_id, period, check_id, part, locator, message
