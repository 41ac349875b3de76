"""Totals: one row per unit, and per unit and component where the total has components."""

from __future__ import annotations

from scoring import numbers
from scoring.rules import Plan
from scoring.rules.steps import slug
from scoring.scores.chain import Part, chain_sql, column_lines, indented, rounded_component
from scoring.scores.components import component_rows_sql
from scoring.scores.screening import screened_join

ROOT = "total"


def totals_sql(plan: Plan) -> str:
    """Base, bonus, penalty, the gates that fired, exact and printed total.

    One row per unit with component ``total``; where the criteria have components also one per unit and component.
    """
    rows = [_whole_sql(plan), *component_rows_sql(plan)]
    if len(rows) == 1:
        return f"{rows[0]}\norder by unit_id"
    union = "\nunion all\n".join(rows)
    return f"select * from (\n{indented(union)}\n) as parts\norder by unit_id, component"


def _whole_sql(plan: Plan) -> str:
    rounding = plan.criteria.policy.rounding
    flags = [f"g__{slug(gate.id)}" for gate in plan.criteria.gates]
    printed = numbers.rounded_sql("total_exact", rounding.digits, rounding.mode, rounding.carry)
    columns = [
        "unit_id",
        "grp",
        f"'{ROOT}' as component",
        "base",
        "bonus",
        "penalty",
        "gate",
        *flags,
        "applicable_points",
        "total_exact",
        f"{printed} as total_printed",
    ]
    chained = chain_sql(plan, [whole_part(plan)], _based(plan))
    return f"select\n    {column_lines(columns)}\nfrom (\n{indented(chained)}\n) as totalled"


def whole_part(plan: Plan) -> Part:
    """The whole's way from base to total; a component's gate that stops leaves the unit without one."""
    criteria, policy = plan.criteria, plan.criteria.policy
    complete = " and applicable_points = full_points" if policy.component_missing == "not_assessable" else ""
    complete += " and screened_unit is null" if _screens(plan) else ""
    return Part(
        suffix="",
        scored=f"applicable_points > 0{complete}",
        bonuses=[bonus for bonus in criteria.bonuses if not bonus.component],
        deductions=[item for item in criteria.deductions if not item.component],
        gates=[gate for gate in criteria.gates if not gate.component],
        floor=policy.floor,
        ceiling=policy.ceiling,
        fired=[gate for gate in criteria.gates if gate.component],
        rounded="terms",
    )


def _based(plan: Plan) -> str:
    criteria, kind = plan.criteria, numbers.points_type(plan.criteria.policy.rounding.carry)
    extra = list(criteria.scored()[len(criteria.leaves()) :])
    # Components were rounded one by one; their weighted sum is not rounded again before the total.
    base = f"n__{ROOT}" if criteria.components() else rounded_component(plan, f"n__{ROOT}")
    columns = ["unit_id", "grp", *(f"p__{slug(node.id)}" for node in extra)]
    columns += [f"g__{slug(gate.id)}" for gate in criteria.gates if gate.component]
    columns += [f"cast({base} as {kind}) as base", f"cast(open__{ROOT} as {kind}) as applicable_points"]
    columns += [f"f__{ROOT} as full_points"] if criteria.components() else []
    if not _screens(plan):
        return f"select\n    {column_lines(columns)}\nfrom scores_wide"
    return f"select\n    {column_lines([*columns, 'screened_unit'])}\nfrom scores_wide{screened_join('scores_wide')}"


def _screens(plan: Plan) -> bool:
    """Whether units with too little data get no total."""
    return plan.criteria.policy.screening is not None and plan.criteria.policy.screening.then == "no_total"
