-- The same figure stated twice, in one report or in two, products, and parts that are nearly the whole.
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
        source_id,
        string_agg(locator, ';' order by locator) as locator,
        min(nullif(scope, '')) as scopes
    from facts
    where locator like 'line %' and semantic in ('numeric', 'zero') and qualifier = 'exact'
    group by unit_id, period, source_id, metric, part
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
recalled as ( -- what this report says of last year, and last year's own report
    select
        p.unit_id,
        s.period,
        p.source_id,
        p.metric,
        cast(p.value as decimal(24, 6)) as value,
        c.value as own_value,
        c.is_prose and c.scope <> '' and p.scope <> '' and c.scope <> p.scope as scopes_differ,
        c.value is null or c.is_ambiguous or c.qualifier <> 'exact' or p.qualifier <> 'exact' or w.word is not null as is_open,
        p.locator
    from facts as p
    inner join sources as s on s.source_id = p.source_id and s.period > p.period
    inner join facts_chosen as c on c.unit_id = p.unit_id and c.period = p.period and c.metric = p.metric and c.part = p.part and c.source_id <> p.source_id
    left join check_words as w on w.kind in ('narrow_scope', 'self_scope') and w.word = p.scope
    where p.locator like 'line %' and p.part = 'total' and p.semantic in ('numeric', 'zero')
),
of_last_year as (
    select
        'XY-3' as check_id,
        'warning' as severity,
        case when value = own_value then 'holds' when is_open or scopes_differ then 'not_assessable' else 'fails' end as outcome,
        unit_id,
        source_id,
        period,
        metric as part,
        coalesce(rtrim(rtrim(cast(own_value as varchar), '0'), '.'), '') as expected,
        rtrim(rtrim(cast(value as varchar), '0'), '.') as found,
        coalesce(rtrim(rtrim(cast(cast(value - own_value as decimal(24, 6)) as varchar), '0'), '.'), '') as difference,
        case
            when value = own_value then '本年报告所列上年数与上年报告一致：' || rtrim(rtrim(cast(value as varchar), '0'), '.')
            when is_open or scopes_differ then '本年报告所列上年数为' || rtrim(rtrim(cast(value as varchar), '0'), '.') || '，与上年报告的统计范围或精度不同，无法核对'
            else '本年报告所列上年数为' || rtrim(rtrim(cast(value as varchar), '0'), '.') || '，上年报告为' || rtrim(rtrim(cast(own_value as varchar), '0'), '.')
                || '，相差' || rtrim(rtrim(cast(cast(value - own_value as decimal(24, 6)) as varchar), '0'), '.')
        end as message,
        locator
    from recalled
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
select * from of_last_year
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
