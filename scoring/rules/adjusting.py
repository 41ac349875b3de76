"""Points that a decision adds or takes: on an indicator beside what its rule gave, on the total as a bonus or deduction.

An adjustment is nobody's input. It stands in the table of appeals with who decided it, when and why; what the rule gave
stays in ``j__`` columns, and the total shows it in an item of its own, so that printed terms still add up.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from scoring import numbers, yamlfile
from scoring.criteria.model import Criteria
from scoring.criteria.reading import read_criteria
from scoring.database import Session, literal
from scoring.intake.dictionary import metrics
from scoring.measures import Names
from scoring.problems import ProblemsFound, has_errors
from scoring.rules.binding import Plan, bind
from scoring.rules.steps import slug

NODE_OF = {"up": "adjustment.up", "down": "adjustment.down"}
EVENT_OF = {"up": "adjustment_up", "down": "adjustment_down"}
_PART = {"up": "bonus", "down": "deductions"}


def adjusted_plan(session: Session, plan: Plan) -> Plan:
    """The plan with what the decided appeals of a session ask of it; the plan itself where there are none.

    Args:
        session: Holds ``appeals``.
        plan: The bound criteria.
    """
    decided = "select distinct indicator_id, new_value > 0 from appeals where applied and effect = 'points'"
    rows = session.rows(decided)
    sides = {("up" if positive else "down") for indicator, positive in rows if not indicator}
    plan = _with_items(plan, sides) if sides else plan
    known = {bound.node.id for bound in plan.bound}
    adjusted = tuple(sorted({indicator for indicator, _ in rows} & known))
    appealed = bool(session.rows("select 1 from appeals where applied limit 1"))
    return replace(plan, adjusted=adjusted, appealed=appealed)


def _with_items(plan: Plan, sides: set[str]) -> Plan:
    """The criteria with a bonus or deduction that holds adjustments of the total; their file and fingerprints stay what they are."""
    words = yamlfile.shipped(__package__, "adjusting.yaml")
    source = plan.criteria.source
    data = dict(source.data)
    for side in sorted(sides, reverse=True):
        item = words[side] | {"id": NODE_OF[side]} | ({"cap": _most(plan.criteria)} if side == "up" else {})
        data["events"] = {**(data.get("events") or {}), EVENT_OF[side]: words["event"] | {"title": words[side]["title"]}}
        data[_PART[side]] = [*(data.get(_PART[side]) or ()), item]
    criteria, problems = read_criteria(replace(source, data=data))
    bound, more = bind(criteria, Names(criteria, metrics()))
    if has_errors([*problems, *more]):
        raise ProblemsFound([*problems, *more])
    return replace(bound, criteria=replace(criteria, source=source))


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
