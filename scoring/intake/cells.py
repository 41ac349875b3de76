"""What the text of one table cell means: the five semantics of report-formats 2.6.

``0`` and 无 are zero, an empty cell is blank, ``/`` is not applicable, 略 is text, and everything
that is a number in whole, with its unit, scale word, qualifier or sign, is numeric. What has digits
but is no such thing (``1 2``, ``12,34``, ``10(5)``, ``1O``), or has lost characters, is not read at all: nothing is guessed.
Neither is what may be two things: 一 (one, or a dash), a lone letter O, ``1.234`` among counts, a percentage among counts.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal

from scoring.intake.forms import Number
from scoring.intake.quantities import STARTS, fold, parse_quantity
from scoring.intake.report import Qualifier, Semantic

LOST = "\ufffd"
"""Stands in a text where characters are known to be missing."""
UNIT = re.compile(r"[(（]?(?:人次|件次|条次|篇次|场次|万元|亿元|元|条|件|份|次|篇|个|人|场|期|项|家|户|名|[-—–―]{1,4})[)）]?")
"""A cell that holds a unit of measure and nothing else."""
_INVISIBLE = dict.fromkeys((*range(0x200B, 0x2010), 0x2060, 0xFEFF, 0xAD), None)
_DASH = "-—–―─━‐‑‒−﹣ー"
_NOT_APPLICABLE = re.compile(rf"[{_DASH}_/\\∕⁄]{{1,8}}|不适用|不涉及|无此项|[Nn]/?[Aa]")
_ZERO = re.compile(r"[零〇无]|没有|未(?:收到|接到|发生|产生|收取|开展)[^\d]*|无[件条个项次人]?")
_MORE = re.compile(r"(?:增加?|新增|\+|↑)(?=\d)")
_LESS = re.compile(r"(?:减少?|-|−|–|↓)(?=\d)")
_SIGN = re.compile(r"[-−–+](?=\d)")
_SAME = re.compile("持平|不变|无变化|无增减")
_NOTE = re.compile(r"(?P<head>[^()\[\]【】]+)(?:\((?P<round>[^()]*)\)|[\[【](?P<square>[^\[\]【】]*)[\]】])")
_UNIT_NOTE = re.compile("(?:计量)?(?:单位:?)(?P<uom>.*)")
_DIGIT = re.compile(r"\d")
_WORD = re.compile("[\u4e00-\u9fff]")
_SCALE_ONLY = re.compile("[十百千万亿]+")
_FOOTNOTE = re.compile(r"(?<=\d)\s?(?:[\u2460-\u2473*※†]|[\[〔]\d{1,2}[\]〕])$")
_EITHER = re.compile("[一丨]+|[OoQlI|]{1,4}")  # a dash or one, a letter or a digit
_THOUSANDTHS = re.compile(r"\d{1,3}\.\d{3}(?!\d)")  # 1.234 among counts: decimals, or a separator
# What begins with an ideograph that begins neither a quantity nor a word of the patterns above is words: most of what is asked for.
_OTHER_WORDS = re.compile(f"(?![{STARTS}不无没未增新减少持丨])[\u4e00-\u9fff]")
_MOST_DIGITS = 18
_MONEY = {"元": Decimal(1), "万元": Decimal(10**4), "亿元": Decimal(10**8)}
_NO_COUNT = frozenset({*_MONEY, "%", "天", "工作日"})
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
        number: ``change`` also accepts 增2, 减3 and 持平; ``count`` accepts no money, no percentage and no ``1.234``.

    Returns:
        The value with its semantic, or None when the cell has digits that do not make one number.
    """
    if text.isdigit() and text.isascii():
        return _numeric(Decimal(text)) if len(text) <= _MOST_DIGITS else None
    if _OTHER_WORDS.match(text) and LOST not in text:
        return None if _DIGIT.search(text) else _WORDS
    return _of_text(fold(text.translate(_INVISIBLE)).strip(), number)


def _of_text(folded: str, number: Number) -> CellValue | None:
    if not folded:
        return _BLANK
    if LOST in folded or _EITHER.fullmatch(folded):
        return None
    if _NOT_APPLICABLE.fullmatch(folded):
        return _ABSENT
    if _ZERO.fullmatch(folded) or (number == "change" and _SAME.fullmatch(folded)):
        return _NOTHING
    return _of_column(folded, number)


def _of_column(folded: str, number: Number) -> CellValue | None:
    """What is neither blank nor a word for nothing: a number that its column may hold, words, or None."""
    plain = _FOOTNOTE.sub("", folded)
    read = _signed(plain, number) or _with_note(plain)
    if read is None:
        return None if _DIGIT.search(folded) else _WORDS
    fits = number == "money" or (read.uom not in _NO_COUNT and not _THOUSANDTHS.match(plain))
    return read if fits and not (number == "money" and read.uom == "%") else None


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
    """``12(含上年结转2件)``: the number in front, the note stays in the raw text; ``12(单位:元)``: the unit counts."""
    noted = _NOTE.fullmatch(folded)
    note = (noted["round"] or noted["square"] or "").strip() if noted else ""
    if noted is None or not _WORD.search(note) or _SCALE_ONLY.match(note):
        return None
    unit = _UNIT_NOTE.fullmatch(note)
    return _signed(f"{noted['head'].strip()}({unit['uom']})" if unit else noted["head"].strip(), "count")


def _numeric(value: Decimal, qualifier: Qualifier = "exact", uom: str = "") -> CellValue:
    if value == 0:
        return CellValue(Decimal(0), "zero", qualifier, uom)
    return CellValue(value, "numeric", qualifier, uom)


def _plain(value: Decimal) -> Decimal:
    """The number without superfluous decimals: 3.0 is 3."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
