"""Appeals against the criteria: what they name must be there, and points stay within what an indicator can give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from scoring import numbers
from scoring.appeals.applying import Judged
from scoring.appeals.model import POINTS, Appeal
from scoring.criteria.model import Node
from scoring.engine.database import sql_file
from scoring.problems import Problem
from scoring.problems.nearest import nearest
from scoring.rules.adjusting import judged_by
from scoring.rules.steps import slug

if TYPE_CHECKING:
    import polars as pl

    from scoring.engine.database import Session
    from scoring.rules import Plan


def wrong_indicators(appeals: Sequence[Appeal], plan: Plan, groups: Mapping[str, str], file: str) -> Iterator[Problem]:
    """Indicators that the criteria do not have (P015) or the unit's group does not (P016).

    Args:
        appeals: All appeals.
        plan: The bound criteria.
        groups: Group by unit.
        file: The table as the user would name it.
    """
    nodes = {key: bound.node for key, bound in judged_by(plan).items()}
    nodes |= {node.id: node for node in (*plan.criteria.nodes(), *plan.criteria.scored())}
    scored = {bound.node.id for bound in plan.bound}
    for item in appeals:
        if not item.indicator_id:
            continue
        known = scored if item.effect == POINTS else {*nodes}
        if item.indicator_id not in known:
            args = {"nearest": nearest(item.indicator_id, sorted(known))}
            yield Problem("P015", file, item.line, where="indicator_id", found=item.indicator_id, args=args)
        elif groups.get(item.unit_id) not in nodes[item.indicator_id].points:
            yield Problem("P016", file, item.line, where="indicator_id", found=item.indicator_id, args={"unit": item.unit_id})


def wrong_rows(session: Session, plan: Plan, judged: Mapping[str, Judged], file: str) -> list[Problem]:
    """The rows that decisions put into findings, marks and exemptions, held to the rules of these tables (R001-R010).

    They stand alone in their tables while they are checked; what came in is put back by the caller.
    """
    from scoring.rules.records import check_judged

    for name, table in judged.items():
        load(session, f"records_{name}", table.changed())
    return check_judged(session, plan, file)


def load(session: Session, name: str, frame: pl.DataFrame) -> None:
    """A record table, its line first."""
    session.load(name, frame.select("line", *(column for column in frame.columns if column != "line")))


def wrong_points(session: Session, plan: Plan, file: str) -> list[Problem]:
    """Adjusted indicators that have no points (P020), or would have more than the full ones or less than none (P024).

    Args:
        session: Holds ``points_wide`` and ``appeals``, judged.
        plan: The plan with what is adjusted.
        file: The table of appeals as the user would name it.
    """
    nodes = {bound.node.id: bound.node for bound in plan.bound}
    return [problem for indicator in plan.adjusted for problem in _beyond(session, nodes[indicator], file)]


def _beyond(session: Session, node: Node, file: str) -> Iterator[Problem]:
    rows = session.rows(sql_file(__package__, "decided_points.sql").format(name=slug(node.id), indicator=node.id))
    for line, unit, group, judged, points in rows:
        if judged is None:
            yield Problem("P020", file, line, where="indicator_id", found=node.id, args={"unit": unit})
        elif points < 0 or (points > node.points[group] and not node.uncapped):
            full = numbers.plain(node.points[group])
            args = {"judged": numbers.plain(judged), "full": "—" if node.uncapped else full}
            yield Problem("P024", file, line, where="new", found=numbers.plain(points), args=args)
