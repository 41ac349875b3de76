-- Growth rates, shares and rates recomputed, to the digits that the report prints.
-- A rate that was cut off instead of rounded holds, and the message says so; anything else fails.
with
pairs as (
    select
        r.kind,
        r.word as rate_metric,
        o.word as part_metric,
        w.word as whole_metric
    from check_words as r
    inner join check_words as o on o.kind = r.kind and o.number = r.number and o.role = 'of'
    inner join check_words as w on w.kind = r.kind and w.number = r.number and w.role = 'whole'
    where r.role = 'rate'
),
stated as (
    select
        'N-growth' as check_id,
        f.*,
        replace(f.metric, '_growth_pct', '') as part_metric,
        replace(f.metric, '_growth_pct', '') as whole_metric,
        1 as back
    from facts_chosen as f
    where f.metric like '%\_growth\_pct' escape '\'
    union all
    select
        case when p.kind = 'share' then 'N-share' else 'N-rate' end as check_id,
        f.*,
        p.part_metric,
        p.whole_metric,
        0 as back
    from facts_chosen as f
    inner join pairs as p on p.rate_metric = f.metric
),
joined as (
    select
        s.check_id,
        s.unit_id,
        s.period,
        s.metric,
        s.part_metric,
        s.source_id,
        s.locator,
        s.back,
        cast(s.value as decimal(14, 4)) as rate,
        s.qualifier = 'exact' and not s.is_ambiguous as is_exact_rate,
        cast(a.value as decimal(16, 2)) as part_value,
        cast(b.value as decimal(16, 2)) as whole_value,
        a.unit_id is null and s.back = 0 as is_part_unknown,
        coalesce(a.qualifier = 'exact' and not a.is_ambiguous, false) as is_exact_part,
        coalesce(b.qualifier = 'exact' and not b.is_ambiguous, false) as is_exact_whole,
        case length(regexp_extract(translate(s.raw, '．', '.'), '[.]([0-9０-９]+)', 1))
            when 0 then 1.0000
            when 1 then 0.1000
            when 2 then 0.0100
            when 3 then 0.0010
            else 0.0001
        end as step
    from stated as s
    left join facts_chosen as a
        on a.unit_id = s.unit_id and a.period = s.period and a.metric = s.part_metric and a.part = s.part
    left join facts_chosen as b
        on b.unit_id = s.unit_id and b.period = s.period - s.back and b.metric = s.whole_metric and b.part = s.part
    where b.unit_id is not null and (a.unit_id is not null or s.back = 0)
),
measured as (
    select
        *,
        cast((part_value - case when back = 1 then whole_value else 0 end) * 100 as decimal(20, 4)) as hundredfold, -- exact rate = hundredfold / whole_value
        cast(rate * whole_value as decimal(30, 6)) as stated_hundredfold,
        cast(step * abs(whole_value) as decimal(24, 6)) as step_hundredfold
    from joined
),
judged as (
    select
        *,
        case
            when not is_exact_rate or not is_exact_whole or whole_value = 0 then 'not_assessable'
            when is_part_unknown then
                case
                    -- Some whole number of cases must print as this rate.
                    when floor(cast((stated_hundredfold + step_hundredfold / 2) as double) / 100 + 0.000001)
                        >= ceil(cast((stated_hundredfold - step_hundredfold / 2) as double) / 100 - 0.000001) then 'holds'
                    else 'fails'
                end
            when not is_exact_part then 'not_assessable'
            when abs(hundredfold - stated_hundredfold) * 2 <= step_hundredfold then 'holds'
            when abs(hundredfold) - abs(stated_hundredfold) between 0 and step_hundredfold then 'holds'
            else 'fails'
        end as outcome,
        not is_part_unknown and abs(hundredfold - stated_hundredfold) * 2 > step_hundredfold as is_off_by_rounding,
        cast(cast(cast(hundredfold as double) / nullif(cast(whole_value as double), 0) as decimal(28, 10)) as decimal(18, 4)) as recomputed
    from measured
),
shown as (
    select
        *,
        coalesce(rtrim(rtrim(cast(recomputed as varchar), '0'), '.'), '') as expected,
        rtrim(rtrim(cast(rate as varchar), '0'), '.') as found,
        coalesce(rtrim(rtrim(cast(cast(rate - recomputed as decimal(18, 4)) as varchar), '0'), '.'), '') as gap,
        coalesce(rtrim(rtrim(cast(part_value as varchar), '0'), '.'), '') as part_shown,
        rtrim(rtrim(cast(whole_value as varchar), '0'), '.') as whole_shown
    from judged
)
select
    check_id,
    'error' as severity,
    outcome,
    unit_id,
    source_id,
    period,
    metric as part,
    case when outcome = 'not_assessable' or is_part_unknown then '' else expected end as expected,
    found,
    case when outcome = 'not_assessable' or is_part_unknown then '' else gap end as difference,
    case
        when outcome = 'not_assessable' then '相关数不是准确数，无法核对' || found || '%'
        when is_part_unknown and outcome = 'holds' then whole_shown || '件中有整数件可得' || found || '%，成立'
        when is_part_unknown then whole_shown || '件中没有整数件可得' || found || '%'
        when back = 1 then '增长率：' || part_shown || '比上年' || whole_shown || '增长' || expected || '%，报告为' || found || '%'
        else '比例：' || part_shown || '占' || whole_shown || '的' || expected || '%，报告为' || found || '%'
    end || case when outcome = 'holds' and is_off_by_rounding then '（截去尾数，未四舍五入）' else '' end as message,
    locator
from shown
