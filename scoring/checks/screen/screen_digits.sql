-- One row per unit, the same number of the same things counted once: the last digit (not 0 or 5) that it has most often beyond what the other units of its group let expect.
with
counts as (
    select
        unit_id,
        grp,
        value,
        cast(value % 10 as integer) as digit,
        min(source_id) as source_id,
        min(code) as code,
        min(locator) as locator,
        min(shown) as shown
    from screen_figures
    where is_count and value >= {least}
    group by unit_id, grp, value, uom
),
of_unit as (select unit_id, grp, count(*) as n from counts group by unit_id, grp),
of_group as (select grp, count(*) as n from counts group by grp),
digits_of_unit as (select unit_id, grp, digit, count(*) as k from counts group by unit_id, grp, digit),
digits_of_group as (select grp, digit, count(*) as k from counts group by grp, digit),
compared as (
    select
        d.unit_id,
        d.digit,
        u.n,
        d.k,
        a.n - u.n as peers_n,
        g.k - d.k as peers_k
    from digits_of_unit as d
    inner join of_unit as u on u.unit_id = d.unit_id
    inner join of_group as a on a.grp = d.grp
    inner join digits_of_group as g on g.grp = d.grp and g.digit = d.digit
    where d.digit % 5 <> 0 and a.n - u.n >= {least_peers}
),
worst as (
    select *, row_number() over (partition by unit_id order by k * (peers_n + 10) - n * (peers_k + 1) desc, digit) as choice
    from compared
),
placed as (
    select
        w.*,
        c.source_id,
        c.code,
        c.locator,
        c.shown,
        row_number() over (partition by w.unit_id order by c.value desc, c.code) as place
    from worst as w
    inner join counts as c on c.unit_id = w.unit_id and c.digit = w.digit
    where w.choice = 1
)
select
    unit_id,
    min(source_id) as source_id,
    max(n) as n,
    max(k) as k,
    max(digit) as digit,
    max(peers_n) as peers_n,
    max(peers_k) as peers_k,
    string_agg(shown, '、' order by place) filter (where place <= {most_listed}) as listed,
    string_agg(code, ';' order by place) filter (where place <= {most_listed}) as metric,
    string_agg(locator, ';' order by place) filter (where place <= {most_listed}) as locator
from placed
group by unit_id
