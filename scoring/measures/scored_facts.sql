-- One row per unit x period x metric x part: the fact that scoring uses, which is the corrected value
-- where the office has corrected what was read. (The checks choose
-- for themselves in facts_chosen: they compare what scoring must refuse.)
-- A statutory table outranks the narrative; figures of one rank that contradict each
-- other are not assessable, never averaged or picked.
with ranked as (
    select
        unit_id,
        period,
        metric,
        part,
        value,
        semantic,
        qualifier,
        case when locator like 'line %' then 1 else 0 end as preference
    from facts
),
best as (
    select unit_id, period, metric, part, min(preference) as preference
    from ranked
    group by unit_id, period, metric, part
)
select
    r.unit_id,
    r.period,
    r.metric,
    r.part,
    case when count(distinct r.value) = 1 then max(r.value) end as value,
    cast(case
        when count(distinct r.value) > 1 then 3
        when count(r.value) > 0 and max(case when r.qualifier = 'exact' then 0 else 1 end) = 1 then 9
        when count(r.value) > 0 then 0
        when max(case when r.semantic = 'text' then 1 else 0 end) = 1 then 3
        when max(case when r.semantic = 'blank' then 1 else 0 end) = 1 then 2
        else 1
    end as integer) as status
from ranked as r
inner join best as b
    on r.unit_id = b.unit_id and r.period = b.period and r.metric = b.metric
    and r.part = b.part and r.preference = b.preference
left join corrections as c
    on r.unit_id = c.unit_id and r.period = c.period and r.metric = c.metric and r.part = c.part
where c.unit_id is null
group by r.unit_id, r.period, r.metric, r.part
union all
select unit_id, period, metric, part, new_value as value, status
from corrections
