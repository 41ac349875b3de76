-- Measures over records in all and broken down, in unit order; only measures that have a breakdown.
select
    u.name,
    u.grp,
    m.measure,
    m.dimension,
    m.member,
    m.value,
    m.outcome,
    m.cases
from record_measures as m
inner join units as u on u.unit_id = m.unit_id
where m.measure in (select measure from record_measures where dimension <> '')
order by u.grp, u.ord, u.unit_id, m.measure, m.dimension, m.member
limit {most}
