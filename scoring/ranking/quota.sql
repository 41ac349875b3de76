-- The grade at position {position} goes to at most a share of a group's ranked units: those
-- beyond it, and a tie at the cut if the criteria keep ties out, get the next grade. A tie is one
-- that no tie-breaker has broken.
with counted as (
    select grp, count(*) as units from placed group by grp
),
allowed as (
    select
        b.grp,
        {rounded} as places
    from grade_bounds as b
    inner join counted as c on b.grp = c.grp
    where b.position = {position} and b.at_most is not null
),
holders as (
    select
        g.unit_id,
        rank() over (partition by g.grp order by p.place) as place,
        count(*) over (partition by g.grp, p.place) as sharing
    from graded as g
    inner join placed as p on g.unit_id = p.unit_id
    where g.position = {position}
)
select
    g.unit_id,
    g.grp,
    g.rank_score,
    case when h.place + {tie} > a.places then g.position + 1 else g.position end as position
from graded as g
left join holders as h on g.unit_id = h.unit_id
left join allowed as a on g.grp = a.grp and h.place is not null
