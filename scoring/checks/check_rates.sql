-- One row per stated growth rate, share or rate and pair of figures that it may have been computed from.
-- The report does not always say of which whole a share is, nor from which of two figures a growth was taken:
-- every declared whole, last year's figure in this report's prose and in last year's own report are tried, and the
-- figures as they would be without an error that a failing sum has shown (`cause`).
with
pairs as (
    select
        r.kind,
        r.word as rate_metric,
        o.word as part_metric,
        w.word as whole_metric,
        cast(substr(w.role, 6) as integer) as place
    from check_words as r
    inner join check_words as o on o.kind = r.kind and o.number = r.number and o.role = 'of'
    inner join check_words as w on w.kind = r.kind and w.number = r.number and w.role like 'whole%'
    where r.role = 'rate'
),
stated as (
    select 'growth' as kind, f.*, replace(f.metric, '_growth_pct', '') as part_metric, replace(f.metric, '_growth_pct', '') as whole_metric, 1 as place, 1 as back
    from facts_chosen as f
    where f.metric like '%\_growth\_pct' escape '\' and f.value is not null
    union all
    select p.kind, f.*, p.part_metric, p.whole_metric, p.place, 0 as back
    from facts_chosen as f
    inner join pairs as p on p.rate_metric = f.metric
    where f.value is not null
),
needed as (
    select distinct unit_id, part_metric as metric from stated
    union
    select distinct unit_id, whole_metric as metric from stated
),
figures as (
    select unit_id, period, metric, part, value, qualifier = 'exact' and not is_ambiguous as is_exact, scope, '' as source_id, 1 as pref, not is_prose as is_table, locator, '' as cause
    from facts_chosen
    where value is not null and (unit_id, metric) in (select unit_id, metric from needed)
    union all
    select unit_id, period, metric, part, min(value), min(qualifier) = 'exact' and count(distinct value) = 1, min(scope), source_id, 0, false, min(locator), ''
    from facts
    where locator like 'line %' and value is not null and (unit_id, metric) in (select unit_id, metric from needed)
    group by unit_id, period, metric, part, source_id
    union all
    select unit_id, period, metric, 'total', value, true, '', '', 2, true, locator, ''
    from check_table_sums
    where is_complete and (unit_id, metric) in (select unit_id, metric from needed)
    union all
    select e.unit_id, e.cell_period, e.metric, e.part, c.value - e.error, c.qualifier = 'exact', c.scope, '', 9, not c.is_prose, c.locator, min(case when e.n > 1 then e.root else e.check_id end)
    from check_errors as e
    inner join facts_chosen as c on c.unit_id = e.unit_id and c.period = e.cell_period and c.metric = e.metric and c.part = e.part
    where not c.is_ambiguous and (e.unit_id, e.metric) in (select unit_id, metric from needed)
    group by e.unit_id, e.cell_period, e.metric, e.part, c.value, e.error, c.qualifier, c.scope, c.is_prose, c.locator
),
joined as (
    select
        s.kind,
        s.unit_id,
        s.period,
        s.metric,
        s.source_id,
        s.locator,
        s.part_metric,
        s.back,
        s.place,
        s.qualifier,
        s.is_ambiguous,
        cast(s.value * case when s.uom = '倍' then 100 else 1 end as decimal(14, 4)) as rate,
        -- how many decimals are printed; a rate in 倍 is printed in hundreds of a percent
        greatest(
            length(regexp_extract(translate(s.raw, '．', '.'), '[.]([0-9０-９]+)', 1)),
            length(rtrim(split_part(cast(s.value / case when s.raw like '%倍%' and s.uom <> '倍' then 100 else 1 end as varchar), '.', 2), '0'))
        ) as decimals,
        s.raw like '%倍%' as is_times,
        a.value as part_value,
        b.value as whole_value,
        a.unit_id is null as is_part_unknown,
        coalesce(a.is_exact, true) and b.is_exact as are_exact,
        coalesce(a.is_table, false) or b.is_table as is_table,
        -- 全县 and 本机关 are two wholes
        a.scope <> '' and b.scope <> '' and a.scope <> b.scope as scopes_differ,
        coalesce(a.pref, 0) + b.pref as pref,
        coalesce(nullif(a.cause, ''), b.cause) as cause,
        s.locator || coalesce(';' || a.locator, '') || case when b.locator = a.locator then '' else ';' || b.locator end as places
    from stated as s
    left join figures as a
        on a.unit_id = s.unit_id and a.period = s.period and a.metric = s.part_metric and a.part = s.part and a.source_id in ('', s.source_id)
    inner join figures as b
        on b.unit_id = s.unit_id and b.period = s.period - s.back and b.metric = s.whole_metric and b.part = s.part and b.source_id in ('', s.source_id)
    where (a.unit_id is not null or s.back = 0) and (a.cause is null or a.cause = '' or b.cause = '')
)
select
    *,
    cast((part_value - case when back = 1 then whole_value else 0 end) * 100 as decimal(28, 6)) as hundredfold, -- exact rate = hundredfold / whole_value
    cast(rate * whole_value as decimal(38, 6)) as stated_hundredfold,
    cast(
        case least(decimals, 4) when 0 then 1.0000 when 1 then 0.1000 when 2 then 0.0100 when 3 then 0.0010 else 0.0001 end
        * case when is_times then 100 else 1 end * abs(whole_value)
        as decimal(38, 6)
    ) as step_hundredfold
from joined
