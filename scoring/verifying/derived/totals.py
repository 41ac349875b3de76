"""From base to total: bonuses behind their gates, deductions, limits, gates, components, rounding."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from scoring import numbers
from scoring.criteria.formula_tree import Formula
from scoring.criteria.model import Bonus, Component, Criteria, Deduction, Gate, Node
from scoring.verifying.derived.stored import Unit
from scoring.verifying.derived.tree import ZERO, Tree, applied

_COMPARED: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "<>": operator.ne,
}
_COMPUTED: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "min": min,
    "max": max,
}


@dataclass(frozen=True)
class Terms:
    """The terms of a total, the exact total (None where there is none), and the points that apply."""

    base: Decimal
    bonus: Decimal
    penalty: Decimal
    total: Decimal | None
    applicable: Decimal


@dataclass(frozen=True)
class _Extras:
    """What stands beside a base: bonuses, deductions, gates of its own and those of components, limits."""

    bonuses: Sequence[Bonus]
    deductions: Sequence[Deduction]
    gates: Sequence[Gate]
    fired: Sequence[Gate] = ()
    floor: Decimal | None = None
    ceiling: Decimal | None = None


def unit_terms(criteria: Criteria, unit: Unit, tree: Tree, *, screened: bool) -> Terms:
    """The terms of a unit's total.

    Args:
        criteria: The criteria.
        unit: The unit.
        tree: Takes the points of every block and indicator.
        screened: Whether the unit was screened out and gets no total for it.
    """
    policy = criteria.policy
    blocks = [node for node in criteria.indicators if unit.group in node.points]
    full = sum((tree.full(node) for node in blocks), ZERO)
    components = criteria.components()
    if components:
        parts = [_component(criteria, unit, tree, node) for node in blocks]
        missing = {"rescale": "rescale", "zero": "zero", "not_assessable": "no_rescale"}[policy.component_missing or "rescale"]
        applicable, base = _sums(parts)
        _, base = applied(missing, full, (applicable, base), tree.carry)
    else:
        root = Node("total", "", {unit.group: full}, (), criteria.indicators, not_applicable=policy.not_applicable)
        _, base = tree.roll(root)
        applicable, base = tree.found[root.id], _rounded(criteria, base)
    extras = _Extras(
        [bonus for bonus in criteria.bonuses if not bonus.component],
        [item for item in criteria.deductions if not item.component],
        [gate for gate in criteria.gates if not gate.component],
        [gate for gate in criteria.gates if gate.component],
        policy.floor,
        policy.ceiling,
    )
    scored = applicable > 0 and not screened and not (policy.component_missing == "not_assessable" and applicable != full)
    terms = _closed(unit, base, extras, lambda value: _rounded(criteria, value))
    return replace(terms, total=terms.total if scored else None, applicable=applicable)


def _sums(parts: Sequence[tuple[Decimal, Decimal]]) -> tuple[Decimal, Decimal]:
    return sum((part[0] for part in parts), ZERO), sum((part[1] for part in parts), ZERO)


def _rounded(criteria: Criteria, value: Decimal) -> Decimal:
    """Rounded where the criteria round components."""
    rounding = criteria.policy.rounding
    return numbers.rounded(value, rounding.digits, rounding.mode) if rounding.at == "component" else value


def _component(criteria: Criteria, unit: Unit, tree: Tree, node: Node) -> tuple[Decimal, Decimal]:
    """What applies of a component in the whole, and its share of the points."""
    own = node.component or Component(Decimal(0))
    tree.roll(replace(node, id=f"{node.id}_", points=dict.fromkeys(node.points, own.full)))
    applicable = tree.found[f"{node.id}_"]
    tree.applicable[node.id] = applicable
    extras = _Extras(
        [bonus for bonus in criteria.bonuses if bonus.component == node.id],
        [item for item in criteria.deductions if item.component == node.id],
        [gate for gate in criteria.gates if gate.component == node.id],
        floor=own.floor,
        ceiling=own.ceiling,
    )
    terms = _closed(unit, tree.points[f"{node.id}_"] or ZERO, extras, lambda value: value)
    total = None if terms.total is None or not applicable else _rounded(criteria, terms.total)
    points = ZERO if total is None else numbers.snapped(Fraction(total) * Fraction(tree.full(node)) / Fraction(own.full), tree.carry)
    tree.points[node.id] = points
    return (ZERO if total is None else tree.full(node)), points


def _closed(unit: Unit, base: Decimal, extras: _Extras, rounded: Callable[[Decimal], Decimal]) -> Terms:
    bonus = rounded(sum((_bonus(unit, bonus, base) for bonus in extras.bonuses), ZERO))
    penalty = rounded(sum((unit.points.get(item.node.id) or ZERO for item in extras.deductions), ZERO))
    total: Decimal | None = base + bonus - penalty
    if extras.floor is not None:
        total = max(total or ZERO, extras.floor)
    if extras.ceiling is not None:
        total = min(total or ZERO, extras.ceiling)
    if any(gate.stop and gate.id in unit.fired for gate in extras.fired):
        total = None
    else:
        first = next((gate for gate in extras.gates if gate.id in unit.fired and (gate.stop or gate.score is not None)), None)
        total = total if first is None else None if first.stop else first.score
    return Terms(base, bonus, penalty, total, ZERO)


def _bonus(unit: Unit, bonus: Bonus, base: Decimal) -> Decimal:
    is_open = bonus.gate is None or holds(bonus.gate, {"base": Fraction(base)})
    return (unit.points.get(bonus.node.id) or ZERO) if is_open else ZERO


def holds(formula: Formula, values: Mapping[str, Fraction]) -> bool:
    """Whether a condition holds; only scores of the unit itself stand in it."""
    if formula.op == "not":
        return not holds(formula.args[0], values)
    if formula.op in {"and", "or"}:
        return (all if formula.op == "and" else any)(holds(arg, values) for arg in formula.args)
    return _COMPARED[formula.op](*(_value(arg, values) for arg in formula.args))


def _value(formula: Formula, values: Mapping[str, Fraction]) -> Fraction:
    if formula.op == "number":
        return Fraction(formula.value)
    if formula.op == "name":
        return values[formula.name]
    args = [_value(arg, values) for arg in formula.args]
    return -args[0] if formula.op == "neg" else _COMPUTED[formula.op](args[0], args[1])
