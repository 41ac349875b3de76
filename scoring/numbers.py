"""The only module that rounds or formats a number, in Python and in SQL, and that writes a day out.

Policy (see README, "How a score is computed"): counts are integers, points and
weights exact decimals. Where a formula divides, the quotient is a double for one
moment and is snapped at once, half-up, in two steps: to ``GUARD_DIGITS`` decimals,
which removes the error of the double, then to the wanted digits. A value less than
5e-11 below a tie therefore counts as the tie.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any, Literal

Mode = Literal["half_up", "truncate"]

GUARD_DIGITS = 10
POINT_DIGITS = 4  # points of one indicator and of one node, unless the criteria carry more
GUARD_HALF = "0.00000000005"  # what is nearer to zero is zero, in SQL
LARGEST = 10**18  # a formula that reaches it has no value: more than DECIMAL(28, GUARD_DIGITS) holds
MOST_DIGITS = 10  # most that a formula may round to: what is freed from the error of the double
MOST_CARRIED = 8  # most that points may be carried with: a mean of two of them is then still freed from that error
MEASURE_DIGITS = 6  # a measure as it is shown and stored
_CONTEXT = Context(prec=60, rounding=ROUND_HALF_UP)


def rounded(value: Decimal | Fraction | int, digits: int, mode: Mode = "half_up") -> Decimal:
    """The value with exactly ``digits`` decimals, half away from zero or cut off."""
    exact = _CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator)) if isinstance(value, Fraction) else Decimal(value)
    result = exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP if mode == "half_up" else ROUND_DOWN, _CONTEXT)
    return abs(result) if result == 0 else result  # no -0.00 on paper


def snapped(value: Decimal | Fraction | int, digits: int = POINT_DIGITS) -> Decimal:
    """The two-step snap that the engine applies to the result of a formula."""
    return rounded(rounded(value, GUARD_DIGITS), digits)


def from_double(value: float) -> Decimal:
    """A double of the engine as an exact number, freed from its error."""
    return rounded(Decimal(value), GUARD_DIGITS).normalize(_CONTEXT)


def guard_sql(expression: str) -> str:
    """SQL that frees a DOUBLE expression from its error: DECIMAL with ``GUARD_DIGITS`` decimals, for comparisons only.

    What is infinite, not a number or not below ``LARGEST`` is NULL, as a formula with such a value has none.
    """
    return f"TRY_CAST({expression} AS DECIMAL(28,{GUARD_DIGITS}))"


def guard_points_sql(expression: str) -> str:
    """SQL that frees a DOUBLE expression of points from its error; over ten times as fast as :func:`guard_sql`."""
    return f"CAST({expression} AS DECIMAL(18,{GUARD_DIGITS}))"


SHOWN_TYPE = f"DECIMAL(28,{MEASURE_DIGITS})"


def shown_sql(expression: str) -> str:
    """SQL of a DOUBLE column as it is shown and stored, with ``MEASURE_DIGITS`` decimals; the usual numbers by the short way."""
    short = f"CAST({guard_points_sql(expression)} AS {SHOWN_TYPE})"
    return f"CASE WHEN ABS({expression}) < 10000000 THEN {short} ELSE CAST({guard_sql(expression)} AS {SHOWN_TYPE}) END"


def compare_sql(expression: str, operator: str, bound: Decimal) -> str:
    """SQL of ``guard(expression) operator bound`` for a DOUBLE expression and a number of the criteria.

    Written over the double itself, as a value rounds to at least ``bound`` from half a unit of the last
    guarded digit below it: the wide pass compares millions of values, and 128-bit decimals are slow.

    Args:
        expression: SQL of a DOUBLE.
        operator: ``>=``, ``>``, ``<``, ``<=``, ``=`` or ``<>``.
        bound: The number.
    """
    if -bound.as_tuple().exponent > GUARD_DIGITS:  # type: ignore[operator]  # criteria hold finite numbers only
        return f"({guard_sql(expression)} {operator} {decimal_sql(bound)})"
    half = Decimal(5).scaleb(-GUARD_DIGITS - 1)
    low, high = (double_sql(bound + step) for step in (-half, half))
    return {
        ">=": f"({expression} >= {low})",
        ">": f"({expression} >= {high})",
        "<": f"({expression} < {low})",
        "<=": f"({expression} < {high})",
        "=": f"({expression} >= {low} AND {expression} < {high})",
        "<>": f"({expression} < {low} OR {expression} >= {high})",
    }[operator]


def points_type(digits: int = POINT_DIGITS) -> str:
    """The SQL type of points that are carried with so many decimals."""
    return f"DECIMAL(18,{digits})"


def snap_sql(expression: str, digits: int = POINT_DIGITS) -> str:
    """SQL of :func:`snapped` for a DOUBLE expression of points: below 10^8, so that both casts stay in 64 bits."""
    return f"CAST({guard_points_sql(expression)} AS DECIMAL(18,{digits}))"


def rounded_sql(expression: str, digits: int, mode: Mode = "half_up", carry: int = POINT_DIGITS) -> str:
    """SQL of :func:`rounded` for a decimal expression; the type is that of points carried with ``carry`` decimals."""
    if digits >= carry:
        return f"CAST({expression} AS {points_type(carry)})"
    if mode == "half_up":
        return f"CAST(CAST({expression} AS DECIMAL(18,{digits})) AS {points_type(carry)})"
    # Portable cutting off: round, and where that went away from zero, take one step back.
    nearest = f"CAST({expression} AS DECIMAL(18,{digits}))"
    step = Decimal(1).scaleb(-digits)
    return (
        f"CAST({nearest} - CASE WHEN ABS({nearest}) <= ABS({expression}) THEN 0 "
        f"WHEN {expression} < 0 THEN -{step} ELSE {step} END AS {points_type(carry)})"
    )


def fixed_sql(expression: str, digits: int) -> str:
    """SQL of a decimal as text with exactly ``digits`` decimals, for values that have no more."""
    return f"CAST(CAST({expression} AS DECIMAL(18,{digits})) AS VARCHAR)"


def plain_sql(expression: str, carry: int = POINT_DIGITS) -> str:
    """SQL of :func:`plain` for points carried with ``carry`` decimals, as text."""
    text = fixed_sql(expression, carry)
    return f"TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM {text}))" if carry else text


def decimal_sql(value: Decimal | Fraction | int) -> str:
    """A number of the criteria as a SQL literal, exact where it has a finite decimal form."""
    if isinstance(value, Fraction):
        value = _CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))
    text = format(Decimal(value), "f")
    return f"({text})" if text.startswith("-") else text


def double_sql(value: Decimal | int) -> str:
    """A number of the criteria as a SQL literal of type DOUBLE, such as ``9E-1``: a cast would be one more thing to plan."""
    exact = Decimal(value)
    text = f"{exact:E}"
    return f"({text})" if exact < 0 else text


ROW_TYPE = f"DECIMAL(28,{GUARD_DIGITS})"  # numbers with decimals in rows of record tables
_FACTOR_DIGITS = 9  # of a factor up to which the product with ROW_TYPE is exact in 38 digits on every engine


def row_sql(expression: str) -> str:
    """SQL of a number of a row with the decimals that rows have."""
    return f"CAST({expression} AS {ROW_TYPE})"


def row_product_sql(factors: tuple[str, str], short: Decimal | None = None) -> str:
    """SQL of a product within a row, exact: in ``ROW_TYPE``.

    Args:
        factors: SQL of two numbers, at least one of them decimal.
        short: The second factor where it is a number of the criteria. One of up to 9 digits meets all ten decimals of the
            other; else both factors are taken with ``MEASURE_DIGITS`` decimals, so that 38 digits hold the product.
    """
    one, other = factors
    if short is not None and max(short.adjusted(), 0) + 1 + max(-int(short.as_tuple().exponent), 0) <= _FACTOR_DIGITS:
        return row_sql(f"{row_sql(one)} * {other}")
    half = f"DECIMAL(18,{MEASURE_DIGITS})"
    return row_sql(f"CAST({one} AS {half}) * CAST({other} AS {half})")


def row_quotient_sql(dividend: str, divisor: str) -> str:
    """SQL of a quotient within a row: a double for one moment, snapped half-up to ``MEASURE_DIGITS`` decimals; NULL by zero."""
    quotient = f"CAST({dividend} AS DOUBLE) / NULLIF(CAST({divisor} AS DOUBLE), 0)"
    return f"CAST({guard_sql(quotient)} AS {SHOWN_TYPE})"


def rank_sql(rank: Decimal, low: str, high: str, total: str) -> tuple[str, str]:
    """SQL of an exact percentile, linear between neighbours (PERCENTILE.INC).

    Args:
        rank: From 0 to 1; what goes beyond eight decimals is rounded off.
        low: SQL of the value at the place below, in ``ROW_TYPE``.
        high: SQL of the value one place further.
        total: SQL of the number of values, BIGINT.

    Returns:
        SQL of the place below (counted from 0, BIGINT), and of the percentile in ``ROW_TYPE``.
    """
    part = Fraction(rounded(rank, _RANK_DIGITS))
    digits = next(count for count in range(_RANK_DIGITS + 1) if (part * 10**count).denominator == 1)
    scaled = f"({total} - 1) * {int(part * 10**digits)}"
    if not digits:
        return f"({scaled})", low
    weight = f"CAST((({scaled}) % {10**digits}) * {decimal_sql(Decimal(1).scaleb(-digits))} AS DECIMAL({digits + 1},{digits}))"
    between = row_sql(f"{low} + {row_sql(f'{high} - {low}')} * {weight}")
    return f"(({scaled}) // {10**digits})", f"CASE WHEN ({scaled}) % {10**digits} = 0 THEN {low} ELSE {between} END"


_RANK_DIGITS = 8


def plain(value: Decimal | int) -> str:
    """The number without trailing zeros: 11.8200 -> 11.82, 12.0000 -> 12."""
    text = format(Decimal(value) or Decimal(0), "f")  # no -0 on paper
    return text.rstrip("0").rstrip(".") if "." in text else text


def fixed(value: Decimal | int, digits: int, mode: Mode = "half_up") -> str:
    """The number with exactly ``digits`` decimals: 90 -> 90.00."""
    return format(rounded(value, digits, mode), "f")


def plain_or_blank(value: Decimal | int | None) -> str:
    """:func:`plain`; blank where there is none: a number that is missing is not 0."""
    return "" if value is None else plain(value)


def fixed_or_blank(value: Decimal | int | None, digits: int) -> str:
    """:func:`fixed`; blank where there is none: a number that is missing is not 0."""
    return "" if value is None else fixed(value, digits)


def percent(share: Decimal | Fraction, digits: int = 2) -> str:
    """A share as a percentage: 0.985031 -> 98.50%."""
    return f"{fixed(rounded(Fraction(share) * 100, digits), digits)}%"


def square_root(value: int | Fraction) -> Decimal:
    """The square root with sixty digits: far more than any printed place, so that what is rounded from it is exact."""
    return _CONTEXT.sqrt(_CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator)))


def last_places(values: Any, digits: int, mode: Mode = "half_up") -> Any:
    """An array of doubles in units of the last printed place, as whole numbers in doubles: 91.335 -> 9134 for two digits.

    The same rule as :func:`rounded` of a guarded value: what is less than 5e-11 below a tie counts as the tie, half goes
    away from zero. The array is changed in place.

    Args:
        values: numpy array of float64, any shape.
        digits: Decimals that are printed.
        mode: Half up or cut off.

    Returns:
        The same array.
    """
    import numpy as np

    values *= 10.0**digits
    lift = float(GUARD_HALF) * 10**digits + (0.5 if mode == "half_up" else 0.0)
    if values.size and values.min() >= 0:
        values += lift
        return np.floor(values, out=values)
    signs = np.sign(values)
    np.abs(values, out=values)
    values += lift
    np.floor(values, out=values)
    values *= signs
    return values


MOST_ODDS = 10**9  # rarer is told as this: chances of chance alone are models, and no model is good to ten digits


def odds(chance: Fraction) -> str:
    """A small chance as the odds that it does not exceed, in whole numbers: 0.0003 -> 1/3333, from above."""
    return f"1/{min(int(1 / chance), MOST_ODDS)}" if chance else f"1/{MOST_ODDS}"


def day_words(day: date) -> str:
    """A day as it stands in a Chinese text: 2017年8月11日."""
    return f"{day.year}年{day.month}月{day.day}日"
