-- One row per unit and year: whether its own name is that of one office, and whether its report speaks for a whole region.
with
named as (
    select s.unit_id, s.period, coalesce(max(d.unit_name), max(u.name), '') as name
    from sources as s
    left join check_documents as d on d.unit_id = s.unit_id and d.period = s.period and d.source_id = s.source_id
    left join units as u on u.unit_id = s.unit_id
    where s.read_status = 'read'
    group by s.unit_id, s.period
),
widely as (
    select distinct f.unit_id, f.period
    from facts as f
    inner join check_words as w on w.kind = 'wide_scope' and w.word = f.scope
    inner join check_words as m on m.kind = 'region_metric' and m.word = f.metric
)
select
    n.unit_id,
    n.period,
    n.name,
    count(o.word) > 0 as is_office,
    count(w.unit_id) > 0 as speaks_widely
from named as n
left join check_words as o on o.kind = 'office' and n.name like '%' || o.word
left join widely as w on w.unit_id = n.unit_id and w.period = n.period
group by n.unit_id, n.period, n.name
