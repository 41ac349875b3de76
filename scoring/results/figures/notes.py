"""The words that say how complete a figure is, ready for a text; an empty string where nothing has to be said."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring import numbers


def coverage_note(covered: int, of: int) -> str:
    """``（按有数据的43个单位计算）`` where some units lack the data."""
    return "" if covered >= of else f"（按有数据的{covered}个单位计算）"


def same_units_note(both: int, of: int) -> str:
    """``（按两年均有数据的43个单位计算）`` where a comparison with last year leaves units out."""
    return "" if both >= of else f"（按两年均有数据的{both}个单位计算）"


def change_words(value: Fraction, text: str) -> dict[str, str]:
    """Direction, amount and phrase of a change as it is printed.

    Args:
        value: The change as it is printed (rounded).
        text: Its text with sign.
    """
    direction = "增长" if value > 0 else "下降" if value < 0 else "持平"
    amount = text.removeprefix("-")
    return {"direction": direction, "amount": amount, "change": "持平" if value == 0 else f"{direction}{amount}%"}


def joined(names: Sequence[str]) -> str:
    """Names in a row, as Chinese sets them."""
    return "、".join(names)


def chinese(number: int) -> str:
    """A small number in Chinese, as in 前三位; Arabic from a hundred on."""
    digits = "零一二三四五六七八九"
    ten = 10
    if number < ten:
        return digits[number]
    if number < ten * ten:
        tens, ones = divmod(number, ten)
        return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")
    return numbers.plain(number)
