"""Whether a condition of the criteria could ever be true, or false."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import product

from scoring.criteria.formulas import Formula
from scoring.lint.intervals import Interval, Known, interval

_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "=", "<>": "<>"}
_OPPOSITE = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "=": "<>", "<>": "="}


def could_hold(condition: Formula, known: Known) -> bool:
    """Whether a condition could be true.

    Args:
        condition: A resolved condition.
        known: The interval of a name.
    """
    return any(_branch_holds(branch, known) for branch in _branches(condition, negated=False))


def could_fail(condition: Formula, known: Known) -> bool:
    """Whether a condition could be false."""
    return any(_branch_holds(branch, known) for branch in _branches(condition, negated=True))


_MOST_BRANCHES = 64


def _branches(condition: Formula, *, negated: bool) -> list[tuple[Formula, ...]]:
    """The condition as alternatives, each a tuple of comparisons that must all hold; one empty alternative where there are too many."""
    if condition.op == "not":
        return _branches(condition.args[0], negated=not negated)
    if condition.op not in {"and", "or"}:
        op = _OPPOSITE.get(condition.op, condition.op) if negated else condition.op
        return [(Formula(op, condition.args),)]
    parts = [_branches(arg, negated=negated) for arg in condition.args]
    if (condition.op == "or") != negated:
        return [branch for part in parts for branch in part]
    joined: list[tuple[Formula, ...]] = [()]
    for part in parts:
        joined = [(*one, *other) for one, other in product(joined, part)]
        if len(joined) > _MOST_BRANCHES:
            return [()]
    return joined


def _branch_holds(comparisons: Iterable[Formula], known: Known) -> bool:
    narrowed: dict[tuple[str, int], Interval] = {}

    def inside(name: Formula) -> Interval:
        return narrowed.get((name.name, int(name.previous)), known(name))

    comparisons = list(comparisons)
    for comparison in comparisons:
        for name, op, number in _about_a_name(comparison):
            interval = inside(name).narrowed(op, number)
            narrowed[name.name, int(name.previous)] = interval
            if interval.is_empty:
                return False
    return all(_possible(comparison, inside) for comparison in comparisons)


def _about_a_name(comparison: Formula) -> list[tuple[Formula, str, Decimal]]:
    """The comparison as (name, sign, number) where one side is a name and the other a number."""
    if comparison.op not in _TURNED:
        return []
    left, right = (_constant(arg) for arg in comparison.args)
    if left.op == "name" and right.op == "number":
        return [(left, comparison.op, right.value)]
    if left.op == "number" and right.op == "name":
        return [(right, _TURNED[comparison.op], left.value)]
    return []


def _constant(formula: Formula) -> Formula:
    """A formula without names as the number that it is."""
    if formula.op == "neg" and formula.args[0].op == "number":
        return Formula("number", value=-formula.args[0].value)
    return formula


def _possible(comparison: Formula, known: Known) -> bool:
    if comparison.op not in _TURNED:
        return True
    left, right = (interval(arg, known) for arg in comparison.args)
    possible = {
        ">": left.high > right.low,
        ">=": left.high >= right.low,
        "<": left.low < right.high,
        "<=": left.low <= right.high,
        "=": left.low <= right.high and right.low <= left.high,
        "<>": not (left.low == left.high == right.low == right.high),
    }
    return possible[comparison.op]
