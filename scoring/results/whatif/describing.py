"""The rules that lead from points to ranks as plain data, for table ``run``: exact numbers are texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from scoring.criteria.formulas import Formula
from scoring.criteria.groups import Group, Members
from scoring.criteria.membership import members_first
from scoring.criteria.model import Criteria, Gate, Node
from scoring.criteria.tiebreaks import tie_breakers
from scoring.results.whatif.gates import asks_scores, can_be_computed, described, fact_parts
from scoring.rules import Plan
from scoring.scores.components import POLICY


def describe_whatif(plan: Plan) -> dict[str, Any]:
    """Everything that the page needs besides the points of the units.

    ``refused`` names gates that the page cannot ask again; it then offers nothing.
    """
    criteria, facts = plan.criteria, fact_parts(plan)
    conditions = [plan.gates[gate.id] for gate in criteria.gates] + [bonus.gate for bonus in criteria.bonuses if bonus.gate]
    return {
        "policy": _policy(criteria),
        "groups": [_group(group) for group in criteria.groups],
        "members": [group.id for group in members_first(criteria.groups)],
        "tree": [_node(node) for node in criteria.indicators],
        "bonuses": [
            {"id": bonus.node.id, "component": bonus.component, "gate": described(_of_base(bonus.gate), ()) if bonus.gate else None}
            for bonus in criteria.bonuses
        ],
        "deductions": [{"id": item.node.id, "component": item.component} for item in criteria.deductions],
        "gates": [_gate(gate, plan.gates[gate.id], facts) for gate in criteria.gates],
        "facts": len(facts),
        "refused": not all(can_be_computed(condition) for condition in conditions),
    }


def _of_base(gate: Formula) -> Formula:
    """The gate of a bonus, which knows nothing but the base, whatever it calls it."""
    return gate.replaced(lambda _name: Formula("name", name="base"))


def _policy(criteria: Criteria) -> dict[str, Any]:
    policy = criteria.policy
    quota = policy.quota
    return {
        "digits": policy.rounding.digits,
        "mode": policy.rounding.mode,
        "at": policy.rounding.at,
        "carry": policy.rounding.carry,
        "rank_on": policy.rank_on,
        "ties": policy.ties,
        "best": policy.best,
        "overall": policy.overall,
        "not_applicable": POLICY[policy.component_missing] if criteria.components() else policy.not_applicable,
        "floor": _text(policy.floor),
        "ceiling": _text(policy.ceiling),
        "quota": {"rounding": quota.rounding, "ties": quota.ties} if quota else {"rounding": "down", "ties": "keep_out"},
        "no_total": policy.screening is not None and policy.screening.then == "no_total",
        "break_ties": [{"by": by, "best": best} for by, best in tie_breakers(criteria)],
    }


def _group(group: Group) -> dict[str, Any]:
    grades = [{"grade": grade.grade, "from": str(grade.lower), "at_most": _text(grade.at_most)} for grade in group.grades]
    return {"id": group.id, "title": group.title, "grades": grades, "members": _members(group.members)}


def _members(rule: Members | None) -> dict[str, Any] | None:
    if rule is None:
        return None
    words = {"combine": rule.combine, "on": rule.on, "missing": rule.missing, "alone": rule.alone}
    return {"share": str(rule.share), "rest": str(1 - rule.share), "of": list(rule.of), **words}


def _node(node: Node) -> dict[str, Any]:
    own = node.component
    return {
        "id": node.id,
        "title": node.title,
        "points": _texts(node.points),
        "weights": _texts(node.weights),
        "mean": _text(node.mean),
        "not_applicable": node.not_applicable,
        "stops": node.stops,
        "component": None if own is None else {"full": str(own.full), "floor": _text(own.floor), "ceiling": _text(own.ceiling)},
        "items": [_node(item) for item in node.items],
    }


def _gate(gate: Gate, when: Formula, facts: Iterable[Formula]) -> dict[str, Any]:
    return {
        "id": gate.id,
        "when": described(when, tuple(facts)) if asks_scores(when) else None,
        "grade": gate.grade,
        "ceiling": gate.ceiling,
        "score": _text(gate.score),
        "stop": gate.stop,
        "ranked": gate.ranked,
        "component": gate.component,
    }


def _texts(amounts: Mapping[str, Decimal]) -> dict[str, str]:
    return {group: str(amount) for group, amount in amounts.items()}


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
