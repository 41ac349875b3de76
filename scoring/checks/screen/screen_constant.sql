-- One row per unit, table and pair of dates (or date): the most frequent value among its cases, and how frequent it is elsewhere.
with
totals as (
    select what, unit_id, sum(cases) as n
    from screen_cases
    group by what, unit_id
),
all_totals as (select what, sum(n) as n from totals group by what),
all_values as (select what, value, sum(cases) as k from screen_cases group by what, value),
ordered as (
    select what, unit_id, value, cases, row_number() over (partition by what, unit_id order by cases desc, value) as place
    from screen_cases
)
select
    o.unit_id,
    o.what,
    d.register,
    d.words,
    o.value,
    cast(t.n as bigint) as n,
    cast(o.cases as bigint) as k,
    cast(a.n - t.n as bigint) as peers_n,
    cast(v.k - o.cases as bigint) as peers_k
from ordered as o
inner join totals as t on t.what = o.what and t.unit_id = o.unit_id
inner join all_totals as a on a.what = o.what
inner join all_values as v on v.what = o.what and v.value = o.value
inner join screen_dates as d on d.what = o.what
where o.place = 1 and t.n >= {least}
