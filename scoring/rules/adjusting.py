"""Points that a decision adds or takes: on an indicator beside what its rule gave, on the total as a bonus or deduction.

An adjustment is nobody's input. It stands in the table of appeals with who decided it, when and why; what the rule gave
stays in ``j__`` columns, and the total shows it in an item of its own, so that printed terms still add up.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from scoring import numbers
from scoring.criteria.model import Criteria
from scoring.criteria.reading import read_criteria
from scoring.engine.database import Session, literal
from scoring.files import yamlfile
from scoring.intake.dictionary import metrics
from scoring.measures import Names
from scoring.problems import ProblemsFound, has_errors
from scoring.rules.base import Bound
from scoring.rules.binding import Plan, bind
from scoring.rules.steps import slug

NODE_OF = {"up": "adjustment.up", "down": "adjustment.down"}
ADJUSTMENTS = frozenset(NODE_OF.values())  # decided freely: what they may be at most is no full score
EVENT_OF = {"up": "adjustment_up", "down": "adjustment_down"}
_PART = {"up": "bonus", "down": "deductions"}


def adjusted_plan(session: Session, plan: Plan) -> Plan:
    """The plan with what the decided appeals of a session ask of it; the plan itself where there are none.

    Args:
        session: Holds ``appeals``.
        plan: The bound criteria.
    """
    if not session.rows("select 1 from appeals where applied limit 1"):
        return plan
    criteria = adjusted_criteria(session, plan.criteria)
    if criteria is not plan.criteria:
        plan, problems = bind(criteria, Names(criteria, metrics()))
        if has_errors(problems):
            raise ProblemsFound(problems)
    asked = session.rows("select distinct indicator_id from appeals where applied and effect = 'points' order by indicator_id")
    known = {bound.node.id for bound in plan.bound}
    return replace(plan, adjusted=tuple(indicator for (indicator,) in asked if indicator in known), appealed=True)


def adjusted_criteria(session: Session, criteria: Criteria) -> Criteria:
    """The criteria with an item for points that decisions add to totals or take from them; the criteria themselves where none does.

    Args:
        session: Holds ``appeals``.
        criteria: The criteria; their file and fingerprints stay what they are.
    """
    rows = session.rows("select distinct new_value > 0 from appeals where applied and effect = 'points' and indicator_id = ''")
    sides = {("up" if positive else "down") for (positive,) in rows}
    return _with_items(criteria, sides) if sides else criteria


def judged_by(plan: Plan) -> dict[str, Bound]:
    """The indicator that judges what an appeal names: itself, or the item of a checklist that a mark is given for."""
    found = {bound.node.id: bound for bound in plan.bound}
    marks = {item.key: bound for bound in plan.bound for item in bound.inputs if item.kind == "mark"}
    return marks | found


def _with_items(criteria: Criteria, sides: set[str]) -> Criteria:
    words = yamlfile.shipped(__package__, "adjusting.yaml")
    data = dict(criteria.source.data)
    for side in sorted(sides, reverse=True):
        item = words[side] | {"id": NODE_OF[side]} | ({"cap": _most(criteria)} if side == "up" else {})
        data["events"] = {**(data.get("events") or {}), EVENT_OF[side]: words["event"] | {"title": words[side]["title"]}}
        data[_PART[side]] = [*(data.get(_PART[side]) or ()), item]
    found, problems = read_criteria(replace(criteria.source, data=data))
    if has_errors(problems):
        raise ProblemsFound(problems)
    return replace(found, source=criteria.source)


def _most(criteria: Criteria) -> Any:
    """The most that an adjustment can add: the full points of the whole."""
    return max(sum(node.points.get(group.id, 0) for node in criteria.indicators) for group in criteria.groups)


def adjust_points(session: Session, plan: Plan) -> None:
    """Add the decided points to ``points_wide``; what the rules gave stays in columns ``j__``.

    Args:
        session: Holds ``points_wide`` and ``appeals``.
        plan: A plan of :func:`adjusted_plan`.
    """
    if not plan.adjusted:
        return
    kind = numbers.points_type(plan.criteria.policy.rounding.carry)
    names = [slug(indicator) for indicator in plan.adjusted]
    sums = ",\n    ".join(
        f"cast(sum(case when indicator_id = {literal(indicator)} then new_value end) as {kind}) as d__{name}"
        for indicator, name in zip(plan.adjusted, names, strict=True)
    )
    asked = "applied and effect = 'points' and indicator_id <> ''"
    session.step("points_adjustments", f"select\n    unit_id,\n    {sums}\nfrom appeals\nwhere {asked}\ngroup by unit_id")
    session.step("points_judged", "select * from points_wide")
    own = [slug(bound.node.id) for bound in plan.bound]
    columns = ["p.unit_id", "p.grp", *(f"p.o__{name}" for name in own), *(_added(name, kind, name in names) for name in own)]
    columns += [f"p.p__{name} as j__{name}" for name in names]
    listed = ",\n    ".join(columns)
    session.step(
        "points_wide", f"select\n    {listed}\nfrom points_judged as p\nleft join points_adjustments as a on p.unit_id = a.unit_id"
    )


def _added(name: str, kind: str, adjusted: bool) -> str:  # noqa: FBT001 - one private caller, which names it
    return f"cast(p.p__{name} + coalesce(a.d__{name}, 0) as {kind}) as p__{name}" if adjusted else f"p.p__{name}"
