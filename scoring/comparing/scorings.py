"""The four scorings of a comparison: two that were made, and two that were not, each by the criteria of the other run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.comparing.links import Unit
from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from scoring.engine.database import Session
    from scoring.finished.replaying import Replay
    from scoring.results.comparison.building import World
    from scoring.rules import Plan

_EXEMPT, _NOT_ASSESSABLE = 4, 3
# Tables whose rows name an indicator.
_NAMING = ("records_marks", "records_findings", "records_exemptions", "records_updates")
_UNITS = "select u.unit_id, u.name, coalesce(u.short_name, u.name), u.ord, u.grp, u.status from units as u order by u.ord, u.unit_id"


@dataclass
class Scored:
    """One scoring: where its rows are, and what could not be computed.

    Args:
        units: Parquet file, one row per unit (:func:`scoring.results.comparison.building.units_sql`).
        items: Parquet file, one row per unit x indicator.
        held: Unit and indicator of every point that the data do not give.
        lacking: Indicators of which the data hold nothing at all.
    """

    units: Path
    items: Path
    held: list[tuple[str, str]] = field(default_factory=list)
    lacking: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Crossing:
    """How data meet the criteria of the other run.

    Args:
        own: The criteria that the data were collected for.
        renamed: Id that an indicator of the data has in the criteria, where it has another.
        groups: Group of the criteria that a unit of the data belongs to, by unit.
        fill: Parquet file of the points that stand for those that the data do not give; None where nothing does.
    """

    own: Plan
    renamed: Mapping[str, str]
    groups: Mapping[str, str]
    fill: Path | None = None


def units_of(session: Session) -> dict[str, Unit]:
    """The units of a scored session by id, in their order."""
    return {row[0]: Unit(*row) for row in session.rows(_UNITS)}


def written(session: Session, world: World, plan: Plan, folder: Path) -> Scored:
    """The rows of a scored session as two files.

    Args:
        session: Holds ``units``, ``ranking`` and ``points``.
        world: Which of the four scorings it is.
        plan: The criteria it was scored by.
        folder: Where the files go.
    """
    from scoring.engine.database import literal
    from scoring.results.comparison.building import items_sql, units_sql

    made = Scored(folder / f"{world}-units.parquet", folder / f"{world}-items.parquet")
    minus = tuple(item.node.id for item in plan.criteria.deductions)
    for path, sql in ((made.units, units_sql(world)), (made.items, items_sql(world, minus))):
        session.con.execute(f"copy ({sql}) to {literal(str(path))} (format parquet)")
    return made


def crossed(replay: Replay, world: World, crossing: Crossing, folder: Path) -> Scored:
    """Data scored by the criteria of the other run.

    What the data do not give takes the points of the run with these criteria, so that nothing is put down to data that nobody
    collected. Without such a run (a draft that nobody was scored by) it has no points, and the criteria say what that means.

    Args:
        replay: The data under the other criteria, not scored yet.
        world: ``old_by_new`` or ``new_by_old``.
        crossing: How they meet.
        folder: Where the files go.

    Raises:
        ProblemsFound: K007 where the criteria have no group for a unit.
    """
    from scoring.comparing.available import without_data
    from scoring.ranking import build_ranking
    from scoring.results.steps import build_long
    from scoring.rules.computing import judge
    from scoring.scores import build_scores

    session, plan = replay.session, replay.plan
    _rename(session, plan, crossing)
    judge(session, plan, replay.wide, counted=replay.counted)
    lacking = without_data(session, plan, crossing.own, crossing.renamed, replay.wide)
    held = _hold(session, plan, lacking, crossing.fill)
    build_scores(session, plan)
    build_ranking(session, plan.criteria)
    build_long(session, plan)
    made = written(session, world, plan, folder)
    made.held, made.lacking = held, lacking
    return made


def _rename(session: Session, plan: Plan, crossing: Crossing) -> None:
    """The data as the other criteria call things, and the tables that depend on the criteria made again."""
    from scoring.engine.database import literal
    from scoring.rules.records import exempt_leaves_sql
    from scoring.rules.updates import build_column_states

    for table in _NAMING if crossing.renamed else ():
        # A mark may name an element of an indicator: the id of the indicator, a dot, that of the element.
        cases = " ".join(
            f"when indicator_id = {literal(old)} or starts_with(indicator_id, {literal(f'{old}.')})"
            f" then {literal(new)} || substr(indicator_id, {len(old) + 1})"
            for old, new in crossing.renamed.items()
        )
        session.con.execute(f"update {table} set indicator_id = case {cases} else indicator_id end")
    known = {group.id for group in plan.criteria.groups}
    moved = [(group, unit) for unit, group in crossing.groups.items()]
    if moved:
        session.con.executemany("update units set grp = ? where unit_id = ?", moved)
    lost = session.rows("select unit_id, name, grp from units where status <> 'exempt' order by ord, unit_id")
    problems = [
        Problem("K007", where=f"{unit} {name}", found=grp, args={"allowed": "、".join(sorted(known))})
        for unit, name, grp in lost
        if grp not in known
    ]
    if problems:
        raise ProblemsFound(problems)
    session.step("exempt_leaves", exempt_leaves_sql(plan))
    build_column_states(session, plan)


def _hold(session: Session, plan: Plan, lacking: frozenset[str], fill: Path | None) -> list[tuple[str, str]]:
    """Put points where the data give none; returns unit and indicator of each."""
    from scoring.engine.database import literal
    from scoring.rules.steps import MISSING, slug

    source = f"read_parquet({literal(str(fill))})" if fill else _nothing(plan)
    session.read("held_points", f"select * from {source}")
    held: list[tuple[str, str]] = []
    for bound in plan.bound:
        name, item = slug(bound.node.id), literal(bound.node.id)
        open_here = f"o__{name} <> {_EXEMPT}" if bound.node.id in lacking else f"o__{name} = {MISSING}"
        if bound.node.id not in lacking and bound.node.missing != "error":
            continue
        found = session.rows(f"select unit_id from points_wide where {open_here} order by unit_id")
        held += [(unit, bound.node.id) for (unit,) in found]
        if found:
            session.con.execute(_FILL.format(name=name, item=item, open=open_here, none=_NOT_ASSESSABLE))
    return held


_FILL = """update points_wide
set
    p__{name} = (select h.points from held_points as h where h.unit_id = points_wide.unit_id and h.item = {item}),
    o__{name} = case
        when exists (
            select 1 from held_points as h
            where h.unit_id = points_wide.unit_id and h.item = {item} and h.points is not null
        ) then 0
        else {none}
    end
where {open}"""


def _nothing(plan: Plan) -> str:
    from scoring import numbers

    kind = numbers.points_type(plan.criteria.policy.rounding.carry)
    return f"(select '' as unit_id, '' as item, cast(null as {kind}) as points) as t where unit_id <> ''"


def load_scorings(session: Session, scored: Mapping[World, Scored]) -> None:
    """Make ``scored_units`` and ``scored_items`` of the files, and ``held_items``."""
    import polars as pl

    from scoring.engine.database import literal

    for table, paths in (("scored_units", [s.units for s in scored.values()]), ("scored_items", [s.items for s in scored.values()])):
        session.read(table, f"select * from read_parquet([{', '.join(literal(str(path)) for path in paths)}])")
    rows: list[Any] = [(world, unit, item) for world, made in scored.items() for unit, item in made.held]
    session.load("held_items", pl.DataFrame(rows, schema=dict.fromkeys(("world", "unit_id", "item"), pl.String), orient="row"))
