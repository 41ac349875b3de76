-- One row per unit of the new run x scoring: old units carried over to their successors, several by their weighted mean.
-- A rank and a grade are carried over from one unit to its only successor, and never from several.
select
    l.new_id as unit_id,
    s.world,
    case
        when max(l.parts) = 1 then max(s.total)
        when count(s.total) = max(l.parts) then {mean}
    end as total,
    case when max(l.parts) = 1 and max(l.heirs) = 1 then max(s.rank) end as rank,
    case when max(l.parts) = 1 and max(l.heirs) = 1 then max(s.grade) end as grade,
    case when max(l.parts) = 1 then max(s.grp) end as grp
from scored_units as s
inner join unit_links as l on s.unit_id = l.old_id
where s.world in ('old', 'old_by_new')
group by l.new_id, s.world
union all
select
    s.unit_id,
    s.world,
    s.total,
    s.rank,
    s.grade,
    s.grp
from scored_units as s
where s.world in ('new_by_old', 'new')
