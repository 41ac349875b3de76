-- One row per column (栏目) of a unit's website: in which state it was on the day of the inspection, and
-- the event as which it counts in gates and measures. A column without a date of its last update is
-- undated, which is as bad as stale; one without items is blank, whatever its date.
select
    s.unit_id,
    s.line,
    s.indicator_id,
    s.column_name,
    s.cycle,
    s.updated_on,
    s.items,
    s.days,
    s.observed_on,
    s.state,
    case when s.state = 'blank' then s.blank_event when s.state = 'current' then '' else s.stale_event end as event
from (
    select
        r.unit_id,
        r.line,
        r.indicator_id,
        r.column_name,
        r.cycle,
        r.updated_on,
        r.items,
        c.days,
        c.observed_on,
        c.stale_event,
        c.blank_event,
        case
            when r.items = 0 then 'blank'
            when r.updated_on is null then 'undated'
            when date_diff('day', r.updated_on, c.observed_on) > c.days then 'stale'
            else 'current'
        end as state
    from records_updates as r
    inner join update_cycles as c on r.indicator_id = c.indicator_id and r.cycle = c.cycle
) as s
