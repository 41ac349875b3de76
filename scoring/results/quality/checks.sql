-- One row per check: in how many units it holds, fails or cannot be assessed, by the worst place of each.
with per_unit as (
    select
        check_id,
        unit_id,
        min(case severity when 'error' then 1 when 'warning' then 2 else 3 end) as severity,
        max(case outcome when 'fails' then 1 else 0 end) as fails,
        max(case outcome when 'holds' then 1 else 0 end) as holds
    from checks
    group by check_id, unit_id
)
select
    check_id,
    case min(severity) when 1 then 'error' when 2 then 'warning' else 'info' end as severity,
    sum(case when fails = 0 and holds = 1 then 1 else 0 end) as holds,
    sum(fails) as failing,
    sum(case when fails = 0 and holds = 0 then 1 else 0 end) as open
from per_unit
group by check_id
order by failing desc, open desc, check_id
