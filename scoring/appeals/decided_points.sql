-- Points of an indicator that appeals moved, as judged and as decided: one row per appeal. {name}: the indicator in names of columns.
select
    a.line,
    a.unit_id,
    p.grp,
    p.j__{name},
    p.p__{name}
from appeals as a
inner join points_wide as p on a.unit_id = p.unit_id
where a.applied and a.effect = 'points' and a.indicator_id = '{indicator}'
order by a.line
