-- One row per stated share or rate and whole that it may be of: whether some whole number of cases prints as it, rounded or cut off.
with
wholes as (
    select
        r.kind,
        r.word as rate_metric,
        w.word as whole_metric,
        cast(substr(w.role, 6) as integer) as choice
    from check_words as r
    inner join check_words as w on w.kind = r.kind and w.number = r.number and w.role like 'whole%'
    where r.kind in ('share', 'rate') and r.role = 'rate'
),
stated as (
    select
        c.unit_id,
        c.metric,
        c.part,
        c.source_id,
        c.locator,
        c.scope,
        cast(c.value as decimal(14, 4)) as rate,
        greatest(
            length(regexp_extract(translate(c.raw, '．', '.'), '[.]([0-9０-９]+)', 1)),
            length(rtrim(split_part(cast(c.value as varchar), '.', 2), '0'))
        ) as decimals
    from facts_chosen as c
    left join (select distinct unit_id, period, metric, part from corrections) as x
        on x.unit_id = c.unit_id and x.period = c.period and x.metric = c.metric and x.part = c.part
    where c.period = {period} and c.value >= 0 and c.value < 10000 and not c.is_ambiguous and c.qualifier = 'exact' and c.uom <> '倍' and x.unit_id is null
),
joined as (
    select
        s.*,
        w.kind,
        w.choice,
        t.title,
        m.title as whole,
        cast(f.value as decimal(12, 0)) as whole_value,
        f.locator as whole_locator,
        cast(case least(s.decimals, 4) when 0 then 1.0000 when 1 then 0.1000 when 2 then 0.0100 when 3 then 0.0010 else 0.0001 end as decimal(6, 4)) as step
    from stated as s
    inner join wholes as w on w.rate_metric = s.metric
    inner join screen_titles as t on t.metric = s.metric and t.part = s.part
    inner join facts_chosen as f
        on f.unit_id = s.unit_id and f.period = {period} and f.metric = w.whole_metric and f.part = s.part
        and f.value > 0 and f.value < 1000000000 and f.value % 1 = 0 and not f.is_ambiguous and f.qualifier = 'exact'
        and (s.scope = '' or f.scope = '' or f.scope = s.scope)
    inner join screen_titles as m on m.metric = f.metric and m.part = f.part
),
bounds as (
    select
        *,
        ceil(cast((rate - step * 0.5) * whole_value as decimal(34, 8)) * 0.01) as least_cases,
        floor(cast((rate + step) * whole_value as decimal(34, 8)) * 0.01) as most_cases
    from joined
),
judged as (
    select
        *,
        greatest(least_cases, 0) <= case when kind = 'share' then least(most_cases, whole_value) else most_cases end as is_possible
    from bounds
)
select
    unit_id,
    metric,
    min(source_id) as source_id,
    min(title) as title,
    max(rate) as value,
    min(case when choice = 1 then whole end) as whole,
    max(case when choice = 1 then whole_value end) as whole_value,
    min(locator) || coalesce(';' || min(case when choice = 1 then whole_locator end), '') as locator,
    not bool_or(is_possible) and min(choice) = 1 as is_noted
from judged
group by unit_id, metric, part
