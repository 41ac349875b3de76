-- One row per failing relation and cell of it: by how much that cell alone would have to be wrong.
-- A cell for which two or more failing relations give the same amount is the likely mistake (`is_chosen`), and the
-- first of these relations, in the declared order, is the cause of the others. Nothing is repaired.
with
failing as (
    select unit_id from check_sums where outcome = 'fails'
    union
    select unit_id from checks_table where outcome = 'fails'
),
signed as (
    select
        'L' || cast(s.relation as varchar) as key,
        s.check_id,
        s.unit_id,
        s.period,
        s.outcome,
        t.metric,
        t.part,
        s.period - t.years_back as cell_period,
        cast(s.difference * t.coefficient * case when t.side = 'left' then -1 else 1 end as decimal(24, 6)) as error
    from check_sums as s
    inner join failing as f on f.unit_id = s.unit_id
    inner join check_terms as t on t.relation = s.relation
    where s.op = '=' and s.outcome <> 'not_assessable' and s.is_complete and s.approximate = 0 and t.metric <> ''
    union all
    select distinct
        n.key,
        n.check_id,
        n.unit_id,
        n.period,
        n.outcome,
        coalesce(w.word, n.part) as metric,
        'total' as part,
        n.period as cell_period,
        -n.gap as error
    from checks_table as n
    inner join failing as f on f.unit_id = n.unit_id
    left join check_words as w on w.kind = 'narrative_table' and w.role = 'table' and w.number = n.number
    where n.outcome <> 'not_assessable' and n.gap is not null
),
cells as (
    select unit_id, cell_period, metric, part, count(distinct key) as n_all from signed group by unit_id, cell_period, metric, part
),
explained as (
    select unit_id, cell_period, metric, part, error, count(distinct key) as n
    from signed
    where outcome = 'fails'
    group by unit_id, cell_period, metric, part, error
),
weighed as (
    select
        s.key,
        s.check_id,
        s.unit_id,
        s.period,
        s.metric,
        s.part,
        s.cell_period,
        s.error,
        e.n,
        c.n_all - e.n as against,
        first_value(s.check_id) over w as root,
        first_value(s.key) over w as root_key,
        first_value(s.period) over w as root_period,
        rank() over (partition by s.unit_id, s.key, s.period order by e.n desc, c.n_all - e.n) as place
    from signed as s
    inner join explained as e
        on e.unit_id = s.unit_id and e.cell_period = s.cell_period and e.metric = s.metric and e.part = s.part and e.error = s.error
    inner join cells as c on c.unit_id = s.unit_id and c.cell_period = s.cell_period and c.metric = s.metric and c.part = s.part
    left join check_words as o on o.kind = 'cause_order' and o.word = s.check_id
    where s.outcome = 'fails'
    window w as (
        partition by s.unit_id, s.cell_period, s.metric, s.part, s.error
        order by coalesce(o.number, 1000), s.period, s.check_id, s.key
        rows between unbounded preceding and unbounded following
    )
),
counted as (
    select *, count(*) over (partition by unit_id, key, period, place) as equals from weighed
)
select
    key,
    check_id,
    unit_id,
    period,
    metric,
    part,
    cell_period,
    error,
    n,
    against,
    root,
    root_key,
    root_period,
    n >= 2 and place = 1 and equals = 1 as is_chosen
from counted
