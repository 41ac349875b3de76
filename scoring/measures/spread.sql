-- One row per measure x scope: skewness and excess kurtosis of its values cut to [lo, hi], as e1071 (type 2),
-- COINr and Excel define them, with 6 decimals. The values are scaled to u in [0, 1] with 7 decimals, and sums
-- are of decimals: deviations d from the mean as rounded, whose sum e brings them to the exact mean afterwards.
-- NULL with fewer than four values or none that differ.
with limits as (
    {limits}
),
scaled as (
    select
        v.measure,
        v.scope,
        l.lo,
        l.hi,
        case when v.x > l.hi or v.x < l.lo then 1 else 0 end as cut,
        cast(cast(
            cast(least(greatest(v.x, l.lo), l.hi) - l.lo as double) / nullif(cast(l.hi - l.lo as double), 0)
        as decimal(28, 10)) as decimal(9, 7)) as u
    from {values} as v
    inner join limits as l on v.measure = l.measure and v.scope = l.scope
    where v.assessed
),
means as (
    select
        measure,
        scope,
        lo,
        hi,
        count(*) as units,
        sum(cut) as moved,
        cast(cast(cast(sum(u) as double) / nullif(count(*), 0) as decimal(28, 10)) as decimal(9, 7)) as mean
    from scaled
    group by measure, scope, lo, hi
),
squared as (
    select
        s.measure,
        s.scope,
        cast(s.u - m.mean as decimal(9, 7)) as d,
        cast((s.u - m.mean) * (s.u - m.mean) as decimal(18, 14)) as dd
    from scaled as s
    inner join means as m on s.measure = m.measure and s.scope = m.scope
),
sums as (
    select
        measure,
        scope,
        cast(sum(d) as double) as e,
        cast(sum(dd) as double) as t2,
        cast(sum(cast(dd * d as decimal(27, 21))) as double) as t3,
        cast(sum(cast(dd * dd as decimal(36, 28))) as double) as t4
    from squared
    group by measure, scope
),
counted as (
    select
        m.*,
        cast(m.units as double) as n,
        s.t2 - s.e * s.e / nullif(m.units, 0) as s2,
        s.t3 - 3 * s.e / nullif(m.units, 0) * s.t2 + 2 * s.e * s.e / nullif(m.units, 0) * s.e / nullif(m.units, 0) as s3,
        s.t4 - 4 * s.e / nullif(m.units, 0) * s.t3 + 6 * s.e / nullif(m.units, 0) * s.e / nullif(m.units, 0) * s.t2
        - 3 * s.e / nullif(m.units, 0) * s.e / nullif(m.units, 0) * s.e / nullif(m.units, 0) * s.e as s4
    from means as m
    inner join sums as s on m.measure = s.measure and m.scope = s.scope
)
select
    measure,
    scope,
    lo,
    hi,
    cast(units as integer) as units,
    cast(moved as integer) as moved,
    case when units > 3 and hi > lo then cast(cast(
        sqrt(n) * s3 / nullif(s2 * sqrt(s2), 0) * sqrt(n * (n - 1)) / nullif(n - 2, 0)
    as decimal(28, 10)) as decimal(18, 6)) end as skewness,
    case when units > 3 and hi > lo then cast(cast(
        ((n + 1) * (n * s4 / nullif(s2 * s2, 0) - 3) + 6) * (n - 1) / nullif((n - 2) * (n - 3), 0)
    as decimal(28, 10)) as decimal(18, 6)) end as kurtosis
from counted
