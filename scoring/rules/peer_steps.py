"""Steps between outcomes and points: what the peers of every unit are like.

Only rules that ask for it cost anything. One narrow table of values, one GROUP BY per scope for
all of them (a second one where a standard deviation is wanted), and narrow windows for the
indicators that are ranked; a window beside the wide row would sort all its columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scoring import numbers
from scoring.engine.database import Session
from scoring.rules.base import MEASURED, Bound
from scoring.rules.binding import Plan
from scoring.rules.outcomes import earlier_outcome_sql, exempt_joins, outcome_sql
from scoring.rules.peers import PeerColumns, Peers, Scope


@dataclass(frozen=True, slots=True)
class _Compared:
    """An indicator whose rule asks for peers, what it asks, and the columns that answer."""

    bound: Bound
    peers: Peers
    named: PeerColumns

    @property
    def values(self) -> list[str]:
        """Columns of the values that are pooled, this year's first."""
        return [self.named.value(year) for year in range(self.peers.years)]


SCOPES: tuple[Scope, ...] = ("group", "all")
_RANKED_TOGETHER = 8
_SCALED = "DECIMAL(18,15)"  # within 0 and 1; its square still fits an exact decimal


def build_peers(session: Session, plan: Plan, exempt: set[str]) -> None:
    """Make the tables of what peers are like; none where no rule asks.

    ``peer_values`` has one row per unit, ``peers_group`` and ``peers_group_spread`` one per group, ``peers_all`` and
    ``peers_all_spread`` one, ``peers_ranks_<number>`` one per unit.

    Args:
        session: Holds ``measures_wide``, ``units`` and ``exempt_leaves``.
        plan: The bound criteria.
        exempt: Indicators from which some unit is exempt.
    """
    compared = _comparing(plan)
    if not compared:
        return
    # Read once it need not be written first.
    readers = len({one.peers.scope for one in compared}) + len(_spread(compared)) + len(_together(compared))
    session.step("peer_values", _values_sql(compared, plan, exempt), kind="table" if readers > 1 else "view")
    for scope in SCOPES:
        if members := _of(compared, scope):
            session.step(f"peers_{scope}", _statistics_sql(members, scope))
        if spread := _spread(members):
            session.step(f"peers_{scope}_spread", _spread_sql(spread, scope))
    # Ranks cost least where all units are peers; where some are not, the same answers take counting.
    outsiders = bool(session.rows("select 1 from units where status = 'not_ranked' limit 1"))
    for number, some in enumerate(_together(compared), 1):
        session.step(f"peers_ranks_{number}", _among_sql(some) if outsiders else _ranks_sql(some))


def peer_joins(plan: Plan) -> str:
    """Joins of the tables of :func:`build_peers` to the wide table ``m``."""
    compared, joins = _comparing(plan), []
    for scope in SCOPES:
        members = _of(compared, scope)
        tables = [f"peers_{scope}"] * bool(members) + [f"peers_{scope}_spread"] * bool(_spread(members))
        joins += [
            f"\nleft join {table}\n    on m.grp = {table}.of_group" if scope == "group" else f"\ncross join {table}" for table in tables
        ]
    for number in range(1, len(_together(compared)) + 1):
        joins.append(f"\nleft join peers_ranks_{number}\n    on m.unit_id = peers_ranks_{number}.of_unit")
    return "".join(joins)


def peer_columns(plan: Plan) -> list[str]:
    """The columns that :func:`peer_joins` brings."""
    found: list[str] = []
    for one in _comparing(plan):
        named, peers = one.named, one.peers
        found += [named.count, named.low, named.high, named.width]
        found += [named.mean] if peers.mean or peers.spread else []
        found += [named.mid, named.dev, named.sd] if peers.spread else []
        found += [named.ahead, named.own] if peers.order else []
        found += [named.same] if peers.ties else []
    return found


def _comparing(plan: Plan) -> list[_Compared]:
    return [_Compared(bound, bound.peers, bound.columns) for bound in plan.bound if bound.peers]


def _of(compared: Iterable[_Compared], scope: Scope) -> list[_Compared]:
    return [one for one in compared if one.peers.scope == scope]


def _spread(members: Iterable[_Compared]) -> list[_Compared]:
    return [one for one in members if one.peers.spread]


def _together(compared: Iterable[_Compared]) -> list[list[_Compared]]:
    """Indicators with ranks, a few per step: every window drags the columns of all the others along."""
    ranked = [one for one in compared if one.peers.order]
    return [ranked[start : start + _RANKED_TOGETHER] for start in range(0, len(ranked), _RANKED_TOGETHER)]


def _values_sql(compared: list[_Compared], plan: Plan, exempt: set[str]) -> str:
    """One row per unit: whether it may be a peer, and its values where measured."""
    columns = []
    for one in compared:
        bound = one.bound
        outcomes = [outcome_sql(bound, plan, exempt, peers=False)]
        outcomes += [earlier_outcome_sql(bound, plan, exempt, year) for year in range(1, one.peers.years)]
        for column, judged, outcome in zip(one.values, (*bound.judged.values(), *bound.earlier), outcomes, strict=True):
            columns.append(f"case when {outcome} = {MEASURED} then {_peer_value_sql(one, judged.value)} end as {column}")
    joins = exempt_joins({one.bound.node.id for one in compared} & exempt)
    return (
        "select\n    m.unit_id,\n    m.grp,\n    m.is_peer,\n    "
        + ",\n    ".join(columns)
        + "\nfrom (\n    select m.*, case when u.status = 'assessed' then 1 else 0 end as is_peer"
        + "\n    from measures_wide as m\n    inner join units as u on m.unit_id = u.unit_id\n) as m"
        + joins
    )


def _peer_value_sql(one: _Compared, value: str) -> str:
    """SQL of a value as it is compared."""
    freed = numbers.guard_sql(value)
    if one.peers.order:
        # Places need no sums: a DOUBLE sorts faster than a wide decimal, and one freed from its error keeps order and ties.
        return f"cast({freed} as double)"
    # The lowest and the highest are freed from their errors alone; 200,000 values would cost many times as much.
    return freed if one.peers.mean or one.peers.spread else value


def _statistics_sql(members: list[_Compared], scope: Scope) -> str:
    columns = []
    for one in members:
        named, values = one.named, one.values
        count = " + ".join(f"count({value})" for value in values)
        low, high = numbers.guard_sql(_extreme("least", "min", values)), numbers.guard_sql(_extreme("greatest", "max", values))
        # Freed from their errors before they are subtracted: peers that only an error tells apart are alike.
        columns += [f"{low} as {named.low}", f"{high} as {named.high}", f"{count} as {named.count}"]
        columns.append(f"cast({high} - {low} as double) as {named.width}")
        if one.peers.mean or one.peers.spread:
            columns.append(f"cast({_total(map(numbers.guard_sql, values))} as double) / nullif({count}, 0) as {named.mean}")
    return _grouped(columns, scope, "peer_values\nwhere is_peer = 1", "grp")


def _total(terms: Iterable[str]) -> str:
    return " + ".join(f"coalesce(sum({term}), 0)" for term in terms)


def _extreme(over_years: str, over_units: str, values: list[str]) -> str:
    terms = [f"{over_units}({value})" for value in values]
    return terms[0] if len(terms) == 1 else f"{over_years}({', '.join(terms)})"


def _spread_sql(members: list[_Compared], scope: Scope) -> str:
    """Mean and sample standard deviation of the values scaled to 0 and 1: sums of decimals only."""
    scaled, sums, columns = [], [], []
    for one in members:
        named, width = one.named, one.named.width
        shares = [f"{value}_u" for value in one.values]
        for value, share in zip(one.values, shares, strict=True):
            scaled.append(f"try_cast(cast({value} - {named.low} as double) / nullif({width}, 0) as {_SCALED}) as {share}")
        scaled.append(f"{width} as {named.mid}_w")
        t, q, n, w = (f"{named.mid}_{part}" for part in "tqnw")
        sums += [f"cast({_total(shares)} as double) as {t}", f"cast({_total(f'{u} * {u}' for u in shares)} as double) as {q}"]
        sums += [f"cast({' + '.join(f'count({u})' for u in shares)} as double) as {n}", f"max({w}) as {w}"]
        dev = f"sqrt(greatest({q} - {t} * {t} / nullif({n}, 0), 0) / nullif({n} - 1, 0))"
        columns += [f"{t} / nullif({n}, 0) as {named.mid}", f"{dev} as {named.dev}", f"{dev} * {w} as {named.sd}"]
    join = f"inner join peers_{scope} on m.grp = peers_{scope}.of_group" if scope == "group" else f"cross join peers_{scope}"
    inner = f"(\n    select m.grp, {', '.join(scaled)}\n    from peer_values as m\n    {join}\n    where m.is_peer = 1\n) as scaled"
    key = ["of_group"] if scope == "group" else []
    listed = ",\n    ".join([*key, *columns])
    return f"select\n    {listed}\nfrom (\n{_grouped(sums, scope, inner, 'grp')}\n) as summed"


def _grouped(columns: list[str], scope: Scope, source: str, group: str) -> str:
    listed = ",\n    ".join(columns)
    if scope == "group":
        return f"select\n    {group} as of_group,\n    {listed}\nfrom {source}\ngroup by {group}"
    return f"select\n    {listed}\nfrom {source}"


def _ranks_sql(some: list[_Compared]) -> str:
    """One row per unit: how many peers stand before it, where every unit with a value is a peer."""
    values, columns = [], []
    for one in some:
        named, window = one.named, f"({_partition(one)}order by {one.named.value()} {one.peers.order} nulls last)"
        values.append(named.value())
        columns += [_known(named, f"rank() over {window} - 1", named.ahead), f"1 as {named.own}"]
        columns += [_known(named, f"count(*) over {window} - rank() over {window}", named.same)] if one.peers.ties else []
    listed, valued = ",\n    ".join(columns), ", ".join(values)
    return f"select\n    unit_id as of_unit,\n    {listed}\nfrom (\n    select unit_id, grp, {valued}\n    from peer_values\n) as valued"


def _partition(one: _Compared) -> str:
    return "partition by grp " if one.peers.scope == "group" else ""


def _known(named: PeerColumns, sql: str, column: str) -> str:
    return f"case when {named.value()} is not null then {sql} end as {column}"


def _among_sql(some: list[_Compared]) -> str:
    """The same where some units are held against the peers without being any: peers per value, added up in order."""
    columns = [column for one in some for column in (one.named.ahead, one.named.own, *([one.named.same] if one.peers.ties else []))]
    joins = "".join(f"\nleft join (\n{_counted_sql(one)}\n) as t{i}\n    on m.unit_id = t{i}.unit_id" for i, one in enumerate(some))
    listed = ",\n    ".join(columns)
    return f"select\n    m.unit_id as of_unit,\n    {listed}\nfrom peer_values as m{joins}"


def _counted_sql(one: _Compared) -> str:
    named, within = one.named, one.peers.scope == "group"
    key, on = ("grp, v", "a.grp = b.grp and a.v = b.v") if within else ("v", "a.v = b.v")
    values = f"(select unit_id, grp, is_peer, {named.value()} as v from peer_values where {named.value()} is not null)"
    same = f", b.many - a.is_peer as {named.same}" if one.peers.ties else ""
    counted = f"select {key}, sum(is_peer) as many from {values} as c group by {key}"
    running = f"select {key}, many, sum(many) over ({_partition(one)}order by v {one.peers.order}) as upto from ({counted}) as counted"
    return (
        f"select a.unit_id, b.upto - b.many as {named.ahead}, a.is_peer as {named.own}{same}\n"
        f"from {values} as a\ninner join ({running}) as b on {on}"
    )
