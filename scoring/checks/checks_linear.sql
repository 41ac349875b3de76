-- The linear relations as checks, with their sentences.
with
shown as (
    select
        s.*,
        coalesce(p.locator, s.any_at) as locator,
        rtrim(rtrim(cast(cast(parts as decimal(24, 6)) as varchar), '0'), '.') as expected,
        rtrim(rtrim(cast(cast(total as decimal(24, 6)) as varchar), '0'), '.') as found,
        rtrim(rtrim(cast(cast(difference as decimal(24, 6)) as varchar), '0'), '.') as gap,
        replace(coalesce(parts_shown, '0'), '+-', '-') as left_shown,
        replace(coalesce(totals_shown, '0'), '+-', '-') as right_shown
    from check_sums as s
    left join check_places as p on p.relation = s.relation and p.unit_id = s.unit_id and p.period = s.period
),
written as (
    select
        *,
        left_shown || case when parts_shown like '%+%' then '=' || expected else '' end as left_sum,
        right_shown || case when totals_shown like '%+%' then '=' || found else '' end as right_sum
    from shown
)
select
    'L' || cast(relation as varchar) as key,
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
        when outcome = 'not_assessable' and parts_missing + totals_missing = 0 then '：相关项目填为不适用，无法核对'
        when outcome = 'not_assessable' then '：有' || cast(parts_missing + totals_missing as varchar) || '项未填或无法读取，无法核对'
        when outcome = 'holds' then
            '：' || case when parts_shown like '%+%' and totals_shown like '%+%' then left_sum else left_shown end || ' '
            || case when difference = 0 then '=' when approximate > 0 and op = '=' then '≈' when difference > 0 then '<' else '>' end
            || ' ' || right_shown || '，成立'
        when op <> '=' then '：' || left_sum || case when difference > 0 then '，小于' else '，大于' end || right_sum || '，相差' || replace(gap, '-', '')
        when kind = 'years' then '：本年报告为' || left_sum || '，按上年报告应为' || right_sum || '，相差' || gap
        else '：' || left_sum || '，报告为' || right_sum || '，相差' || gap
    end as message,
    locator
from written
union all
select -- parts of one whole in different units of measure cannot be added at all
    'U' || cast(relation as varchar) as key,
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
    title || case
        when low_uom <> high_uom then '：各数的计量单位不一致（' || low_uom || '、' || high_uom || '），不能相加'
        else '：计量单位一致（' || low_uom || '）'
    end as message,
    locator
from written
where same_unit and is_complete
