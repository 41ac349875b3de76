"""Conditions of gates, divided into what other weights change (base, bonus, total) and what they do not (facts)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scoring.criteria.formula_tree import PARTIAL
from scoring.criteria.formulas import Formula, formula_sql
from scoring.engine.database import Session
from scoring.measures import column_of
from scoring.measures.names import OWN_SCORES
from scoring.rules import Plan

FACTS = "gate_facts"


def asks_scores(formula: Formula) -> bool:
    """Whether a condition looks at base, bonus or total."""
    return any(name.name in OWN_SCORES for name in formula.names())


def fact_parts(plan: Plan) -> tuple[Formula, ...]:
    """The largest parts of conditions that look at facts alone, of gates that also look at scores; in order, each once."""
    found = [part for gate in plan.criteria.gates if asks_scores(plan.gates[gate.id]) for part in _facts(plan.gates[gate.id])]
    return tuple(dict.fromkeys(found))


def _facts(formula: Formula) -> Iterator[Formula]:
    if not asks_scores(formula):
        if next(formula.names(), None) is not None:
            yield formula
        return
    for part in formula.args:
        yield from _facts(part)


def described(formula: Formula, facts: tuple[Formula, ...]) -> list[Any]:
    """A formula as nested lists: ``["number", "12"]``, ``["name", "base"]``, ``["fact", place]``, else the operation and its operands."""
    if formula in facts:
        return ["fact", facts.index(formula)]
    if formula.op == "number":
        return ["number", format(formula.value, "f")]
    if formula.op == "name":
        return ["name", formula.name]
    return [formula.op, *(described(part, facts) for part in formula.args)]


def can_be_computed(formula: Formula) -> bool:
    """Whether the page knows every operation over scores: functions without a value for some numbers are the engine's alone."""
    return not asks_scores(formula) or (formula.op not in PARTIAL and all(can_be_computed(part) for part in formula.args))


def build_gate_facts(session: Session, plan: Plan) -> None:
    """Make table ``gate_facts`` where a gate looks at facts and scores: one row per unit x part of a condition, its value.

    Args:
        session: Holds ``inputs``.
        plan: The bound criteria.
    """
    rows = [
        f"select unit_id, cast({place} as integer) as place, {_value(plan, part)} from inputs"
        for place, part in enumerate(fact_parts(plan))
    ]
    if rows:
        union = "\nunion all\n".join(rows)
        session.step(FACTS, f"select unit_id, place, number, truth from (\n{union}\n) as parts\norder by unit_id, place")


def _value(plan: Plan, part: Formula) -> str:
    sql = formula_sql(part, lambda name: column_of(plan.names, name))
    if part.is_condition:
        return f"cast(null as double) as number, cast({sql} as boolean) as truth"
    return f"cast({sql} as double) as number, cast(null as boolean) as truth"
