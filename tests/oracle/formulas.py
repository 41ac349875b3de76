"""The functions of formulas in decimals with many digits: what a value is, and when there is none."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal, DecimalException, Overflow
from fractions import Fraction
from typing import Any

WIDE = Context(prec=80)
FINE = Context(prec=60)
HALF = Fraction(5, 10**11)
LARGEST = 10**18
# Values of functions that lie on a tie of the tenth decimal but for less than a double can tell: sqrt(1 - 1e-10) is
# 1.25e-21 below 0.99999999995. Which way they are rounded is nobody's policy; a test on random formulas leaves them out.
BEYOND_A_DOUBLE: list[Decimal] = []
PARTIAL = {"sqrt", "ln", "exp", "power", "geometric_mean", "harmonic_mean"}


def to_digits(value: Fraction | Decimal | int, digits: int, mode: str = "half_up") -> Decimal:
    """Round half away from zero, or cut off."""
    fraction = Fraction(value)
    exact = WIDE.divide(Decimal(fraction.numerator), Decimal(fraction.denominator))
    return exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP if mode == "half_up" else ROUND_DOWN, WIDE)


def held(value: Decimal) -> Fraction | None:
    """Ten decimals, or nothing where the number is too large."""
    if not value.is_finite() or abs(value) >= LARGEST:
        return None
    if abs(value) < 100:
        away = abs(WIDE.remainder(abs(value).scaleb(10, WIDE), Decimal(1)) - Decimal("0.5"))
        if 0 < away < max(abs(value), Decimal(1)) * Decimal("0.00004"):
            BEYOND_A_DOUBLE.append(value)
    return Fraction(to_digits(value, 10))


def decimal(value: Fraction) -> Decimal:
    return FINE.divide(Decimal(value.numerator), Decimal(value.denominator))


def _not_negative(value: Fraction) -> Fraction | None:
    return max(value, Fraction(0)) if value > -HALF else None


def _root(value: Fraction, share: Decimal) -> Decimal | None:
    known = _not_negative(value)
    if known is None:
        return None
    return Decimal(0) if known == 0 else FINE.exp(FINE.multiply(share, FINE.ln(decimal(known))))


def sqrt(value: Fraction) -> Fraction | None:
    known = _not_negative(value)
    return None if known is None else held(FINE.sqrt(decimal(known)))


def ln(value: Fraction) -> Fraction | None:
    return held(FINE.ln(decimal(value))) if value >= HALF else None


def exp(value: Fraction) -> Fraction | None:
    return None if value > 50 else Fraction(0) if value < -50 else held(FINE.exp(decimal(value)))


def power(base: Fraction, exponent: Fraction) -> Fraction | None:
    known = _not_negative(base)
    if known is None or (known == 0 and exponent < 0):
        return None
    if known == 0:
        return Fraction(exponent == 0)
    try:
        return held(FINE.exp(FINE.multiply(decimal(exponent), FINE.ln(decimal(known)))))
    except Overflow:
        return None
    except DecimalException:
        return Fraction(0)


def mean(*values: Fraction) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def geometric_mean(*values: Fraction) -> Fraction | None:
    product = Decimal(1)
    for value in values:
        root = _root(value, FINE.divide(Decimal(1), Decimal(len(values))))
        if root is None:
            return None
        product = FINE.multiply(product, root)
    return held(product)


def harmonic_mean(*values: Fraction) -> Fraction | None:
    return len(values) / sum((1 / value for value in values), Fraction(0)) if min(values) >= HALF else None


def rounded(value: Fraction, digits: Fraction) -> Fraction | None:
    return Fraction(to_digits(to_digits(value, 10), int(digits))) if abs(value) < LARGEST else None


FUNCTIONS: dict[str, Any] = {
    "sqrt": sqrt,
    "ln": ln,
    "exp": exp,
    "power": power,
    "round": rounded,
    "mean": mean,
    "geometric_mean": geometric_mean,
    "harmonic_mean": harmonic_mean,
    "abs": abs,
    "min": min,
    "max": max,
}


def snap(value: Fraction | Decimal | int, digits: int = 4) -> Decimal:
    """The declared two-step snap: ten decimals first."""
    return to_digits(to_digits(value, 10), digits)
