"""What the text of one table cell means: the five semantics of report-formats 2.6.

``0`` and 无 are zero, an empty cell is blank, ``/`` is not applicable, 略 is text, and everything
that is a number in whole, with its unit, scale word, qualifier or sign, is numeric. What has digits
but is no such thing (``1 2``, ``12,34``, ``10(5)``), or has lost characters, is not read at all: nothing is guessed.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal

from scoring.intake.forms import Number
from scoring.intake.quantities import fold, parse_quantity
from scoring.intake.report import Qualifier, Semantic

LOST = "\ufffd"
"""Stands in a text where characters are known to be missing."""
_INVISIBLE = dict.fromkeys((*range(0x200B, 0x2010), 0x2060, 0xFEFF, 0xAD), None)
_NOT_APPLICABLE = re.compile(r"[-—–―_/\\]{1,4}|不适用|无此项|[Nn]/?[Aa]")
_ZERO = re.compile(r"[零〇无]|没有|未(?:收到|接到|发生|产生|收取|开展)[^\d]*|无[件条个项次人]?")
_MORE = re.compile(r"(?:增加?|新增|\+|↑)(?=\d)")
_LESS = re.compile(r"(?:减少?|-|−|–|↓)(?=\d)")
_SIGN = re.compile(r"[-−–+](?=\d)")
_NOTE = re.compile(r"(?P<head>[^()]+)\((?P<note>[^()]*[\u4e00-\u9fff][^()]*)\)")
_MONEY = {"元": Decimal(1), "万元": Decimal(10**4), "亿元": Decimal(10**8)}
_MINUS = "-−–减↓"


@dataclass(frozen=True, slots=True)
class CellValue:
    """A cell after reading.

    Args:
        value: The number, None unless ``numeric`` or ``zero``.
        semantic: One of the five.
        qualifier: ``exact``, ``about``, ``at_least`` or ``at_most``.
        uom: Unit printed in the cell, empty when there is none.
    """

    value: Decimal | None
    semantic: Semantic
    qualifier: Qualifier = "exact"
    uom: str = ""


_BLANK = CellValue(None, "blank")
_ABSENT = CellValue(None, "not_applicable")
_WORDS = CellValue(None, "text")
_NOTHING = CellValue(Decimal(0), "zero")


@functools.lru_cache(maxsize=8192)
def read_cell(text: str, number: Number = "count") -> CellValue | None:
    """Read the text of a whole cell.

    Args:
        text: The cell as printed.
        number: ``change`` also accepts 增2 and 减3 as signed numbers.

    Returns:
        The value with its semantic, or None when the cell has digits that do not make one number.
    """
    if text.isdigit() and text.isascii():
        return _numeric(Decimal(text))
    folded = fold(text.translate(_INVISIBLE)).strip()
    if not folded:
        return _BLANK
    if LOST in folded:
        return None
    if _NOT_APPLICABLE.fullmatch(folded):
        return _ABSENT
    if _ZERO.fullmatch(folded):
        return _NOTHING
    return _signed(folded, number) or _with_note(folded) or (None if re.search(r"\d", folded) else _WORDS)


def in_unit(value: Decimal, printed: str, wanted: str) -> tuple[Decimal, str]:
    """An amount of money in the unit its metric is kept in; any other unit stays as printed.

    Returns:
        (value, unit of measure).
    """
    if printed in _MONEY and wanted in _MONEY:
        return _plain(value * _MONEY[printed] / _MONEY[wanted]), wanted
    return value, printed or wanted


def _signed(folded: str, number: Number) -> CellValue | None:
    sign = ((_MORE.match(folded) or _LESS.match(folded)) if number == "change" else None) or _SIGN.match(folded)
    quantity = parse_quantity(folded[sign.end() :] if sign else folded)
    if quantity is None:
        return None
    value = -quantity.value if sign and sign[0][0] in _MINUS else quantity.value
    return _numeric(_plain(value), quantity.qualifier, quantity.uom)


def _with_note(folded: str) -> CellValue | None:
    """``12(含上年结转2件)``: the number in front, the note stays in the raw text."""
    noted = _NOTE.fullmatch(folded)
    return _signed(noted["head"].strip(), "count") if noted else None


def _numeric(value: Decimal, qualifier: Qualifier = "exact", uom: str = "") -> CellValue:
    if value == 0:
        return CellValue(Decimal(0), "zero", qualifier, uom)
    return CellValue(value, "numeric", qualifier, uom)


def _plain(value: Decimal) -> Decimal:
    """The number without superfluous decimals: 3.0 is 3."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
