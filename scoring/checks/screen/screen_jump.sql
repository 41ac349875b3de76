-- One row per unit and figure of both years in a group with enough peers: its ratio to last year, and where the middle half lies.
with
moved as (
    select
        unit_id,
        grp,
        source_id,
        metric,
        part,
        code,
        locator,
        title,
        kind,
        value,
        last_value,
        -- one is added to both, so that a change from or to zero has a ratio too
        cast(cast(value + 1 as double) / nullif(cast(last_value + 1 as double), 0) as decimal(28, 8)) as ratio
    from screen_figures
    where greatest(value, last_value) >= {least}
),
ordered as (
    select
        grp,
        metric,
        part,
        ratio,
        row_number() over (partition by grp, metric, part order by ratio, unit_id) as place,
        count(*) over (partition by grp, metric, part) as peers
    from moved
),
quartiles as (
    select
        grp,
        metric,
        part,
        max(peers) as peers,
        min(ratio) filter (where place * 4 >= peers) as lower,
        min(ratio) filter (where place * 4 >= peers * 3) as upper
    from ordered
    group by grp, metric, part
    having max(peers) >= {least_peers}
),
fences as (
    select
        *,
        cast(power(greatest(cast(upper as double) / nullif(cast(lower as double), 0), cast({least_spread} as double)), {fence}) as decimal(28, 8)) as reach
    from quartiles
)
select
    m.unit_id,
    m.source_id,
    m.code as metric,
    m.locator,
    m.title,
    m.value,
    m.last_value,
    m.ratio,
    f.lower,
    f.upper,
    f.peers,
    (
        cast(m.ratio as double) > cast(f.upper as double) * cast(f.reach as double)
        or cast(m.ratio as double) * cast(f.reach as double) < cast(f.lower as double)
    )
    -- the difference of two counts has about their sum as its variance; money has no such bound
    and (m.kind <> 'count' or (cast(m.value as double) - cast(m.last_value as double)) * (cast(m.value as double) - cast(m.last_value as double)) >= {sigma} * {sigma} * cast(m.value + m.last_value as double)) as is_noted
from moved as m
inner join fences as f on f.grp = m.grp and f.metric = m.metric and f.part = m.part
