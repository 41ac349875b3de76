"""What cannot be scored although all files are there: indicators without their data, gates without their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scoring.problems import Problem

if TYPE_CHECKING:
    from scoring.engine.database import Session
    from scoring.rules import Plan
    from scoring.rules.base import Bound


def undecided(session: Session, plan: Plan, folder: str) -> list[Problem]:
    """Points and gates that stop the run, except of units that a gate stops: nothing more has to be known of them.

    Args:
        session: Holds the inputs, measures and ``points_wide``.
        plan: The bound criteria.
        folder: The assessment's folder as messages name it.

    Returns:
        Indicators without their data whose policy is to stop (M001), gates that cannot be decided (M002).
    """
    from scoring.measures import STATUS_OUTCOME
    from scoring.rules.steps import MISSING

    stopped = _stopped(session, plan)
    word = STATUS_OUTCOME[MISSING]
    lacking = [
        Problem("M001", folder, None, f"{unit} {leaf.node.id}", word, {"lacking": _needed(leaf, plan), "indicator": leaf.node.id})
        for unit, leaf in _missing(session, plan)
    ]
    gates = [Problem("M002", folder, None, f"{unit} {gate}") for unit, gate in _open_gates(session, plan)]
    return [problem for problem in (*lacking, *gates) if problem.where.split(" ")[0] not in stopped]


def _missing(session: Session, plan: Plan) -> Iterator[tuple[str, Bound]]:
    """Units with the indicators that must have their data and do not."""
    from scoring.rules.steps import MISSING, slug

    strict = [bound for bound in plan.bound if bound.node.missing == "error"]
    names = [f"o__{slug(bound.node.id)}" for bound in strict]
    lacks = " or ".join(f"{name} = {MISSING}" for name in names)
    sql = f"select unit_id, {', '.join(names)} from points_wide where {lacks} order by unit_id"
    for row in session.rows(sql) if strict else []:
        yield from ((row[0], bound) for bound, found in zip(strict, row[1:], strict=True) if found == MISSING)


def _needed(bound: Bound, plan: Plan) -> str:
    """The titles of all that an indicator needs."""
    titles = [plan.names.title(found) for identity in bound.judged for found in plan.names.inputs(plan.measures[identity])]
    titles += list(bound.kind.input_titles(bound.node, bound.parameters).values())
    return "、".join(dict.fromkeys(titles))


def _stopped(session: Session, plan: Plan) -> set[str]:
    """Units that a gate stops."""
    from scoring.scores import stopped_units_sql

    sql = stopped_units_sql(plan)
    return {unit for (unit,) in session.rows(sql)} if sql else set()


def _open_gates(session: Session, plan: Plan) -> list[tuple[str, str]]:
    """Units with the gates that nothing decides."""
    from scoring.scores import undecided_gates_sql

    sql = undecided_gates_sql(plan)
    return [(unit, gate) for unit, gate in session.rows(sql)] if sql else []
