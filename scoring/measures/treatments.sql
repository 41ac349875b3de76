-- One row per measure x scope: what is done to its values, and how they are distributed before and after.
-- A winsorised distribution that still fails is put back and its logarithm taken, where the criteria say so.
with decided as (
    select
        c.measure,
        c.scope,
        case
            when r.method <> 'winsorise' then r.method
            when r.log and not coalesce(w.passes, true) then 'log'
            else 'winsorised'
        end as how,
        r.method,
        c.lower_cut,
        c.upper_cut,
        s.lo as least_value,
        s.hi as most_value,
        s.skewness as skewness_before,
        s.kurtosis as kurtosis_before,
        w.lo,
        w.hi,
        w.skewness,
        w.kurtosis
    from cuts as c
    inner join treat_rules as r on c.measure = r.measure
    left join spread as s on c.measure = s.measure and c.scope = s.scope
    left join winsorised as w on c.measure = w.measure and c.scope = w.scope
),
after_log as (
    select
        d.*,
        case d.how when 'log' then l.skewness else d.skewness end as skewness_after,
        case d.how when 'log' then l.kurtosis else d.kurtosis end as kurtosis_after
    from decided as d
    left join logged_spread as l on d.measure = l.measure and d.scope = l.scope
)
select
    a.measure,
    a.scope,
    a.how,
    case
        when a.method <> 'winsorise' then a.lower_cut
        when a.how = 'winsorised' and a.lo > a.least_value then a.lo
    end as lower_cut,
    case
        when a.method <> 'winsorise' then a.upper_cut
        when a.how = 'winsorised' and a.hi < a.most_value then a.hi
    end as upper_cut,
    a.skewness_before,
    a.kurtosis_before,
    a.skewness_after,
    a.kurtosis_after,
    case when a.method = 'winsorise' then {passes} end as passes
from after_log as a
inner join treat_rules as r on a.measure = r.measure
