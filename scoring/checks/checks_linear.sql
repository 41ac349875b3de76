-- The linear relations as checks, with their sentences.
with
shown as (
    select
        *,
        rtrim(rtrim(cast(cast(parts as decimal(24, 6)) as varchar), '0'), '.') as expected,
        rtrim(rtrim(cast(cast(total as decimal(24, 6)) as varchar), '0'), '.') as found,
        rtrim(rtrim(cast(cast(difference as decimal(24, 6)) as varchar), '0'), '.') as gap
    from check_sums
)
select
    check_id,
    severity,
    outcome,
    unit_id,
    source_id,
    period,
    part,
    case when outcome = 'not_assessable' then '' else expected end as expected,
    case when outcome = 'not_assessable' then '' else found end as found,
    case when outcome = 'not_assessable' then '' else gap end as difference,
    title || case
        when outcome = 'not_assessable' and ambiguous > 0 then '：报告对其中一项给出两个数，无法核对'
        when outcome = 'not_assessable' and bounds > 0 then '：其中一项只说明了上限或下限，无法核对'
        when outcome = 'not_assessable' and scopes_differ then '：各数的统计范围不同，无法核对'
        when outcome = 'not_assessable' and totals_missing > 0 and kind = 'prose' then '：未说明总数，无法核对'
        when outcome = 'not_assessable' then '：有' || cast(parts_missing + totals_missing as varchar) || '项未填或无法读取，无法核对'
        when outcome = 'holds' then '：' || coalesce(parts_shown, '0') || case when parts_shown like '%+%' and totals_shown like '%+%' then '=' || expected else '' end || ' ' || case when difference = 0 then '=' when approximate > 0 and op = '=' then '≈' when difference > 0 then '<' else '>' end || ' ' || coalesce(totals_shown, '0') || '，成立'
        else '：' || coalesce(parts_shown || case when parts_shown like '%+%' then '=' || expected else '' end, '0')
            || '，报告为' || coalesce(totals_shown || case when totals_shown like '%+%' then '=' || found else '' end, '0') || '，相差' || gap
    end as message,
    locator
from shown
union all
select -- parts of one whole in different units of measure cannot be added at all
    'N-unit-mix' as check_id,
    'warning' as severity,
    case when low_uom <> high_uom then 'fails' else 'holds' end as outcome,
    unit_id,
    source_id,
    period,
    part,
    '' as expected,
    case when low_uom = high_uom then low_uom else low_uom || '、' || high_uom end as found,
    '' as difference,
    title || case when low_uom <> high_uom then '：各数的计量单位不一致（' || low_uom || case when low_uom = high_uom then '' else '、' || high_uom end || '），不能相加' else '：计量单位一致（' || low_uom || case when low_uom = high_uom then '' else '、' || high_uom end || '）' end as message,
    locator
from shown
where same_unit and is_complete
