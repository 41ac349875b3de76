-- Checks whose outcome is another one with the corrected values: one row per check, unit, period and part.
-- A contradiction that no longer occurs holds.
with
as_read as (
    select
        check_id,
        unit_id,
        period,
        part,
        case max(case outcome when 'fails' then 2 when 'not_assessable' then 1 else 0 end)
            when 2 then 'fails' when 1 then 'not_assessable' else 'holds'
        end as outcome
    from checks
    where unit_id in (select unit_id from corrections)
    group by check_id, unit_id, period, part
),
as_corrected as (
    select
        check_id,
        unit_id,
        period,
        part,
        case max(case outcome when 'fails' then 2 when 'not_assessable' then 1 else 0 end)
            when 2 then 'fails' when 1 then 'not_assessable' else 'holds'
        end as outcome,
        min(case when outcome = 'fails' then message end) as message
    from checks_corrected
    where unit_id in (select unit_id from corrections)
    group by check_id, unit_id, period, part
)
select
    coalesce(a.check_id, b.check_id) as check_id,
    coalesce(a.unit_id, b.unit_id) as unit_id,
    coalesce(a.period, b.period) as period,
    coalesce(a.part, b.part) as part,
    coalesce(a.outcome, '') as before,
    coalesce(b.outcome, 'holds') as after,
    coalesce(b.message, '') as message
from as_read as a
full outer join as_corrected as b
    on a.check_id = b.check_id and a.unit_id = b.unit_id and a.period = b.period and a.part = b.part
where a.outcome is distinct from b.outcome
