-- One row per measure x scope: lowest and highest value after the first cuts.
select
    s.measure,
    s.scope,
    case when s.lo < c.lower_cut then c.lower_cut when s.lo > c.upper_cut then c.upper_cut else s.lo end as lo,
    case when s.hi < c.lower_cut then c.lower_cut when s.hi > c.upper_cut then c.upper_cut else s.hi end as hi
from spread as s
inner join cuts as c on s.measure = c.measure and s.scope = c.scope
