-- Distributions that fail: the most extreme value, at the end that the skewness points to, takes the next
-- value (with all that equal it), unless only one value would be left.
select
    s.measure,
    s.scope,
    case when s.skewness < 0 then coalesce(min(case when v.x > s.lo and v.x < s.hi then v.x end), s.lo) else s.lo end as lo,
    case when s.skewness >= 0 then coalesce(max(case when v.x < s.hi and v.x > s.lo then v.x end), s.hi) else s.hi end as hi
from winsorised as s
inner join treat_rules as r on s.measure = r.measure
inner join treat_values as v on s.measure = v.measure and s.scope = v.scope
where r.method = 'winsorise' and not s.passes and s.moved < r.at_most and v.assessed
group by s.measure, s.scope, s.lo, s.hi, s.skewness
