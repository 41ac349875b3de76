-- One row per pair of neighbours whose order hangs on a choice of policy, in rank order.
select
    p.grp,
    coalesce(nullif(a.short_name, ''), a.name) as first,
    coalesce(nullif(b.short_name, ''), b.name) as second,
    p.depends_on,
    p.sentence
from {table} as p
inner join units as a on p.unit_a = a.unit_id
inner join units as b on p.unit_b = b.unit_id
inner join ranking as r on p.unit_b = r.unit_id
order by p.grp, r.rank, a.ord, p.unit_a, p.depends_on
