-- Prose against the statutory table of the same report (NT-1 to NT-5, NT-same), and 均获维持 against table 4 (NT-6).
with
mentions as ( -- what the report says of its own year, in prose
    select f.*, u.is_office
    from facts as f
    inner join sources as s on s.source_id = f.source_id and s.period = f.period
    left join check_units as u on u.unit_id = f.unit_id and u.period = f.period
    where f.locator like 'line %'
),
compared as (
    select
        t.number,
        t.check_id,
        p.unit_id,
        p.source_id,
        p.period,
        p.metric,
        p.qualifier,
        p.scope,
        cast(p.value as decimal(24, 6)) as value,
        cast(t.value as decimal(24, 6)) as table_value,
        t.is_complete,
        not t.is_plain and cast(p.value as decimal(24, 6)) = t.value_with as counts_more,
        coalesce(not p.is_office, false) and w.kind = 'self_scope' or coalesce(w.kind = 'narrow_scope', false) as is_narrow,
        cast(a.word as decimal(9, 6)) as about_tolerance,
        p.locator || case when t.terms <= cast(n.word as integer) then ';' || t.locator else '' end as locator
    from mentions as p
    inner join check_table_sums as t on t.unit_id = p.unit_id and t.period = p.period and t.metric = p.metric
    left join check_words as w on w.kind in ('narrow_scope', 'self_scope') and w.word = p.scope
    cross join (select word from check_words where kind = 'about_tolerance') as a
    cross join (select word from check_words where kind = 'shown_parts') as n
    where p.part = 'total' and p.semantic in ('numeric', 'zero')
),
judged as (
    select
        *,
        case
            when not is_complete then 'not_assessable'
            when value = table_value or counts_more then 'holds'
            when qualifier = 'about' and abs(value - table_value) <= about_tolerance * table_value then 'holds'
            when qualifier = 'at_least' and value <= table_value then 'holds'
            when qualifier = 'at_most' and value >= table_value then 'holds'
            when qualifier <> 'exact' or is_narrow then 'not_assessable'
            else 'fails'
        end as outcome,
        rtrim(rtrim(cast(table_value as varchar), '0'), '.') as expected,
        rtrim(rtrim(cast(value as varchar), '0'), '.') as found,
        rtrim(rtrim(cast(cast(value - table_value as decimal(24, 6)) as varchar), '0'), '.') as difference
    from compared
),
upheld as (
    select
        'NT-6' as check_id,
        p.unit_id,
        min(p.source_id) as source_id,
        p.period,
        case when count(f.value) < count(*) then 'not_assessable' when sum(f.value) = 0 then 'holds' else 'fails' end as outcome,
        coalesce(rtrim(rtrim(cast(cast(sum(f.value) as decimal(24, 6)) as varchar), '0'), '.'), '') as found,
        min(p.locator) || coalesce(';' || string_agg(f.locator, ';' order by f.metric) filter (where f.value <> 0), '') as locator
    from mentions as p
    inner join check_words as w
        on w.kind = 'all_upheld'
        -- a sentence on reviews alone says nothing of litigation, and the other way round
        and (w.role <> 'review' or p.quote like '%复议%' or p.quote not like '%诉%')
        and (w.role <> 'suit' or p.quote like '%诉%' or p.quote not like '%复议%')
    inner join facts_chosen as f on f.unit_id = p.unit_id and f.period = p.period and f.metric = w.word and f.part = 'total' and not f.is_prose
    where p.metric = 'disputes_all_upheld'
    group by p.unit_id, p.period
)
select
    'T' || cast(number as varchar) || ':' || metric || ':' || coalesce(difference, '') as key,
    number,
    check_id,
    'warning' as severity,
    outcome,
    unit_id,
    source_id,
    period,
    metric as part,
    coalesce(expected, '') as expected,
    found,
    coalesce(difference, '') as difference,
    cast(value - table_value as decimal(24, 6)) as gap,
    case
        when outcome = 'holds' and counts_more and value <> table_value then '正文' || found || '为表格' || expected || '加上年结转数，一致'
        when outcome = 'holds' then '正文' || found || '与表格' || expected || '一致'
        when outcome = 'fails' then '正文为' || found || '，表格为' || expected || '，相差' || difference
        when not is_complete then '正文为' || found || '，表格相应项目未填或无法读取，无法核对'
        else '正文为' || found || '，与表格的统计范围或精度不同，无法核对'
    end as message,
    locator
from judged
union all
select
    'upheld' as key,
    -2 as number,
    check_id,
    'warning' as severity,
    outcome,
    unit_id,
    source_id,
    period,
    'total' as part,
    '0' as expected,
    found,
    '' as difference,
    cast(null as decimal(24, 6)) as gap,
    case outcome
        when 'holds' then '正文称均获维持，表格纠正与未审结为0，成立'
        when 'fails' then '正文称均获维持，表格纠正与未审结共' || found || '件'
        else '正文称均获维持，表格未填全，无法核对'
    end as message,
    locator
from upheld
