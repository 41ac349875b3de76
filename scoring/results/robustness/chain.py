"""From base to total for many draws at once, as :mod:`scoring.scores.chain` does it for one.

Bonuses and deductions are amounts beside the tree and stay as they are; whether a bonus counts is asked again in every draw
where its gate looks at the base. A gate that sets a score fires again by base, bonus and total of the draw where it names
nothing else; one that looks at facts fires as it did in the run.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from scoring import numbers
from scoring.criteria.formulas import Formula
from scoring.results.robustness.arrays import Flags, Floats, Values

_GUARD = float(numbers.GUARD_HALF)


@dataclass(frozen=True, eq=False)
class Fixed:
    """A gate that sets a score.

    Args:
        score: The score.
        fired: Units for which it fired in the run.
        when: Condition where it can be asked again in every draw, else None.
    """

    score: float
    fired: Flags
    when: Formula | None


@dataclass(frozen=True, eq=False)
class Chain:
    """What the base meets on the way to a total.

    Args:
        bonuses: Points of every bonus by unit, with its gate.
        penalty: Deductions by unit.
        floor: Lowest total.
        ceiling: Highest total.
        fixed: Gates that set a score, in order.
        base: Rounds the base where the criteria round components.
        terms: Rounds the bonus where they do.
        total: Rounds the total where they do.
    """

    bonuses: tuple[tuple[Floats, Formula | None], ...]
    penalty: Floats
    floor: float | None
    ceiling: float | None
    fixed: tuple[Fixed, ...] = ()
    base: Callable[[Floats], Floats] | None = None
    terms: Callable[[Floats], Floats] | None = None
    total: Callable[[Floats], Floats] | None = None

    def totals(self, base: Floats) -> Floats:
        """Totals of draws x units from their bases."""
        if self.base is not None:
            base = self.base(base)
        bonus = self._bonus(base)
        total = base
        if bonus is not None:
            total = total + bonus
        if self.penalty.any():
            total = total - self.penalty
        if self.floor is not None:
            total = np.maximum(total, self.floor)
        if self.ceiling is not None:
            total = np.minimum(total, self.ceiling)
        total = self._gated({"base": base, "bonus": bonus if bonus is not None else np.zeros(1), "total": total})
        return self.total(total) if self.total is not None else total

    def _bonus(self, base: Floats) -> Floats | None:
        found = None
        for points, gate in self.bonuses:
            if points.any():
                part = points if gate is None else np.where(evaluate(gate, {"base": base}), points, 0.0)
                found = part if found is None else found + part
        return found if found is None or self.terms is None else self.terms(np.array(found, np.float64))

    def _gated(self, scores: Mapping[str, Floats]) -> Floats:
        total = scores["total"]
        for gate in reversed(self.fixed):
            fired = gate.fired if gate.when is None else evaluate(gate.when, scores)
            if np.any(fired):
                total = np.where(fired, gate.score, total)
        return total


def evaluate(formula: Formula, scores: Mapping[str, Floats]) -> Values:
    """A formula over scores of draws; numbers are compared freed of the error of the double, as the engine does."""
    if formula.op == "number":
        return np.array(float(formula.value))
    if formula.op == "name":
        return scores[formula.name]
    values = [evaluate(part, scores) for part in formula.args]
    if formula.op == "not":
        return ~values[0]
    if formula.op == "neg":
        return -values[0]
    if formula.op in _OPERATIONS:
        return functools.reduce(_OPERATIONS[formula.op], values)
    raise ValueError(formula.op)


_OPERATIONS: dict[str, Callable[[Floats, Floats], Values]] = {
    ">": lambda a, b: a - b >= _GUARD,
    ">=": lambda a, b: a - b >= -_GUARD,
    "<": lambda a, b: a - b < -_GUARD,
    "<=": lambda a, b: a - b < _GUARD,
    "=": lambda a, b: np.abs(a - b) < _GUARD,
    "<>": lambda a, b: np.abs(a - b) >= _GUARD,
    "and": np.logical_and,
    "or": np.logical_or,
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
}


def can_be_asked(formula: Formula) -> bool:
    """Whether a condition looks at nothing but base, bonus and total, by operations that are known here."""
    if formula.op == "name":
        return formula.name in {"base", "bonus", "total"} and not formula.previous
    known = formula.op in {"number", "not", "neg", *_OPERATIONS}
    return known and all(can_be_asked(part) for part in formula.args)
