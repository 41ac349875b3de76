-- One row per linear relation that does not hold: where to look. The total first, then the parts that are not zero
-- where they are few; of a relation that cannot be assessed the cells that are blank.
with
cells as (
    select
        s.relation,
        s.unit_id,
        s.period,
        s.outcome,
        s.any_at,
        t.ord,
        t.side,
        f.locator,
        f.value is null or f.is_ambiguous as is_open,
        f.value <> 0 and t.side = 'left' as is_part
    from check_sums as s
    inner join check_terms as t on t.relation = s.relation and t.years_back = 0
    inner join facts_chosen as f on f.unit_id = s.unit_id and f.period = s.period and f.metric = t.metric and f.part = t.part
    where s.outcome <> 'holds'
)
select
    c.relation,
    c.unit_id,
    c.period,
    case
        when c.outcome = 'not_assessable' then coalesce(string_agg(c.locator, ';' order by c.ord) filter (where c.is_open), c.any_at)
        else coalesce(
            string_agg(c.locator, ';' order by case when c.side = 'right' then 0 else 1 end, c.ord)
                filter (where c.side = 'right' or (c.is_part and k.used <= k.most)),
            c.any_at
        )
    end as locator
from cells as c
inner join (
    select relation, unit_id, period, count(*) filter (where is_part) as used, cast(max(w.word) as integer) as most
    from cells
    cross join (select word from check_words where kind = 'shown_parts') as w
    group by relation, unit_id, period
) as k on k.relation = c.relation and k.unit_id = c.unit_id and k.period = c.period
group by c.relation, c.unit_id, c.period, c.outcome, c.any_at
