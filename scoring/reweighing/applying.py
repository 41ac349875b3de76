"""A scored session scored once more with other weights: points scaled, rolled up, ranked, as in a run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from scoring import numbers
from scoring.criteria.model import Criteria, Node
from scoring.criteria.policy import Rounding
from scoring.engine.database import literal
from scoring.problems import ProblemsFound, has_errors
from scoring.rules import Plan
from scoring.rules.steps import slug

if TYPE_CHECKING:
    from scoring.engine.database import Session


def score_with(session: Session, plan: Plan, criteria: Criteria) -> Plan:
    """Make the tables from ``points_wide`` to ``ranking`` again, with the weights of other criteria.

    A unit keeps the share of the full points that it got. Whether a unit has enough data to be ranked (``screened``) is asked
    with the declared weights and stays as it was.

    Args:
        session: A scored session (``points_wide``, ``units``, ``screened``, ``inputs`` where gates look at facts).
        plan: The plan that it was scored by.
        criteria: Its criteria with other points and weights.

    Returns:
        The plan with those criteria. Raises ProblemsFound M021, M022 where members have no total that are declared to need one.
    """
    from scoring.ranking import build_ranking
    from scoring.scores import missing_members, roll_up

    used = replace(plan, criteria=criteria)
    session.step("points_declared", "select * from points_wide")
    session.step("points_wide", scaled_sql(plan.criteria, criteria))
    roll_up(session, used)
    problems = missing_members(session, used, "")
    if has_errors(problems):
        raise ProblemsFound(problems)
    build_ranking(session, criteria)
    return used


def scaled_sql(old: Criteria, new: Criteria) -> str:
    """The SELECT of ``points_wide`` with the points of indicators in proportion to their new full points.

    An indicator that is left with 0 of its points has none, as in a group that does not have it; one that is declared with 0 has
    no share, and its points are an amount that stays.
    """
    carry = old.policy.rounding.carry
    changed = [f"{sql} as p__{slug(leaf.id)}" for leaf, sql in _scaled(old, new, carry)]
    if not changed:
        return "select * from points_declared"
    listed = ",\n        ".join(changed)
    return f"select\n    * replace (\n        {listed}\n    )\nfrom points_declared"


def _scaled(old: Criteria, new: Criteria, carry: int) -> Iterator[tuple[Node, str]]:
    for before, after in zip(old.leaves(), new.leaves(), strict=True):
        cases = [
            f"when {literal(group)} then {_points(slug(before.id), (points, after.points[group]), old.policy.rounding)}"
            for group, points in before.points.items()
            if points and after.points[group] != points
        ]
        if cases:
            yield before, f"cast(case grp {' '.join(cases)} else p__{slug(before.id)} end as {numbers.points_type(carry)})"


def _points(name: str, full: tuple[Decimal, Decimal], rounding: Rounding) -> str:
    """Points by the new full points; rounded where the criteria round every indicator, once, from the guarded value."""
    before, after = full
    if not after:
        return "null"
    share = f"cast(p__{name} as double) * {numbers.double_sql(after)} / {numbers.double_sql(before)}"
    if rounding.at == "item":
        return numbers.rounded_sql(numbers.guard_points_sql(share), rounding.digits, rounding.mode, rounding.carry)
    return numbers.snap_sql(share, rounding.carry)
