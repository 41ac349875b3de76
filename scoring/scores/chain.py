"""From base to total, for the whole and for every component alike: four SELECTs, each over the one before.

Bonus (behind its gate) and penalty; their sum with the base within the declared limits (R23); which gates
fire; the first gate that sets a score or stops, in the order of the criteria (R24, R25).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from scoring import numbers
from scoring.criteria.formulas import Formula, formula_sql
from scoring.criteria.model import Bonus, Deduction, Gate
from scoring.engine.database import literal
from scoring.measures import Names
from scoring.measures.names import OWN_SCORES
from scoring.rules import Plan
from scoring.rules.steps import slug


@dataclass(frozen=True)
class Part:
    """The whole or a component, with everything that its base meets on the way to its total.

    Args:
        suffix: Ending of its columns ``base``, ``bonus``, ``penalty``, ``total``, ``gate``, ``total_exact``.
        scored: SQL condition under which it has a total at all.
        bonuses: Its bonuses; their gates know its base.
        deductions: What is taken from its total.
        gates: Its gates; they know its base, bonus and total.
        floor: Lowest total.
        ceiling: Highest total.
        fired: Gates of components that stop the scoring of the unit and all whose names it reports, before its own.
        groups: Groups that have this component, None where all do: in others its gates do not fire.
        rounded: What is rounded where the criteria round components: ``terms`` (bonus and penalty), ``total``, or nothing.
    """

    suffix: str
    scored: str
    bonuses: Sequence[Bonus] = ()
    deductions: Sequence[Deduction] = ()
    gates: Sequence[Gate] = ()
    floor: Decimal | None = None
    ceiling: Decimal | None = None
    fired: Sequence[Gate] = ()
    groups: Sequence[str] | None = None
    rounded: str = field(default="")


def chain_sql(plan: Plan, parts: Sequence[Part], source: str) -> str:
    """The SELECT that adds bonus, penalty, total, gates and exact total of every part to its source.

    Args:
        plan: The bound criteria.
        parts: The parts; all are computed side by side.
        source: One row per unit with ``base``, ``applicable_points`` (each with the part's suffix) and the
            points of bonuses and deductions.
    """
    added = _over(source, "based", (column for part in parts for column in _added(plan, part)))
    summed = _over(added, "added", (_summed(plan, part) for part in parts))
    flags = [f"coalesce({_condition(plan, part, gate)}, false) as g__{slug(gate.id)}" for part in parts for gate in part.gates]
    needs_facts = any(plan.names.inputs(plan.gates[gate.id]) for part in parts for gate in part.gates)
    join = "\ninner join inputs as i on t.unit_id = i.unit_id" if needs_facts else ""
    gated = f"select\n    {column_lines(['t.*', *flags])}\nfrom (\n{indented(summed)}\n) as t{join}"
    return _over(gated, "gated", (column for part in parts for column in _closed(plan, part)))


def _over(source: str, name: str, columns: Iterable[str]) -> str:
    return f"select\n    {column_lines(['*', *columns])}\nfrom (\n{indented(source)}\n) as {name}"


def column_lines(columns: Iterable[str]) -> str:
    """The columns of a SELECT, one per line."""
    return ",\n    ".join(columns)


def _type(plan: Plan) -> str:
    return numbers.points_type(plan.criteria.policy.rounding.carry)


def rounded_component(plan: Plan, expression: str) -> str:
    """The expression rounded where the criteria round components."""
    rounding = plan.criteria.policy.rounding
    if not expression or rounding.at != "component":
        return expression or "0"
    return numbers.rounded_sql(f"({expression})", rounding.digits, rounding.mode, rounding.carry)


def _added(plan: Plan, part: Part) -> list[str]:
    bonus = " + ".join(_bonus_sql(bonus, part) for bonus in part.bonuses) or "0"
    penalty = " + ".join(f"coalesce(p__{slug(item.node.id)}, 0)" for item in part.deductions) or "0"
    if part.rounded == "terms":
        bonus, penalty = rounded_component(plan, bonus), rounded_component(plan, penalty)
    return [f"cast({bonus} as {_type(plan)}) as bonus{part.suffix}", f"cast({penalty} as {_type(plan)}) as penalty{part.suffix}"]


def _bonus_sql(bonus: Bonus, part: Part) -> str:
    points = f"coalesce(p__{slug(bonus.node.id)}, 0)"
    if bonus.gate is None:
        return points
    return f"case when {formula_sql(bonus.gate, lambda _name: f'cast(base{part.suffix} as double)')} then {points} else 0 end"


def _summed(plan: Plan, part: Part) -> str:
    total = f"base{part.suffix} + bonus{part.suffix} - penalty{part.suffix}"
    if part.floor is not None:
        total = f"greatest({total}, {numbers.decimal_sql(part.floor)})"
    if part.ceiling is not None:
        total = f"least({total}, {numbers.decimal_sql(part.ceiling)})"
    return f"cast({total} as {_type(plan)}) as total{part.suffix}"


def _condition(plan: Plan, part: Part, gate: Gate) -> str:
    condition = formula_sql(plan.gates[gate.id], lambda name: _gate_column(plan.names, name, part))
    return condition if part.groups is None else f"t.grp in ({', '.join(map(literal, part.groups))}) and {condition}"


def _gate_column(names: Names, name: Formula, part: Part) -> str:
    if name.name in OWN_SCORES:
        own = f"cast(t.{name.name}{part.suffix} as double)"
        # A component that could not be scored has no base that a gate could find too low.
        return f"case when {part.scored} then {own} end" if part.suffix else own
    found = names.input(name)
    return f"i.{found.column}" if found else "NULL"


def _closed(plan: Plan, part: Part) -> list[str]:
    cases = [f"when g__{slug(gate.id)} then '{gate.id}'" for gate in (*part.fired, *part.gates)]
    gate = f"case {' '.join(cases)} end" if cases else "cast(null as varchar)"
    total = f"case when {part.scored} then {_final(plan, part)} end"
    total = rounded_component(plan, total) if part.rounded == "total" else total
    return [f"{gate} as gate{part.suffix}", f"{total} as total_exact{part.suffix}"]


def _final(plan: Plan, part: Part) -> str:
    """The total, unless a gate sets a score or stops: the first one that does either counts."""
    cases = [f"when g__{slug(gate.id)} then null" for gate in part.fired if gate.stop]
    cases += [
        f"when g__{slug(gate.id)} then {'null' if gate.stop else numbers.decimal_sql(gate.score or Decimal(0))}"
        for gate in part.gates
        if gate.stop or gate.score is not None
    ]
    own = f"total{part.suffix}"
    return f"cast(case {' '.join(cases)} else {own} end as {_type(plan)})" if cases else own


def indented(sql: str, levels: int = 1) -> str:
    """SQL text moved in by four spaces a level."""
    return "\n".join("    " * levels + line for line in sql.splitlines())
