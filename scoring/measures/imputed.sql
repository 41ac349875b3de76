-- One row per unit x measure whose missing value is filled: the value, what it is, from how many
-- units (mean, median) or which year. Only assessed units with a measured value count; means are
-- taken of decimals, the median is the mean of the middle two.
with known as (
    select a.measure, case when r.within = 'group' then a.grp else '' end as scope, a.x
    from asked as a
    inner join impute_rules as r on a.measure = r.measure
    where a.assessed and a.s = 0 and r.centre <> 'previous'
),
placed as (
    select
        measure,
        scope,
        x,
        row_number() over (partition by measure, scope order by x) as place,
        count(*) over (partition by measure, scope) as units
    from known
),
centres as (
    select
        measure,
        scope,
        count(*) as units,
        cast(cast(sum(x) as double) / nullif(count(*), 0) as decimal(28, 10)) as mean,
        cast(
            cast(sum(case when 2 * place in (units, units + 1, units + 2) then x else 0 end) as decimal(29, 10))
            * case when count(*) % 2 = 0 then 0.5 else 1.0 end
        as decimal(28, 10)) as median
    from placed
    group by measure, scope
),
filled as (
    select
        a.unit_id,
        a.measure,
        case r.centre when 'previous' then a.back when 'mean' then c.mean else c.median end as value,
        r.how,
        case when r.centre <> 'previous' then cast(c.units as integer) end as units,
        case when r.centre = 'previous' then a.year end as year,
        case a.s when 2 then 'missing' else 'not_assessable' end as was
    from asked as a
    inner join impute_rules as r on a.measure = r.measure
    left join centres as c
        on a.measure = c.measure and case when r.within = 'group' then a.grp else '' end = c.scope
    where
        (a.s = 2 or (a.s = 3 and r.not_assessable))
        and (r.centre = 'previous' or c.units >= r.at_least)
)
select unit_id, measure, value, how, units, year, was
from filled
where value is not null
order by unit_id, measure
