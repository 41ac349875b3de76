-- One row per check that fails or cannot be assessed, in unit order, with the words at its place and what
-- becomes of it with the corrected values.
with
open as (
    select
        c.*,
        split_part(c.locator, ';', 1) as place
    from checks as c
    where c.outcome <> 'holds'
),
said as (
    select source_id, locator, quote || case when locator like 'line %' or raw = '' then '' else '：' || raw end as quote from facts
    union all
    select source_id, locator, quote from structure
),
quotes as (
    select s.source_id, s.locator, min(s.quote) as quote
    from said as s
    inner join (select distinct source_id, place from open) as o on o.source_id = s.source_id and o.place = s.locator
    where s.quote <> ''
    group by s.source_id, s.locator
)
select
    c.check_id,
    c.severity,
    c.outcome,
    c.unit_id,
    coalesce(u.name, '') as unit,
    c.part,
    c.expected,
    c.found,
    c.difference,
    c.caused_by,
    c.message,
    c.locator,
    coalesce(s.path, '') as file,
    coalesce(u.grp, '') as grp,
    c.period,
    coalesce(q.quote, '') as quote,
    coalesce(a.after, '') as after
from open as c
left join units as u on c.unit_id = u.unit_id
left join sources as s on c.source_id = s.source_id
left join quotes as q on c.source_id = q.source_id and c.place = q.locator
left join checks_after as a
    on c.check_id = a.check_id and c.unit_id = a.unit_id and c.period = a.period and c.part = a.part
order by u.grp, u.ord, c.unit_id, c.check_id, c.part, c.locator
