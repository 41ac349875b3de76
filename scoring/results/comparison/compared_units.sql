-- One row per unit of either run: totals, ranks and grades of all four scorings, the moves, and their two parts.
-- A positive move of the rank is a way up. It is only told where the unit stayed in its group.
select
    unit_id,
    name,
    short_name,
    change,
    predecessors,
    place,
    ord,
    old_grp,
    new_grp,
    old_total,
    old_by_new_total,
    new_by_old_total,
    new_total,
    {total_split},
    cast(old_rank as integer) as old_rank,
    cast(old_by_new_rank as integer) as old_by_new_rank,
    cast(new_by_old_rank as integer) as new_by_old_rank,
    cast(new_rank as integer) as new_rank,
    {rank_split},
    old_grade,
    old_by_new_grade,
    new_by_old_grade,
    new_grade,
    held
from (
    select
        k.unit_id,
        k.name,
        k.short_name,
        k.change,
        k.predecessors,
        k.place,
        k.ord,
        c.old_grp,
        c.new_grp,
        c.old_total,
        c.old_by_new_total,
        c.new_by_old_total,
        c.new_total,
        case when k.same_group = 1 then -c.old_rank end as old_place,
        case when k.same_group = 1 then -c.old_by_new_rank end as old_by_new_place,
        case when k.same_group = 1 then -c.new_by_old_rank end as new_by_old_place,
        case when k.same_group = 1 then -c.new_rank end as new_place,
        c.old_rank,
        c.old_by_new_rank,
        c.new_by_old_rank,
        c.new_rank,
        c.old_grade,
        c.old_by_new_grade,
        c.new_by_old_grade,
        c.new_grade,
        coalesce(h.held, 0) as held
    from compared_kinds as k
    left join (
        select
            unit_id,
            {pivot}
        from carried_units
        group by unit_id
    ) as c on k.unit_id = c.unit_id and k.change <> 'left'
    left join (
        select
            unit_id,
            count(*) as held
        from compared_items
        where held <> ''
        group by unit_id
    ) as h on k.unit_id = h.unit_id and k.change <> 'left'
    where k.change <> 'left'
    union all
    select
        k.unit_id,
        k.name,
        k.short_name,
        k.change,
        k.predecessors,
        k.place,
        k.ord,
        s.grp as old_grp,
        cast(null as varchar) as new_grp,
        s.total as old_total,
        cast(null as decimal(18, 8)) as old_by_new_total,
        cast(null as decimal(18, 8)) as new_by_old_total,
        cast(null as decimal(18, 8)) as new_total,
        cast(null as decimal(18, 8)) as old_place,
        cast(null as decimal(18, 8)) as old_by_new_place,
        cast(null as decimal(18, 8)) as new_by_old_place,
        cast(null as decimal(18, 8)) as new_place,
        s.rank as old_rank,
        cast(null as decimal(18, 8)) as old_by_new_rank,
        cast(null as decimal(18, 8)) as new_by_old_rank,
        cast(null as decimal(18, 8)) as new_rank,
        s.grade as old_grade,
        cast(null as varchar) as old_by_new_grade,
        cast(null as varchar) as new_by_old_grade,
        cast(null as varchar) as new_grade,
        0 as held
    from compared_kinds as k
    inner join scored_units as s on k.unit_id = s.unit_id and s.world = 'old'
    where k.change = 'left'
) as four
order by unit_id, change
