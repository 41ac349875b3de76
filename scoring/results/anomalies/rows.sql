-- One row per anomaly, in unit order, with the file it speaks of.
select
    a.rule,
    a.unit_id,
    coalesce(u.name, a.unit_id) as unit,
    coalesce(u.grp, '') as grp,
    a.period,
    a.metric,
    a.other_id,
    a.expected,
    a.found,
    a.unusual,
    a.sentence,
    coalesce(s.path, '') as file,
    a.locator
from anomalies as a
inner join anomaly_rules as r on r.rule = a.rule
left join units as u on u.unit_id = a.unit_id
left join sources as s on s.source_id = a.source_id
order by u.grp, u.ord, a.unit_id, r.ord, a.metric, a.other_id
