"""Values that are not as measured: how sentences say that a measure was imputed or treated as an outlier."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring import numbers
from scoring.criteria.declared import Measure

IMPUTED_WORDS = {"group_mean": "同组平均值", "group_median": "同组中位数", "mean": "平均值", "median": "中位数"}
TREATED_WORDS = {"winsorised": "缩尾", "log": "取对数", "bounds": "以上下限截取", "percentiles": "以分位数截取"}
LACKING_WORDS = {"missing": "无本年数据", "not_assessable": "本年数据无法采用"}


@dataclass(frozen=True)
class Change:
    """What was done to one unit's value of a measure.

    Args:
        imputed: What was filled in, such as ``同组平均值`` or ``2015年数据``, empty where nothing was.
        was: Why it was filled in: ``missing`` or ``not_assessable``.
        before: The value before treatment; the imputed one where it was imputed.
        after: The value after treatment, None where it was not treated.
        how: How it was treated: ``winsorised``, ``log``, ``bounds`` or ``percentiles``.
    """

    imputed: str = ""
    was: str = "missing"
    before: Decimal = Decimal(0)
    after: Decimal | None = None
    how: str = ""


def imputed_by(how: str, year: int | None) -> str:
    """What a value was filled with: 同组平均值, 2015年数据."""
    return IMPUTED_WORDS.get(how) or f"{year}年数据"


def printed(measure: Measure, value: Decimal | Fraction) -> str:
    """A value of the measure as it is printed: 98.50%, or a number with its unit."""
    return printed_value(value, measure.show, measure.uom)


def printed_value(value: Decimal | Fraction, show: str, uom: str) -> str:
    """A value as it is printed: ``show`` is ``percent`` or ``number``, which is followed by its unit of measure."""
    if show == "percent":
        return numbers.percent(Fraction(value)).replace(".00%", "%")
    return numbers.plain(numbers.rounded(value, numbers.MEASURE_DIGITS)) + uom


def change_words(measure: Measure, change: Change, terms: str = "") -> str:
    """``无本年数据，以同组平均值86.2代入``, ``（按规定缩尾：原值250÷20=12.5，按9.1计）`` or both.

    Args:
        measure: The measure.
        change: What was done to its value.
        terms: The formula with the unit's numbers and ``=``, empty where it is a single number.
    """
    before = printed(measure, change.before)
    words = f"{LACKING_WORDS[change.was]}，以{change.imputed}{before}代入" if change.imputed else ""
    if change.after is None:
        return words
    # A logarithm is neither a percentage nor in the unit of measure.
    after = printed_value(change.after, "number", "") if change.how == "log" else printed(measure, change.after)
    return f"{words}（按规定{TREATED_WORDS[change.how]}：原值{'' if change.imputed else terms}{before}，按{after}计）"
