-- Growth rates, shares and rates recomputed, to the digits that the report prints.
-- A rate that was cut off instead of rounded holds, and the message says so; anything else fails.
with
judged as (
    select
        *,
        case
            when is_ambiguous or not are_exact or scopes_differ or whole_value = 0 then 'not_assessable'
            when is_part_unknown then
                case
                    when qualifier <> 'exact' then 'not_assessable'
                    -- Some whole number of cases must print as this rate.
                    when floor(cast((stated_hundredfold + step_hundredfold / 2) as double) / 100 + 0.000001)
                        >= ceil(cast((stated_hundredfold - step_hundredfold / 2) as double) / 100 - 0.000001) then 'holds'
                    else 'fails'
                end
            when qualifier = 'about' then
                case
                    when abs(hundredfold - stated_hundredfold) <= greatest(step_hundredfold, tolerance * abs(stated_hundredfold)) then 'holds'
                    else 'not_assessable'
                end
            when qualifier = 'at_least' and hundredfold + step_hundredfold >= stated_hundredfold then 'holds'
            when qualifier = 'at_most' and hundredfold <= stated_hundredfold + step_hundredfold then 'holds'
            when abs(hundredfold - stated_hundredfold) * 2 <= step_hundredfold then 'holds'
            when is_truncated then 'holds'
            else 'fails'
        end as outcome
    from (
        select
            r.*,
            cast(w.word as decimal(9, 6)) as tolerance,
            not is_part_unknown and qualifier = 'exact'
            and abs(hundredfold - stated_hundredfold) * 2 > step_hundredfold
            and abs(hundredfold) - abs(stated_hundredfold) between 0 and step_hundredfold
            and hundredfold * stated_hundredfold >= 0 as is_truncated,
            cast(cast(cast(hundredfold as double) / nullif(cast(whole_value as double), 0) as decimal(28, 10)) as decimal(18, 4)) as recomputed
        from check_rates as r
        cross join (select word from check_words where kind = 'about_tolerance') as w
    ) as computed
),
ranked as ( -- the figures that give the rate, else the first declared ones
    select
        *,
        row_number() over (
            partition by kind, unit_id, period, metric
            order by case when outcome = 'holds' and cause = '' then 0 when cause = '' then 1 else 2 end, place, case outcome when 'fails' then 0 else 1 end, pref, places, hundredfold
        ) as choice,
        min(case when outcome = 'holds' and cause <> '' then cause end) over (partition by kind, unit_id, period, metric) as explained_by
    from judged
),
chosen as (
    select
        *,
        case when outcome = 'fails' and place > 1 then 'not_assessable' else outcome end as verdict, -- of another whole than the usual one, perhaps of a third
        coalesce(rtrim(rtrim(cast(recomputed as varchar), '0'), '.'), '') as expected,
        rtrim(rtrim(cast(rate as varchar), '0'), '.') as found,
        coalesce(rtrim(rtrim(cast(cast(rate - recomputed as decimal(18, 4)) as varchar), '0'), '.'), '') as gap,
        coalesce(rtrim(rtrim(cast(cast(part_value as decimal(24, 6)) as varchar), '0'), '.'), '') as part_shown,
        rtrim(rtrim(cast(cast(whole_value as decimal(24, 6)) as varchar), '0'), '.') as whole_shown
    from ranked
    where choice = 1
)
select
    case when kind = 'share' and is_table then 'NT-5' when kind = 'share' then 'N-share' when kind = 'growth' then 'N-growth' else 'N-rate' end as check_id,
    case when kind = 'share' and is_table then 'warning' else 'error' end as severity,
    verdict as outcome,
    unit_id,
    source_id,
    period,
    metric as part,
    case when verdict = 'not_assessable' or is_part_unknown then '' else expected end as expected,
    found,
    case when verdict = 'not_assessable' or is_part_unknown then '' else gap end as difference,
    case when verdict = 'fails' then coalesce(explained_by, '') else '' end as caused_by,
    case
        when verdict = 'not_assessable' and scopes_differ then '相关数的统计范围不同，无法核对' || found || '%'
        when verdict = 'not_assessable' and place > 1 then '报告没有列出计算' || found || '%所用的总数，无法核对'
        when verdict = 'not_assessable' and whole_value = 0 then '作为基数的数为0，无法核对' || found || '%'
        when verdict = 'not_assessable' then '相关数不是准确数，无法核对' || found || '%'
        when is_part_unknown and verdict = 'holds' then whole_shown || '件中有整数件可得' || found || '%，成立'
        when is_part_unknown then whole_shown || '件中没有整数件可得' || found || '%'
        when back = 1 then '增长率：' || part_shown || '比上年' || whole_shown || '增长' || expected || '%，报告为' || found || '%'
        else '比例：' || part_shown || '占' || whole_shown || '的' || expected || '%，报告为' || found || '%'
    end || case when verdict = 'holds' and is_truncated then '（截去尾数，未四舍五入）' else '' end as message,
    places as locator
from chosen
