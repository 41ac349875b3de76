"""How a group did in one indicator, computed exactly and rounded once: mean, spread, and how far it tells units apart.

What tells units apart is said by the two usual statistics of item analysis: the corrected item-total correlation (the
points against the rest of the total, so that an indicator does not explain itself), and the share of the variance of the
totals, by which covariances of the parts of a sum add up to the variance of the sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from scoring import numbers
from scoring.results.explorer.model import Spread
from scoring.results.sheets.groups import same_decimals

ENOUGH = 2  # units from which on a mean says something
TOLD_APART = 3  # units from which on a correlation is not 1 by itself
_CORRELATION_DIGITS = 2
_SCALE = 10**numbers.MOST_CARRIED


def spread(points: Sequence[str], full: str, digits: int) -> Spread:
    """Mean, spread and shares of points.

    Args:
        points: Points of the units that have some, exact.
        full: Full points, exact; ``0`` where there is no most.
        digits: Decimals of printed scores.
    """
    counted = str(len(points))
    if len(points) < ENOUGH:
        return Spread(counted=counted)
    values = sorted(map(_whole, points))
    shown, most, count = same_decimals(points, digits), _whole(full), len(values)
    middle = Fraction(values[(count - 1) // 2] + values[count // 2], 2)
    mean = Fraction(sum(values), count)
    return Spread(
        counted=counted,
        mean=_points(mean, digits),
        median=_points(middle, shown),
        highest=_points(values[-1], shown),
        lowest=_points(values[0], shown),
        deviation=_points(Fraction(numbers.square_root(_variance(values))) / count, digits),
        mean_rate=numbers.percent(mean / most) if most else "",
        full_share=numbers.percent(Fraction(sum(value >= most for value in values), count)) if most else "",
        none_share=numbers.percent(Fraction(sum(not value for value in values), count)),
    )


def with_discrimination(found: Spread, parts: Sequence[Decimal], totals: Sequence[Decimal], *, summed: bool) -> Spread:
    """The spread with what tells units apart.

    Args:
        found: The spread.
        parts: What the indicator adds to each unit's total; what is deducted is negative.
        totals: Exact totals of the same units.
        summed: Whether a total is the sum of such parts.
    """
    if len(parts) < TOLD_APART:
        return found
    own, whole = ([_whole(value) for value in values] for values in (parts, totals))
    other = [total - part for part, total in zip(own, whole, strict=True)] if summed else whole
    variance = _variance(whole)
    share = numbers.percent(Fraction(_covariance(own, whole), variance)) if summed and variance else ""
    return replace(found, correlation=_correlation(own, other), of_rest=summed, variance_share=share)


def _correlation(one: Sequence[int], other: Sequence[int]) -> str:
    """Empty where one of them is the same everywhere."""
    both = _variance(one) * _variance(other)
    if not both:
        return ""
    exact = Fraction(_covariance(one, other)) / Fraction(numbers.square_root(both))
    return numbers.fixed(numbers.rounded(exact, _CORRELATION_DIGITS), _CORRELATION_DIGITS)


def _variance(values: Sequence[int]) -> int:
    """Variance times the square of the number of values."""
    return _covariance(values, values)


def _covariance(one: Sequence[int], other: Sequence[int]) -> int:
    return len(one) * sum(a * b for a, b in zip(one, other, strict=True)) - sum(one) * sum(other)


def _whole(amount: str | Decimal) -> int:
    """An amount in units of the last decimal that points may be carried with."""
    return int(Decimal(amount) * _SCALE)


def _points(amount: Fraction | int, digits: int) -> str:
    return numbers.fixed(numbers.rounded(Fraction(amount) / _SCALE, digits), digits)
