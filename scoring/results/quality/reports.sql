-- One row per report file (and per unit without one), in unit order.
select
    u.unit_id,
    u.name,
    u.grp,
    u.status,
    s.path,
    s.kind,
    s.form,
    s.period,
    s.read_status,
    s.refusal
from units as u
left join sources as s on u.unit_id = s.unit_id and s.form <> 'data'
order by u.grp, u.ord, u.unit_id, s.period desc, s.path
