-- Per form, group and metric: how many units reported the figure in the year, or that it does not apply.
-- Figures that stand in prose alone are counted under the form `prose`; those of the table data under `data`.
select
    x.form,
    u.grp,
    x.metric,
    count(distinct u.unit_id) as units
from (
    select
        f.unit_id,
        f.metric,
        case when s.form <> 'data' and f.locator like 'line %' then 'prose' else s.form end as form
    from facts as f
    inner join sources as s on f.source_id = s.source_id
    where f.period = {period} and (f.value is not null or f.semantic = 'not_applicable')
) as x
inner join units as u on x.unit_id = u.unit_id
group by x.form, u.grp, x.metric
order by x.form, x.metric, u.grp
