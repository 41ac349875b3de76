-- Single figures of the tables: whole numbers, decimals of money, what one figure implies of another, jumps on last year.
with
numbers as ( -- figures of a statutory table, in the report of their own year
    select
        f.unit_id,
        f.period,
        f.source_id,
        s.form,
        f.metric,
        f.part,
        f.value,
        f.locator,
        m.number,
        m.title,
        rtrim(rtrim(cast(f.value as varchar), '0'), '.') as shown,
        length(regexp_extract(translate(f.raw, '．', '.'), '[.]([0-9０-９]+)', 1)) as decimals,
        cast(d.title as integer) as most_decimals
    from facts as f
    inner join sources as s on s.source_id = f.source_id and s.period = f.period and s.form <> 'data'
    inner join check_metrics as m on m.metric = f.metric and m.part = f.part and m.number in ('count', 'money', 'change')
    left join check_words as d on d.kind = 'money_decimals' and d.word = f.uom
    where f.locator not like 'line %' and f.value is not null
),
faulty as (
    select
        *,
        case
            when value < 0 and number <> 'change' then title || '为' || shown || '，不应为负数'
            when number = 'money' then title || '为' || shown || '，小数位数过多'
            else title || '为' || shown || '，应为整数'
        end as message
    from numbers
    where
        (value < 0 and number <> 'change')
        or (number <> 'money' and value % 1 <> 0)
        or (number = 'money' and decimals > most_decimals)
),
implied as (
    select
        w.check_id,
        w.title,
        w.severity,
        a.unit_id,
        a.period,
        a.source_id,
        a.value as cause_value,
        b.value as effect_value,
        a.is_ambiguous or coalesce(b.is_ambiguous, false) as is_ambiguous,
        a.locator || coalesce(';' || b.locator, '') as locator,
        rtrim(rtrim(cast(a.value as varchar), '0'), '.') as cause_shown
    from check_words as w
    inner join check_words as t on t.kind = w.kind and t.number = w.number and t.role = 'then'
    inner join facts_chosen as a on a.metric = w.word and a.part = 'total'
    left join facts_chosen as b on b.unit_id = a.unit_id and b.period = a.period and b.metric = t.word and b.part = 'total'
    where w.kind = 'implication' and w.role = 'when' and not a.is_prose
),
pairs as ( -- this year's table and last year's, where both have the figure
    select
        a.unit_id,
        a.period,
        a.source_id,
        a.metric,
        a.locator,
        m.title,
        a.value,
        b.value as last_value,
        greatest(a.value, b.value) >= cast(j.word as decimal(18, 6)) and (
            least(a.value, b.value) = 0 or greatest(a.value, b.value) > cast(k.word as decimal(18, 6)) * least(a.value, b.value)
        ) as is_jump
    from facts_chosen as a
    inner join facts_chosen as b on b.unit_id = a.unit_id and b.period = a.period - 1 and b.metric = a.metric and b.part = a.part
    inner join check_metrics as m on m.metric = a.metric and m.part = a.part and m.number in ('count', 'money')
    inner join (select distinct unit_id, period from sources where read_status = 'read' and form <> 'data') as s on s.unit_id = a.unit_id and s.period = a.period
    cross join (select word from check_words where kind = 'jump_size') as j
    cross join (select word from check_words where kind = 'jump_factor') as k
    where
        a.part = 'total' and not a.is_prose and not b.is_prose
        and a.value is not null and b.value is not null and not a.is_ambiguous and not b.is_ambiguous and a.value >= 0 and b.value >= 0
)
select
    case when form = '2014' then 'A13' else 'T-values' end as check_id,
    'error' as severity,
    'fails' as outcome,
    unit_id,
    source_id,
    period,
    case when part = 'total' then metric else metric || '__' || part end as part,
    '' as expected,
    shown as found,
    '' as difference,
    message,
    locator
from faulty
union all
select
    case when s.form = '2014' then 'A13' else 'T-values' end as check_id,
    'error' as severity,
    case when count(n.value) = 0 then 'not_assessable' else 'holds' end as outcome,
    s.unit_id,
    s.source_id,
    s.period,
    'total' as part,
    '' as expected,
    '' as found,
    '' as difference,
    case
        when count(n.value) = 0 then '表内没有可读取的数，无法核对'
        else '表内' || cast(count(n.value) as varchar) || '个数均为合理的整数或金额'
    end as message,
    '' as locator
from sources as s
inner join (select distinct role as form from check_words where kind = 'form_table') as w on w.form = s.form
left join numbers as n on n.source_id = s.source_id
where s.read_status = 'read' and s.source_id not in (select source_id from faulty)
group by s.form, s.unit_id, s.source_id, s.period
union all
select
    check_id,
    severity,
    case
        when cause_value is null or is_ambiguous then 'not_assessable'
        when cause_value = 0 or effect_value > 0 then 'holds'
        when effect_value is null then 'not_assessable'
        else 'fails'
    end as outcome,
    unit_id,
    source_id,
    period,
    'total' as part,
    '' as expected,
    coalesce(rtrim(rtrim(cast(effect_value as varchar), '0'), '.'), '') as found,
    '' as difference,
    title || case
        when cause_value is null or is_ambiguous then '：相关数未填或不能确定，无法核对'
        when cause_value = 0 then '：前者为0，成立'
        when effect_value is null then '：后者未填或无法读取，无法核对'
        else '：前者为' || cause_shown || '，后者为' || rtrim(rtrim(cast(effect_value as varchar), '0'), '.') || case when effect_value > 0 then '，成立' else '' end
    end as message,
    locator
from implied
union all
select
    'PL-5' as check_id,
    'info' as severity,
    'fails' as outcome,
    unit_id,
    source_id,
    period,
    metric as part,
    rtrim(rtrim(cast(last_value as varchar), '0'), '.') as expected,
    rtrim(rtrim(cast(value as varchar), '0'), '.') as found,
    rtrim(rtrim(cast(cast(value - last_value as decimal(24, 6)) as varchar), '0'), '.') as difference,
    title || '由上年的' || rtrim(rtrim(cast(last_value as varchar), '0'), '.') || '变为' || rtrim(rtrim(cast(value as varchar), '0'), '.') || '，变化较大，请核实' as message,
    locator
from pairs
where is_jump
union all
select
    'PL-5' as check_id,
    'info' as severity,
    'holds' as outcome,
    unit_id,
    min(source_id) as source_id,
    period,
    'total' as part,
    '' as expected,
    '' as found,
    '' as difference,
    '与上年相比，' || cast(count(*) as varchar) || '项数据没有异常变化' as message,
    '' as locator
from pairs
group by unit_id, period
having count(*) filter (where is_jump) = 0
