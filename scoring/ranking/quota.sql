-- The grade at position {position} goes to at most a share of a group's ranked units: those
-- beyond it, and a tie at the cut if the criteria keep ties out, get the next grade.
with counted as (
    select grp, count(*) as units from ranked_units where rank_score is not null group by grp
),
allowed as (
    select
        b.grp,
        {rounded} as places
    from grade_bounds as b
    inner join counted as c on b.grp = c.grp
    where b.position = {position} and b.at_most is not null
),
placed as (
    select
        g.unit_id,
        rank() over (partition by g.grp order by g.rank_score desc) as place,
        count(*) over (partition by g.grp, g.rank_score) as sharing
    from graded as g
    where g.position = {position} and g.rank_score is not null
)
select
    g.unit_id,
    g.grp,
    g.rank_score,
    case when p.place + {tie} > a.places then g.position + 1 else g.position end as position
from graded as g
left join placed as p on g.unit_id = p.unit_id
left join allowed as a on g.grp = a.grp and p.place is not null
