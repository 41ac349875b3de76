-- One row per measure x scope: where its values are cut by declaration, NULL where they are not.
-- A percentile p of n ordered values lies at place 1 + (n - 1) p, linear between neighbours.
with placed as (
    select
        v.measure,
        v.scope,
        v.x,
        row_number() over (partition by v.measure, v.scope order by v.x) as place,
        lead(v.x) over (partition by v.measure, v.scope order by v.x) as next_x,
        count(*) over (partition by v.measure, v.scope) as units
    from treat_values as v
    inner join treat_rules as r on v.measure = r.measure
    where v.assessed and r.method = 'percentiles'
),
wanted as (
    select
        p.measure,
        p.scope,
        p.x,
        p.next_x,
        p.place - 1 as below,
        (p.units - 1) * r.lower_bound as lower_place,
        (p.units - 1) * r.upper_bound as upper_place
    from placed as p
    inner join treat_rules as r on p.measure = r.measure
),
percentiles as (
    select
        measure,
        scope,
        max(case when below <= lower_place and lower_place < below + 1
            then cast(x + cast(lower_place - below as decimal(10, 8)) * coalesce(next_x - x, 0) as decimal(28, 10)) end) as lower_cut,
        max(case when below <= upper_place and upper_place < below + 1
            then cast(x + cast(upper_place - below as decimal(10, 8)) * coalesce(next_x - x, 0) as decimal(28, 10)) end) as upper_cut
    from wanted
    group by measure, scope
)
select
    v.measure,
    v.scope,
    case r.method when 'bounds' then r.lower_bound else p.lower_cut end as lower_cut,
    case r.method when 'bounds' then r.upper_bound else p.upper_cut end as upper_cut
from (select distinct measure, scope from treat_values) as v
inner join treat_rules as r on v.measure = r.measure
left join percentiles as p on v.measure = p.measure and v.scope = p.scope
