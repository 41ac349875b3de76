-- One row per pair of units that share rare figures, but for units above and below each other. A step of its own: it is small, and the
-- engine that knows so does not join all figures with all.
with
figures as (
    select unit_id, metric, part, value
    from screen_figures
    where not is_stock and value >= {least}
),
shared as (
    select metric, part, value
    from figures
    group by metric, part, value
    having count(*) between 2 and {most_sharing}
),
rare as (
    select f.unit_id, f.metric, f.part, f.value
    from figures as f
    inner join shared as s on s.metric = f.metric and s.part = f.part and s.value = f.value
)
select
    a.unit_id,
    b.unit_id as other_id,
    max(o.name) as other
from rare as a
inner join rare as b on b.metric = a.metric and b.part = a.part and b.value = a.value and b.unit_id <> a.unit_id
inner join units as u on u.unit_id = a.unit_id
inner join units as o on o.unit_id = b.unit_id
where coalesce(u.parent_id, '') <> o.unit_id and coalesce(o.parent_id, '') <> u.unit_id
group by a.unit_id, b.unit_id
having count(distinct a.value) >= {least_equal}
