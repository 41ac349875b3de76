-- One row per unit x measure whose distribution still fails after winsorisation: ln(x - min + 0.01 (max - min)),
-- COINr's log_CT, which is defined for every value.
select
    v.unit_id,
    v.measure,
    v.scope,
    v.assessed,
    cast(ln(
        cast(least(greatest(v.x, s.lo), s.hi) - s.lo as double) + cast(0.01 as double) * cast(s.hi - s.lo as double)
    ) as decimal(28, 10)) as x
from treat_values as v
inner join spread as s on v.measure = s.measure and v.scope = s.scope
inner join treat_rules as r on v.measure = r.measure
inner join winsorised as w on v.measure = w.measure and v.scope = w.scope
where r.log and not w.passes
