"""The tables of a comparison, made of four scorings: old and new data, each by old and new criteria."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from scoring import numbers
from scoring.criteria.policy import Best
from scoring.engine.database import Session, literal, sql_file

World = Literal["old", "old_by_new", "new_by_old", "new"]
Order = Literal["mean", "data_first", "criteria_first"]
WORLDS: tuple[World, ...] = ("old", "old_by_new", "new_by_old", "new")
ORDERS: tuple[Order, ...] = ("mean", "data_first", "criteria_first")
DIGITS = 8  # decimals of points in a comparison: as many as criteria may carry
_HALF = f"DECIMAL(18,{DIGITS + 1})"  # the mean of two orders has one more
_UNIT_COLUMNS = ("total", "rank", "grade")
TABLES = ("compared_units", "compared_items", "compared_rest", "compared_means", "compared_improved")


def units_sql(world: World) -> str:
    """One row per unit of a scored session: total, rank, grade."""
    return sql_file(__package__, "scored_units.sql").format(world=world)


def items_sql(world: World, minus: tuple[str, ...]) -> str:
    """One row per unit x indicator of a scored session.

    Args:
        world: Which of the four scorings it is.
        minus: Ids of what is taken from the total.
    """
    return sql_file(__package__, "scored_items.sql").format(world=world, minus=", ".join(map(literal, minus)) or "''")


def fill_sql(world: Literal["old", "new"]) -> str:
    """What stands for points that cannot be computed.

    Args:
        world: The run with the same criteria: ``new`` for old data by new criteria, ``old`` for new data by old criteria.
    """
    own, other = ("old_id", "new_id") if world == "new" else ("new_id", "old_id")
    # Several heirs of one unit count alike; the weights belong to those that became one.
    weight = "1" if world == "new" else "l.weight"
    return sql_file(__package__, "fill.sql").format(world=world, own=own, other=other, mean=_mean_sql("i.points", weight))


def build_comparison(session: Session, order: Order, best: Best) -> None:
    """Make the tables of a comparison (:data:`TABLES`).

    Args:
        session: Holds ``scored_units`` and ``scored_items`` (a row per scoring x unit, x indicator), ``unit_links`` (old_id, new_id,
            weight, parts, heirs), ``item_links`` (old_item, new_item), ``held_items`` (world, unit_id, item) and ``compared_kinds``
            (unit_id, change, predecessors, same_group).
        order: How the move is split: data first, criteria first, or the mean of both.
        best: Which totals the new criteria rank first: a unit improved where its own data moved it that way.
    """

    def made(name: str, **words: str) -> None:
        session.step(name, sql_file(__package__, f"{name}.sql").format(**words))

    made("carried_units", mean=_mean_sql("s.total", "l.weight"))
    made("carried_items", mean=_mean_sql("i.points", "l.weight"))
    made("carried_held")
    made("compared_items", pivot=_pivot_items(), split=_split_sql(order, "{}_points", ""))
    totals, ranks = _split_sql(order, "{}_total", ""), _split_sql(order, "{}_place", "rank_")
    made("compared_units", pivot=_pivot_units(), total_split=totals, rank_split=ranks)
    made("compared_rest")
    columns = ("old_points", "new_points", "data")
    made("compared_means", **{column: _mean_sql(f"i.{column}", "1", numbers.POINT_DIGITS) for column in columns})
    made("compared_improved", gain="data" if best == "highest" else "-data")


def _mean_sql(value: str, weight: str, digits: int = DIGITS) -> str:
    """A weighted mean: a double for one moment, snapped at once."""
    return numbers.snap_sql(f"cast(sum({value} * {weight}) as double) / cast(nullif(sum({weight}), 0) as double)", digits)


def _parts(order: Order, column: str) -> Mapping[str, str]:
    """Both parts of a move by every order, as SQL over the four scorings."""
    old, old_by_new, new_by_old, new = (column.format(world) for world in WORLDS)
    data_first, criteria_first = (f"{new_by_old} - {old}", f"{new} - {new_by_old}"), (f"{new} - {old_by_new}", f"{old_by_new} - {old}")
    mean = tuple(f"(({one}) + ({other})) * 0.5" for one, other in zip(data_first, criteria_first, strict=True))
    chosen = {"mean": mean, "data_first": data_first, "criteria_first": criteria_first}[order]
    pairs = {"": chosen, "data_first_": data_first, "criteria_first_": criteria_first}
    named = {f"{way}{part}": sql for way, both in pairs.items() for part, sql in zip(("data", "criteria"), both, strict=True)}
    # A part that only one order could tell would not add up with its fellow: both are told or none.
    whole = " and ".join(f"{column.format(world)} is not null" for world in WORLDS)
    return {name: f"case when {whole} then {sql} end" for name, sql in named.items()}


def _split_sql(order: Order, column: str, prefix: str) -> str:
    """The columns ``move``, ``data``, ``criteria`` and both parts by either order."""
    move = f"cast({column.format('new')} - {column.format('old')} as {_HALF}) as {prefix}move"
    parts = (f"cast({sql} as {_HALF}) as {prefix}{name}" for name, sql in _parts(order, column).items())
    return ",\n    ".join([move, *parts])


def _pivot_items() -> str:
    """Points of the four scorings beside each other, and whether their criteria have the indicator."""
    columns = [f"max(case when world = {literal(world)} then points end) as {world}_points" for world in WORLDS]
    columns += [f"max(case when world = {literal(world)} then 1 else 0 end) as in_{world}" for world in WORLDS]
    for world in ("old", "new"):
        columns.append(f"max(case when world = {literal(world)} then outcome end) as {world}_outcome")
        columns.append(f"max(case when world = {literal(world)} then full_points end) as {world}_full")
    return ",\n            ".join(columns)


def _pivot_units() -> str:
    columns = [f"max(case when world = {literal(w)} then {name} end) as {w}_{name}" for name in _UNIT_COLUMNS for w in WORLDS]
    columns += [f"max(case when world = {literal(w)} then grp end) as {w}_grp" for w in ("old", "new")]
    return ",\n            ".join(columns)
