"""How Excel shows a number: percent and fixed decimals; what other formats show is not guessed."""

from __future__ import annotations

import re
from decimal import Decimal

from scoring.numbers import rounded

# ECMA-376 part 1, 18.8.30: formats that have a number and no text of their own in a file.
BUILT_IN = {
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "9": "0%",
    "10": "0.00%",
    "11": "0.00E+00",
    "12": "# ?/?",
    "13": "# ??/??",
    "37": "#,##0",
    "38": "#,##0",
    "39": "#,##0.00",
    "40": "#,##0.00",
    "41": "#,##0",
    "42": "#,##0",
    "43": "#,##0.00",
    "44": "#,##0.00",
    "48": "##0.0E+0",
}
_INVISIBLE = re.compile(r"\[[^\]]*\]|_.|\*.")
_PARTS = re.compile(
    r"""(?P<before>(?:"[^"]*"|\\.|[^#0"\\])*?)(?P<number>[Gg]eneral|G/通用格式|@|[#0]{1,3}(?:,[#0]{3})+(?:\.[#0]+)?|[#0]+(?:\.[#0]+)?)"""
    r"""(?P<percent>%?)(?P<after>(?:"[^"]*"|\\.|[^#0"\\,])*)"""
)
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_HARMLESS = re.compile(r"[\s¥$￥+()-]*")


def shown(text: str, code: str) -> str | None:
    """The number as its format shows it.

    Args:
        text: The stored number.
        code: Number format of the cell.

    Returns:
        ``85.3%`` for 0.853 in ``0.0%``, ``12件`` for 12 in ``0"件"``; None when what is printed cannot be told.
    """
    match = _PARTS.fullmatch(_INVISIBLE.sub("", code.split(";", maxsplit=1)[0]))
    if match is None or not all(_HARMLESS.fullmatch(_QUOTED.sub("", match[part])) for part in ("before", "after")):
        return None
    before, after = ("".join(a or b for a, b in _QUOTED.findall(match[part])).strip() for part in ("before", "after"))
    return before + _rounded(Decimal(text), match["number"], match["percent"]) + after


def _rounded(value: Decimal, number: str, percent: str) -> str:
    """The digits that a format shows; decimals that are all zero are left out."""
    if number[0] not in "#0":
        return format(value, "f")
    scaled = value * 100 if percent else value
    digits = format(rounded(scaled, len(number.partition(".")[2])), "f")
    short = digits.rstrip("0").rstrip(".") if "." in digits and (scaled == scaled.to_integral_value() or number.endswith("#")) else digits
    return short + percent
