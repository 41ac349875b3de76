-- The same figure stated twice, prose against table, products, and parts that are nearly the whole.
with
mentions as ( -- figures of prose only; an approximate mention does not contradict an exact one
    select
        unit_id,
        period,
        metric,
        part,
        count(*) as n,
        min(cast(value as decimal(24, 6))) = max(cast(value as decimal(24, 6))) as is_same,
        coalesce(min(nullif(scope, '')) <> max(nullif(scope, '')), false) as scopes_differ,
        count(*) filter (where scope = '') as n_unscoped,
        min(cast(value as decimal(24, 6))) as low,
        max(cast(value as decimal(24, 6))) as high,
        min(source_id) as source_id,
        string_agg(locator, ';' order by locator) as locator,
        min(nullif(scope, '')) as scopes
    from facts
    where locator like 'line %' and semantic in ('numeric', 'zero') and qualifier = 'exact'
    group by unit_id, period, metric, part
    having count(*) > 1
),
restated as (
    select
        'N-restated' as check_id,
        'warning' as severity,
        case when is_same then 'holds' else 'fails' end as outcome,
        unit_id,
        source_id,
        period,
        metric as part,
        rtrim(rtrim(cast(low as varchar), '0'), '.') as expected,
        rtrim(rtrim(cast(high as varchar), '0'), '.') as found,
        rtrim(rtrim(cast(cast(high - low as decimal(24, 6)) as varchar), '0'), '.') as difference,
        case
            when is_same then '报告两处所列数一致：' || rtrim(rtrim(cast(high as varchar), '0'), '.')
            else '报告对同一项给出不同的数：' || rtrim(rtrim(cast(low as varchar), '0'), '.') || '与' || rtrim(rtrim(cast(high as varchar), '0'), '.')
                || coalesce('（其中一处统计范围为“' || scopes || '”）', '') || '，统计范围可能不同，请核实'
        end as message,
        locator
    from mentions
    where is_same or not scopes_differ or n_unscoped > 0 -- two different scopes may well have two values
),
table_sums as (
    select
        w.number,
        w.check_id,
        p.word as prose_metric,
        f.unit_id,
        f.period,
        sum(f.value) as value,
        count(f.value) as n_stated,
        count(*) as n_terms,
        min(f.locator) as locator
    from check_words as w
    inner join check_words as p on p.kind = w.kind and p.number = w.number and p.role = 'prose'
    inner join facts_chosen as f on f.metric = w.word and f.part = 'total' and not f.is_prose
    where w.kind = 'narrative_table' and w.role = 'table'
    group by w.number, w.check_id, p.word, f.unit_id, f.period
    union all
    select -1 as number, 'NT-same' as check_id, f.metric as prose_metric, f.unit_id, f.period, f.value, 1 as n_stated, 1 as n_terms, f.locator
    from facts_chosen as f
    where
        not f.is_prose and f.value is not null
        and f.metric not in (select word from check_words where kind = 'narrative_table' and role = 'table')
),
expected_terms as (
    select number, count(*) as n_terms from check_words where kind = 'narrative_table' and role = 'table' group by number
),
against_table as (
    select
        t.check_id,
        'warning' as severity,
        case
            when t.n_stated < coalesce(e.n_terms, 1) then 'not_assessable'
            when cast(p.value as decimal(24, 6)) = t.value then 'holds'
            when p.qualifier = 'about' and abs(cast(p.value as decimal(24, 6)) - t.value) <= cast(a.word as decimal(9, 6)) * t.value then 'holds'
            when p.qualifier <> 'exact' then 'not_assessable'
            when p.scope in (select word from check_words where kind = 'narrow_scope') then 'not_assessable'
            else 'fails'
        end as outcome,
        p.unit_id,
        p.source_id,
        p.period,
        p.metric as part,
        rtrim(rtrim(cast(cast(t.value as decimal(24, 6)) as varchar), '0'), '.') as expected,
        rtrim(rtrim(cast(cast(p.value as decimal(24, 6)) as varchar), '0'), '.') as found,
        rtrim(rtrim(cast(cast(p.value as decimal(24, 6)) - cast(t.value as decimal(24, 6)) as varchar), '0'), '.') as difference,
        p.locator
    from facts as p
    inner join table_sums as t on t.unit_id = p.unit_id and t.period = p.period and t.prose_metric = p.metric
    left join expected_terms as e on e.number = t.number
    cross join (select word from check_words where kind = 'about_tolerance') as a
    where p.locator like 'line %' and p.part = 'total' and p.semantic in ('numeric', 'zero')
),
upheld as (
    select
        'NT-6' as check_id,
        'warning' as severity,
        case when count(f.value) < count(*) then 'not_assessable' when sum(f.value) = 0 then 'holds' else 'fails' end as outcome,
        p.unit_id,
        min(p.source_id) as source_id,
        p.period,
        'total' as part,
        '0' as expected,
        coalesce(rtrim(rtrim(cast(cast(sum(f.value) as decimal(24, 6)) as varchar), '0'), '.'), '') as found,
        '' as difference,
        min(p.locator) as locator
    from facts as p
    inner join check_words as w on w.kind = 'all_upheld'
    left join facts_chosen as f on f.unit_id = p.unit_id and f.period = p.period and f.metric = w.word and f.part = 'total'
    where
        p.metric = 'disputes_all_upheld'
        and exists (select 1 from facts_chosen as t where t.unit_id = p.unit_id and t.period = p.period and t.metric = w.word)
    group by p.unit_id, p.period
),
products as (
    select
        w.check_id,
        w.title,
        w.severity,
        r.unit_id,
        r.source_id,
        r.period,
        r.value as result,
        max(f.value) * min(f.value) as product,
        max(f.value) as high,
        min(f.value) as low,
        count(*) as n,
        bool_and(f.qualifier = 'exact' and not f.is_ambiguous) and min(r.qualifier) = 'exact' as is_exact,
        r.locator
    from check_words as w
    inner join check_words as t on t.kind = w.kind and t.number = w.number and t.role = 'result'
    inner join facts_chosen as r on r.metric = t.word and r.part = 'total'
    inner join facts_chosen as f on f.unit_id = r.unit_id and f.period = r.period and f.metric = w.word and f.part = 'total'
    where w.kind = 'product' and w.role = 'factors'
    group by w.check_id, w.title, w.severity, r.unit_id, r.source_id, r.period, r.value, r.locator
    having count(*) = 2
),
subsets as (
    select
        w.check_id,
        w.title,
        w.severity,
        a.unit_id,
        a.source_id,
        a.period,
        a.value as part_value,
        b.value as whole_value,
        a.qualifier = 'about' and abs(b.value - a.value) <= cast(t.word as decimal(9, 6)) * b.value as is_nearly_whole,
        a.locator
    from check_words as w
    inner join check_words as h on h.kind = w.kind and h.number = w.number and h.role = 'whole'
    inner join check_words as t on t.kind = w.kind and t.number = w.number and t.role = 'within'
    inner join facts_chosen as a on a.metric = w.word and a.part = 'total'
    inner join facts_chosen as b on b.unit_id = a.unit_id and b.period = a.period and b.metric = h.word and b.part = 'total'
    where w.kind = 'subset' and w.role = 'part' and not a.is_ambiguous and not b.is_ambiguous
)
select * from restated
union all
select
    check_id,
    severity,
    outcome,
    unit_id,
    source_id,
    period,
    part,
    expected,
    found,
    difference,
    case outcome
        when 'holds' then '正文' || found || '与表格' || expected || '一致'
        when 'fails' then '正文为' || found || '，表格为' || expected || '，相差' || difference
        else '正文为' || found || '，与表格的统计范围或精度不同，无法核对'
    end as message,
    locator
from against_table
union all
select
    check_id,
    severity,
    outcome,
    unit_id,
    source_id,
    period,
    part,
    expected,
    found,
    difference,
    case outcome
        when 'holds' then '正文称均获维持，表格纠正与未审结为0，成立'
        when 'fails' then '正文称均获维持，表格纠正与未审结共' || found || '件'
        else '正文称均获维持，表格未填全，无法核对'
    end as message,
    locator
from upheld
union all
select
    check_id,
    severity,
    case when not is_exact then 'not_assessable' when result = product then 'holds' else 'fails' end as outcome,
    unit_id,
    source_id,
    period,
    'total' as part,
    rtrim(rtrim(cast(cast(product as decimal(24, 6)) as varchar), '0'), '.') as expected,
    rtrim(rtrim(cast(result as varchar), '0'), '.') as found,
    rtrim(rtrim(cast(cast(result - product as decimal(24, 6)) as varchar), '0'), '.') as difference,
    title || '：' || rtrim(rtrim(cast(high as varchar), '0'), '.') || '×' || rtrim(rtrim(cast(low as varchar), '0'), '.')
        || '，报告为' || rtrim(rtrim(cast(result as varchar), '0'), '.') as message,
    locator
from products
union all
select
    check_id,
    severity,
    case when is_nearly_whole then 'fails' else 'holds' end as outcome,
    unit_id,
    source_id,
    period,
    'total' as part,
    rtrim(rtrim(cast(whole_value as varchar), '0'), '.') as expected,
    rtrim(rtrim(cast(part_value as varchar), '0'), '.') as found,
    rtrim(rtrim(cast(cast(part_value - whole_value as decimal(24, 6)) as varchar), '0'), '.') as difference,
    case when is_nearly_whole then title else '部分数与总数不同' end || '：' || rtrim(rtrim(cast(part_value as varchar), '0'), '.')
        || '与' || rtrim(rtrim(cast(whole_value as varchar), '0'), '.') as message,
    locator
from subsets
