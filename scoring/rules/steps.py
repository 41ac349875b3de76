"""One wide pass over all indicators: outcome and points per unit."""

from __future__ import annotations

from scoring import numbers
from scoring.criteria.formulas import formula_sql
from scoring.database import Session
from scoring.measures import column_of, status_sql
from scoring.rules.base import EXEMPT, MEASURED, MISSING, NOT_APPLICABLE, Bound
from scoring.rules.binding import Plan

__all__ = ["MISSING", "build_points", "slug"]


def slug(identity: str) -> str:
    """An id as part of a column name."""
    return identity.replace(".", "__")


def build_points(session: Session, plan: Plan) -> None:
    """Make table ``points_wide``: one row per unit; per indicator ``o__`` (outcome code) and ``p__`` (points).

    Outcome codes: 0 measured, 1 not applicable, 2 missing, 3 not assessable, 4 exempt; NULL where the
    indicator is not in the unit's group. Points are decimals as carried, snapped half-up, NULL where the outcome
    is not a number.
    """
    exempt = {row[0] for row in session.rows("select distinct indicator_id from exempt_leaves")}
    outcomes, points = [], []
    for bound in plan.bound:
        name = slug(bound.node.id)
        outcomes.append(f"cast({_outcome_sql(bound, plan, exempt)} as tinyint) as o__{name}")
        points.append(f"{_points_sql(bound, plan)} as p__{name}")
    joins = "".join(
        f"\nleft join (select unit_id from exempt_leaves where indicator_id = '{leaf}') as ex__{slug(leaf)}"
        f"\n    on m.unit_id = ex__{slug(leaf)}.unit_id"
        for leaf in sorted(exempt)
    )
    session.step(
        "points_wide",
        "select\n    unit_id,\n    grp,\n    "
        + ",\n    ".join([*(f"o__{slug(bound.node.id)}" for bound in plan.bound), *points])
        + "\nfrom (\n    select\n        m.*,\n        "
        + ",\n        ".join(outcomes)
        + f"\n    from measures_wide as m{joins}\n) as judged",
    )


def _outcome_sql(bound: Bound, plan: Plan, exempt: set[str]) -> str:
    node = bound.node
    cases = []
    if len(node.points) < len(plan.criteria.groups):
        groups = ", ".join(f"'{group}'" for group in sorted(node.points))
        cases.append(f"when grp not in ({groups}) then NULL" if groups else "when 1 = 1 then NULL")
    if node.id in exempt:
        cases.append(f"when ex__{slug(node.id)}.unit_id is not null then {EXEMPT}")
    if node.id in plan.conditions:
        condition = plan.conditions[node.id]
        worst = status_sql(plan.names.inputs(condition))
        sql = formula_sql(condition, lambda name: column_of(plan.names, name))
        cases += [f"when {worst} > 0 then {worst}"] if worst != "0" else []
        cases.append(f"when not coalesce({sql}, false) then {NOT_APPLICABLE}")
    statuses = [judged.status for judged in bound.judged.values()] + [found for found in (status_sql(bound.inputs),) if found != "0"]
    worst = "0" if not statuses else statuses[0] if len(statuses) == 1 else f"greatest({', '.join(statuses)})"
    refused = bound.kind.outcome_sql(bound)
    if refused is None:
        return f"case {' '.join(cases)} else {worst} end" if cases else worst
    cases += [f"when {worst} > 0 then {worst}"] if worst != "0" else []
    return f"case {' '.join(cases)} else {refused} end" if cases else refused


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
