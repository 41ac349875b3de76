"""What the rules of the criteria say, as plain data of a run: for the sheets that tell units why they have their points."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from scoring.approval.building import consequence, standards
from scoring.approval.clauses import formula_words
from scoring.criteria.formulas import Formula
from scoring.criteria.model import Criteria, Gate
from scoring.measures.names import OWN_SCORES
from scoring.rules import Plan
from scoring.rules.checklist import Checklist

_COMPARED = {">", ">=", "<", "<=", "=", "<>"}


def describe_rules(plan: Plan) -> dict[str, Any]:
    """Rules by indicator, and gates in their order, with their words; for table ``run``.

    A rule is one of the tree, a ``bonus`` or a ``penalty``. ``bound`` of a bonus is its gate as (comparison, number)
    where it only compares the base score with a number, ``other`` for any other gate. A gate is ``floating``
    where scores decide whether it fires and it changes scores or the ranking. Marks of single elements have titles of their own.
    """
    words = standards(plan)
    kinds = _kinds(plan.criteria)
    return {
        "rules": {
            node.id: {
                "kind": kinds.get(node.id, ""),
                "standard": words[node.id],
                "evidence": node.evidence,
                "gate": _gate_words(plan, node.id),
                "bound": _bound(plan.criteria, node.id),
            }
            for node in plan.criteria.scored()
        },
        "gate_words": list(_gates(plan)),
        "mark_titles": {
            f"{bound.node.id}.{element.id}": element.title
            for bound in plan.bound
            if isinstance(bound.kind, Checklist)
            for element in bound.parameters
        },
    }


def _kinds(criteria: Criteria) -> dict[str, str]:
    return {bonus.node.id: "bonus" for bonus in criteria.bonuses} | {item.node.id: "penalty" for item in criteria.deductions}


def _gate_words(plan: Plan, bonus: str) -> str:
    return next((formula_words(found.gate, plan.names) for found in plan.criteria.bonuses if found.node.id == bonus and found.gate), "")


def _bound(criteria: Criteria, identity: str) -> list[str] | str:
    gate = next((found.gate for found in criteria.bonuses if found.node.id == identity), None)
    if gate is None:
        return ""
    number = _number(gate.args[1]) if gate.op in _COMPARED and gate.args[0].op == "name" else None
    return "other" if number is None else [gate.op, str(number)]


def _number(formula: Formula) -> Decimal | None:
    return formula.value if formula.op == "number" else None


def _gates(plan: Plan) -> Iterator[dict[str, Any]]:
    for gate in plan.criteria.gates:
        yield {
            "id": gate.id,
            "title": gate.title,
            "condition": formula_words(plan.gates[gate.id], plan.names),
            "consequence": consequence(gate),
            "basis": gate.basis,
            "floating": _floats(plan, gate),
        }


def _floats(plan: Plan, gate: Gate) -> bool:
    own = any(name.name in OWN_SCORES for name in plan.gates[gate.id].names())
    return own and (gate.score is not None or gate.stop or not gate.ranked)
