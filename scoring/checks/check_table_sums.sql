-- One row per unit, year and figure of prose that a statutory table states too: what the table says.
-- `value_with` counts what the prose may have counted as well (carried-over requests among the handled ones).
select
    w.number,
    w.check_id,
    p.word as metric,
    f.unit_id,
    f.period,
    sum(f.value) filter (where w.role = 'table') as value,
    sum(f.value) as value_with,
    count(*) filter (where w.role = 'also') = 0 or count(f.value) filter (where w.role = 'also') = 0 as is_plain,
    count(f.value) filter (where w.role = 'table') = max(n.terms) as is_complete,
    string_agg(f.locator, ';' order by f.metric) filter (where w.role = 'table') as locator,
    max(n.terms) as terms
from check_words as w
inner join check_words as p on p.kind = w.kind and p.number = w.number and p.role = 'prose'
inner join (
    select number, count(*) as terms from check_words where kind = 'narrative_table' and role = 'table' group by number
) as n on n.number = w.number
inner join facts_chosen as f on f.metric = w.word and f.part = 'total' and not f.is_prose
where w.kind = 'narrative_table' and w.role in ('table', 'also')
group by w.number, w.check_id, p.word, f.unit_id, f.period
having count(*) filter (where w.role = 'table') > 0
union all
select
    -1 as number,
    'NT-same' as check_id,
    f.metric,
    f.unit_id,
    f.period,
    f.value,
    f.value as value_with,
    true as is_plain,
    f.value is not null as is_complete,
    f.locator,
    1 as terms
from facts_chosen as f
where
    not f.is_prose and f.part = 'total'
    and f.metric not in (select word from check_words where kind = 'narrative_table' and role = 'table')
