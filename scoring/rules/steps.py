"""One wide pass over all indicators: outcome and points per unit."""

from __future__ import annotations

from scoring import numbers
from scoring.engine.database import Session
from scoring.rules.base import MEASURED, MISSING, Bound, columns_in, slug
from scoring.rules.binding import Plan
from scoring.rules.outcomes import exempt_joins, outcome_sql
from scoring.rules.peer_steps import build_peers, peer_columns, peer_joins

__all__ = ["MISSING", "build_points", "columns_read", "slug"]


def build_points(session: Session, plan: Plan) -> None:
    """Make table ``points_wide``: one row per unit; per indicator ``o__`` (outcome code) and ``p__`` (points).

    Outcome codes: 0 measured, 1 not applicable, 2 missing, 3 not assessable, 4 exempt; NULL where the
    indicator is not in the unit's group. Points are decimals as carried, snapped half-up, NULL where the outcome
    is not a number. What the peers of a unit are like is computed before, in narrow steps of its own.
    """
    exempt = {row[0] for row in session.rows("select distinct indicator_id from exempt_leaves")}
    build_peers(session, plan, exempt)
    outcomes, points = [], []
    for bound in plan.bound:
        name = slug(bound.node.id)
        outcomes.append(f"cast({outcome_sql(bound, plan, exempt)} as tinyint) as o__{name}")
        points.append(f"{_points_sql(bound, plan)} as p__{name}")
    codes = [f"o__{slug(bound.node.id)}" for bound in plan.bound]
    # Only what the points read goes through: handing all columns on would cost more to plan than to compute.
    read = columns_in(points) - set(codes) - {"grp"}
    below = [*(name for name in peer_columns(plan) if name in read), *outcomes]
    handed = [f"m.{name}" for name in sorted(read - set(peer_columns(plan)))]
    session.step(
        "points_wide",
        "select\n    unit_id,\n    grp,\n    "
        + ",\n    ".join([*codes, *points])
        + "\nfrom (\n    select\n        m.unit_id,\n        m.grp,\n        "
        + ",\n        ".join([*handed, *below])
        + f"\n    from measures_wide as m{exempt_joins(exempt)}{peer_joins(plan)}\n) as judged",
    )


def columns_read(plan: Plan) -> list[str]:
    """Columns of ``inputs`` that rules and conditions read besides measures, sorted."""
    leaves = {bound.node.id for bound in plan.bound}
    texts = [text for bound in plan.bound for text in (outcome_sql(bound, plan, leaves), _points_sql(bound, plan))]
    known = {name for found in plan.inputs() for name in (found.column, found.status)}
    return sorted(known & columns_in(texts))


def _points_sql(bound: Bound, plan: Plan) -> str:
    outcome = f"o__{slug(bound.node.id)}"
    rounding = plan.criteria.policy.rounding
    exact = bound.kind.points_sql(bound)
    # Rounded once, from the value freed of the double's error: rounding to the carried digits first would round twice.
    at_item = rounding.at == "item"
    guarded = numbers.guard_points_sql(exact)
    value = (
        numbers.rounded_sql(guarded, rounding.digits, rounding.mode, rounding.carry) if at_item else numbers.snap_sql(exact, rounding.carry)
    )
    missing = f" when {outcome} = {MISSING} then cast(0 as {numbers.points_type(rounding.carry)})" if bound.node.missing == "zero" else ""
    # Both branches have the type of points already; a cast over the CASE would be one more pass over every column.
    return f"case when {outcome} = {MEASURED} then {value}{missing} end"
