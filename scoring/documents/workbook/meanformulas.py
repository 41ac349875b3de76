"""Blocks that take a mean, as formulas: shares, weights, and what does not apply, as the run computed them.

The formulas follow the definition in :mod:`scoring.scores.means` (named there with its sources); the
numbers that they must give are computed here once more, in fifty digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from scoring import numbers
from scoring.documents.workbook.terms import Term

_LONG = Context(prec=50)


@dataclass(frozen=True)
class Part:
    """One item of a block with a mean, as its policy for what does not apply leaves it.

    Args:
        there: Formula of whether anything of it applies; empty where it always does.
        applies: The same for this unit.
        points: Its points.
        open: What of its full points applies.
        full: Its full points.
        weight: Its weight.
    """

    there: str
    applies: bool
    points: Term
    open: Term
    full: Decimal
    weight: Decimal

    @property
    def weighted(self) -> str:
        """Formula of the weight that counts: reduced like the points that apply."""
        weight, full = numbers.plain(self.weight), numbers.plain(self.full)
        return weight if self.open.value == self.full and not self.open.formula else f"{weight}*{self.open.formula}/{full}"

    @property
    def share(self) -> str:
        """Formula of the share of its points that it reached."""
        return f"{self.points.formula}/{self.open.formula or numbers.plain(self.full)}"

    def when_there(self, formula: str) -> str:
        """The formula where the item applies, else 0."""
        return f"IF({self.there},{formula},0)" if self.there else formula

    def amounts(self) -> tuple[Fraction, Fraction]:
        """Weight that counts and share that was reached, exact."""
        return Fraction(self.weight) * Fraction(self.open.value) / Fraction(self.full), Fraction(self.points.value) / Fraction(
            self.open.value
        )


@dataclass(frozen=True)
class Mean:
    """A block that takes a mean: its full points, exponent, policy, the weight of all its items, and the decimals of points."""

    full: Decimal
    power: Decimal
    policy: str
    whole: Decimal
    carry: int

    def terms(self, parts: Sequence[Part]) -> tuple[Term, Term]:
        """Points and applicable points of the block over its items (those with a weight and full points)."""
        weight = "(" + "+".join(part.when_there(part.weighted) for part in parts) + ")"
        counted = sum((part.amounts()[0] for part in parts if part.applies), Fraction(0))
        reduced = self.policy in {"inherit", "no_rescale"}
        full, whole = numbers.plain(self.full), numbers.plain(self.whole)
        scale = f"{full}*{weight}/{whole}" if reduced else full
        scaled = Fraction(self.full) * counted / Fraction(self.whole) if reduced else Fraction(self.full)
        value = numbers.snapped(_exact(scaled, self._value(parts, counted)), self.carry) if counted else Decimal(0)
        formula = f"IF({weight}>0,{self._snap(f'{scale}*{self._formula(parts, weight)}')},0)"
        if self.power <= 0:
            formula = f"IF({self._lost(parts)}>0,0,{formula})"
        return Term(formula, value), self._open(weight, scale, scaled, applies=bool(counted))

    def _open(self, weight: str, scale: str, scaled: Fraction, *, applies: bool) -> Term:
        if self.policy in {"full_marks", "zero"}:
            return Term(numbers.plain(self.full), self.full)
        if self.policy in {"inherit", "no_rescale"}:
            return Term(self._snap(scale), numbers.snapped(scaled, self.carry))
        return Term(f"IF({weight}>0,{numbers.plain(self.full)},0)", self.full if applies else Decimal(0))

    def _snap(self, formula: str) -> str:
        return f"ROUND(ROUND({formula},{numbers.GUARD_DIGITS}),{self.carry})"

    @staticmethod
    def _lost(parts: Sequence[Part]) -> str:
        """How many items that apply reached nothing: one makes a geometric or harmonic mean zero."""
        return "(" + "+".join(part.when_there(f"IF({part.points.formula}=0,1,0)") for part in parts) + ")"

    def _formula(self, parts: Sequence[Part], weight: str) -> str:
        """The mean over the shares, before rounding."""
        power = numbers.plain(self.power)
        if self.power == 1:
            return f"({self._average(parts, weight, '{}')})"
        if self.power == 0:
            return f"EXP({self._average(parts, weight, 'LN({})')})"
        return f"POWER({self._average(parts, weight, f'POWER({{}},{power})')},1/({power}))"

    def _average(self, parts: Sequence[Part], weight: str, inside: str) -> str:
        """Weighted mean of the shares, each inside a function."""
        weighted = "+".join(part.when_there(f"{part.weighted}*{inside.format(part.share)}") for part in parts)
        if self.policy != "redistribute_equal":
            return f"({weighted})/{weight}"
        plain = "+".join(part.when_there(inside.format(part.share)) for part in parts)
        count = "+".join(part.when_there("1") for part in parts)
        whole = numbers.plain(self.whole)
        return f"({weighted}+({whole}-{weight})/({count})*({plain}))/{whole}"

    def _value(self, parts: Sequence[Part], counted: Fraction) -> Fraction | Decimal:
        amounts = [part.amounts() for part in parts if part.applies]
        if self.policy == "redistribute_equal" and amounts:
            extra = (Fraction(self.whole) - counted) / len(amounts)
            amounts = [(weight + extra, share) for weight, share in amounts]
        return generalised_mean(amounts, self.power)


def generalised_mean(amounts: Sequence[tuple[Fraction, Fraction]], power: Decimal) -> Fraction | Decimal:
    """Weighted mean of (weight, share) pairs: exact for the arithmetic mean, else in fifty digits."""
    total = sum((weight for weight, _ in amounts), Fraction(0))
    if not total or (power <= 0 and any(share == 0 for _, share in amounts)):
        return Decimal(0)
    if power == 1:
        return sum((weight * share for weight, share in amounts), Fraction(0)) / total
    average = Decimal(0)
    for weight, share in amounts:
        term = _LONG.ln(_long(share)) if power == 0 else _LONG.power(_long(share), power) if share else Decimal(0)
        average = _LONG.add(average, _LONG.multiply(_long(weight / total), term))
    if power == 0:
        return _LONG.exp(average)
    return _LONG.power(average, _LONG.divide(Decimal(1), power)) if average else Decimal(0)


def _long(value: Fraction) -> Decimal:
    return _LONG.divide(Decimal(value.numerator), Decimal(value.denominator))


def _exact(scale: Fraction, mean: Fraction | Decimal) -> Fraction:
    return scale * Fraction(mean)
