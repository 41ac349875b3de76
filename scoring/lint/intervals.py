"""Interval reasoning: whether a condition of the criteria could ever be true.

Every name is known to lie in an interval (a count is never negative, a base score never above the
full points); arithmetic carries intervals, a conjunction narrows them. What the reasoning cannot
see counts as possible: it only finds conditions that certainly never hold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from scoring.criteria.formulas import Formula

INFINITE = Decimal("Infinity")
_PRECISION = Decimal("1E-9")  # two numbers nearer than this are not told apart


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from ``low`` to ``high``; an open end does not belong to it."""

    low: Decimal = -INFINITE
    high: Decimal = INFINITE
    low_open: bool = False
    high_open: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no number lies in it."""
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def negative(self) -> Interval:
        """The interval of -x."""
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def plus(self, other: Interval) -> Interval:
        """The interval of x + y."""
        return Interval(_sum(self.low, other.low, -INFINITE), _sum(self.high, other.high, INFINITE))

    def within(self, floor: Decimal | None, ceiling: Decimal | None) -> Interval:
        """The interval of x moved up to a floor and down to a ceiling."""
        low, high = self.low, self.high
        if floor is not None:
            low, high = max(low, floor), max(high, floor)
        if ceiling is not None:
            low, high = min(low, ceiling), min(high, ceiling)
        return Interval(low, high)

    def narrowed(self, comparison: str, number: Decimal) -> Interval:
        """What is left of it where x > number, x = number ... holds."""
        low, high, low_open, high_open = self.low, self.high, self.low_open, self.high_open
        if comparison in {">", ">=", "="} and number >= low:
            low, low_open = number, comparison == ">" or (low_open and number == low)
        if comparison in {"<", "<=", "="} and number <= high:
            high, high_open = number, comparison == "<" or (high_open and number == high)
        if comparison == "=" and (number < self.low or number > self.high):
            low, high = Decimal(1), Decimal(0)
        if comparison == "<>" and low == high == number:
            low, high = Decimal(1), Decimal(0)
        return Interval(low, high, low_open, high_open)


ANY = Interval()
Known = Callable[[Formula], Interval]


def interval(formula: Formula, known: Known) -> Interval:  # noqa: C901, PLR0911 - one case per operator reads best
    """The numbers that a formula may give."""
    if formula.op == "number":
        return Interval(formula.value, formula.value)
    if formula.op == "name":
        return known(formula)
    args = [interval(arg, known) for arg in formula.args if not arg.is_condition]
    match formula.op:
        case "+":
            return args[0].plus(args[1])
        case "-":
            return args[0].plus(args[1].negative())
        case "neg":
            return args[0].negative()
        case "*":
            return _product(args[0], args[1])
        case "/":
            return _quotient(args[0], args[1])
        case "min" | "max":
            pick = min if formula.op == "min" else max
            return Interval(pick(arg.low for arg in args), pick(arg.high for arg in args))
        case "if_":
            return Interval(min(arg.low for arg in args), max(arg.high for arg in args))
        case "abs":
            return Interval(Decimal(0), max(abs(args[0].low), abs(args[0].high)))
        case _:
            return ANY


def _sum(left: Decimal, right: Decimal, unknown: Decimal) -> Decimal:
    return unknown if unknown in {left, right} else left + right


def _product(left: Interval, right: Interval) -> Interval:
    ends = [_times(x, y) for x in (left.low, left.high) for y in (right.low, right.high)]
    return Interval(min(ends), max(ends))


def _times(left: Decimal, right: Decimal) -> Decimal:
    return Decimal(0) if 0 in {left, right} else left * right


def _quotient(left: Interval, right: Interval) -> Interval:
    """Only the sign is kept where the divisor may come near zero: a division by zero has no value at all."""
    if right.low > _PRECISION and right.high < INFINITE:
        ends = [x / y for x in (left.low, left.high) for y in (right.low, right.high)]
        return Interval(min(ends), max(ends))
    if left.low >= 0 and right.low >= 0:
        return Interval(Decimal(0), INFINITE)
    return ANY
