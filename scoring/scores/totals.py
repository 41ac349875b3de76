"""Totals: base, bonuses behind their gates, deductions, limits, and the gates that override them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from scoring import numbers
from scoring.criteria.formulas import Formula, formula_sql
from scoring.criteria.model import Bonus, Gate
from scoring.measures import Names, column_of, status_sql
from scoring.measures.names import OWN_SCORES
from scoring.rules import Plan
from scoring.rules.steps import slug
from scoring.scores.screening import screened_join

ROOT = "total"


def totals_sql(plan: Plan) -> str:
    """One row per unit: base, bonus, penalty, the gates that fired, exact and printed total.

    Layers, each a SELECT over the one before: base; bonus and penalty; the sum within the declared
    limits (R23); which gates fire; the first gate that sets a score or stops, in the order of the
    criteria (R24, R25).
    """
    rounding, screening = plan.criteria.policy.rounding, plan.criteria.policy.screening
    without_total = screening is not None and screening.then == "no_total"
    return f"""select
    unit_id,
    grp,
    base,
    bonus,
    penalty,
    gate,
    {_columns(f"g__{slug(gate.id)}" for gate in plan.criteria.gates)}applicable_points,
    total_exact,
    {numbers.rounded_sql("total_exact", rounding.digits, rounding.mode, rounding.carry)} as total_printed
from (
    select
        *,
        {_first_gate(plan)} as gate,
        case when applicable_points > 0{" and sc.screened_unit is null" if without_total else ""} then {_final(plan)} end as total_exact
    from (
{indented(_gated(plan), 2)}
    ) as gated{screened_join("gated") if without_total else ""}
) as totalled
order by unit_id"""


def _gated(plan: Plan) -> str:
    flags = "".join(f",\n    coalesce({_condition(plan, gate)}, false) as g__{slug(gate.id)}" for gate in plan.criteria.gates)
    needs_facts = any(plan.names.inputs(formula) for formula in plan.gates.values())
    join = "\ninner join inputs as i on t.unit_id = i.unit_id" if needs_facts else ""
    return f"select\n    t.*{flags}\nfrom (\n{indented(_summed(plan))}\n) as t{join}"


def _summed(plan: Plan) -> str:
    policy = plan.criteria.policy
    total = "base + bonus - penalty"
    if policy.floor is not None:
        total = f"greatest({total}, {numbers.decimal_sql(policy.floor)})"
    if policy.ceiling is not None:
        total = f"least({total}, {numbers.decimal_sql(policy.ceiling)})"
    return f"select\n    *,\n    cast({total} as {_points(plan)}) as total\nfrom (\n{indented(_added(plan))}\n) as added"


def _added(plan: Plan) -> str:
    bonus = _component(plan, " + ".join(_bonus_sql(bonus) for bonus in plan.criteria.bonuses))
    penalty = _component(plan, " + ".join(f"coalesce(p__{slug(item.node.id)}, 0)" for item in plan.criteria.deductions))
    extra = [slug(node.id) for node in plan.criteria.scored()[len(plan.criteria.leaves()) :]]
    return f"""select
    unit_id,
    grp,
    base,
    applicable_points,
    cast({bonus} as {_points(plan)}) as bonus,
    cast({penalty} as {_points(plan)}) as penalty
from (
    select
        unit_id,
        grp,
        {_columns(f"p__{name}" for name in extra)}cast({_component(plan, f"n__{ROOT}")} as {_points(plan)}) as base,
        cast(open__{ROOT} as {_points(plan)}) as applicable_points
    from scores_wide
) as based"""


def _component(plan: Plan, expression: str) -> str:
    rounding = plan.criteria.policy.rounding
    if not expression or rounding.at != "component":
        return expression or "0"
    return numbers.rounded_sql(f"({expression})", rounding.digits, rounding.mode, rounding.carry)


def _points(plan: Plan) -> str:
    return numbers.points_type(plan.criteria.policy.rounding.carry)


def _columns(names: Iterable[str]) -> str:
    return "".join(f"{name}, " for name in names)


def _bonus_sql(bonus: Bonus) -> str:
    points = f"coalesce(p__{slug(bonus.node.id)}, 0)"
    if bonus.gate is None:
        return points
    return f"case when {formula_sql(bonus.gate, lambda _name: 'cast(base as double)')} then {points} else 0 end"


def _condition(plan: Plan, gate: Gate) -> str:
    return formula_sql(plan.gates[gate.id], lambda name: _gate_column(plan.names, name))


def _gate_column(names: Names, name: Formula) -> str:
    return f"cast(t.{name.name} as double)" if name.name in OWN_SCORES else column_of(names, name)


def _first_gate(plan: Plan) -> str:
    cases = [f"when g__{slug(gate.id)} then '{gate.id}'" for gate in plan.criteria.gates]
    return f"case {' '.join(cases)} end" if cases else "cast(null as varchar)"


def _final(plan: Plan) -> str:
    """The total, unless a gate sets a score or stops: the first one that does either counts."""
    cases = [
        f"when g__{slug(gate.id)} then {'null' if gate.stop else numbers.decimal_sql(gate.score or Decimal(0))}"
        for gate in plan.criteria.gates
        if gate.stop or gate.score is not None
    ]
    return f"cast(case {' '.join(cases)} else total end as {_points(plan)})" if cases else "total"


def undecided_gates_sql(plan: Plan) -> str | None:
    """SELECT of units for which a gate cannot be decided because an input is missing; None when no gate needs one."""
    queries = []
    for gate in plan.criteria.gates:
        worst = status_sql(plan.names.inputs(plan.gates[gate.id]))
        if worst != "0":
            queries.append(f"select unit_id, '{gate.id}' as gate from inputs where {worst} > 0")
    return " union all ".join(queries) + " order by unit_id, gate" if queries else None


def indented(sql: str, levels: int = 1) -> str:
    """SQL text moved in by four spaces a level."""
    return "\n".join("    " * levels + line for line in sql.splitlines())
