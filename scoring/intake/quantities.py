"""Quantities in Chinese text: value, qualifier, unit of measure, and the characters that carry them.

Works on folded text (:func:`fold`): full-width digits, letters and punctuation become
ASCII one to one, so that places in the folded text are places in the original. Rules of
``report-formats`` 2.6: ``100余``, ``30余万``, ``476万余``, ``近100``, ``不低于4%``, ``1,234``,
``12.5(万元)``, Chinese numerals. Money keeps its printed unit (``5万元`` is 5 万元).
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal

from scoring.intake.report import Qualifier

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(map(ord, "\u3000\xa0\u2002\u2003\u2009\ufeff\t"), " ")
_WIDE |= {ord("﹒"): ".", ord("％"): "%", ord("﹪"): "%", ord("〇"): "零", ord("："): ":"}

_SCALES = {"百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_NUMERALS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_SHORTER = {"个工作日": "工作日", "大领域": "领域"}
_ONE = Decimal(1)

_ABOUT = "大约|将近|接近|约|(?<!最)近"
_AT_LEAST = "不低于|不少于|不小于|至少|超过|突破|多于|高于|大于|超|逾|≥|>"
_AT_MOST = "不超过|不多于|不高于|不大于|至多|最多|低于|少于|不足|不到|小于|≤|<"
# Digits of other scripts are not digits here: nothing folds them to numbers.
_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9%])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_MOST_DIGITS = 18  # longer runs of digits are account or serial numbers, never counts or money
_STARTS = "".join(sorted({re.sub(r"\(.*?\)", "", word)[0] for word in f"{_ABOUT}|{_AT_LEAST}|{_AT_MOST}".split("|")}))
"""What a quantity may begin with besides a digit: tested first, as most characters of prose begin none."""
STARTS = f"0-9零一二两三四五六七八九十{_STARTS}"
"""The characters that a quantity may begin with, as the inside of a character class."""
_CHINESE = "[零一二两三四五六七八九十][零一二两三四五六七八九十百千]*"
UOM = (
    "人次|件次|条次|篇次|场次|批次|项次|期次|户次|个?工作日|万元|亿元|元|大?领域|%|"
    "件|条|起|宗|份|项|次(?![性数])|篇|期|场|个(?!月|百分|小时|星期|季度|年头|自然日)|家|户|名|处|类|例|位|所|册|部|本|张|幅|人|天"
)
"""Counters and units, longest first, as a regular expression."""

QUANTITY = re.compile(
    rf"(?=[{STARTS}])(?P<before>(?P<about>{_ABOUT})|(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST}))?"
    rf"(?P<raw>(?P<number>{_DIGITS}|{_CHINESE})(?P<few>[余多])?(?P<scale>[十百千]?万(?!元)|亿(?!元)|[百千](?=[余多万]|[条件人次]))?(?P<few2>[余多])?)"
    rf"(?P<money>(?:万|亿)(?=元))?"
)
AFTER = re.compile(rf"(?P<uom>{UOM})?(?P<few>余|多(?![种次个方]))?(?P<after>以上|以下|以内|左右|上下)?")
_COUNTED = re.compile(rf"[0-9零一二两三四五六七八九十百千万亿余多)](?:{UOM})")
_WHOLE = re.compile(r"[(\s]*(?P<uom>[^()\s\d]*)[)\s]*")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with what belongs to it.

    Args:
        value: The exact number after applying scale words (money: in the printed unit).
        qualifier: ``exact``, ``about`` (余, 多, 近, 约, or visibly rounded: 9.8万), ``at_least``, ``at_most``.
        uom: Counter or unit as printed, empty when none.
        raw: The characters that carry the value: ``476万余``.
        start: First position of ``raw`` in the folded text.
        end: Position after the unit (and 以上, 左右).
        before: Position of the qualifier word in front (equals ``start`` when there is none).
    """

    value: Decimal
    qualifier: Qualifier
    uom: str
    raw: str
    start: int
    end: int
    before: int


@functools.lru_cache(maxsize=2048)  # title, outline and prose all read the same lines
def fold(text: str) -> str:
    """Full-width characters as ASCII and special spaces as blanks, one character for one."""
    return text.translate(_WIDE)


@functools.lru_cache(maxsize=4096)
def chinese_number(text: str) -> int | None:
    """The integer of Chinese numerals below 万 (``三十五``, ``一百零二``, ``二零一七``), or None."""
    if not any(c in _PLACES for c in text):
        return int("".join(str(_NUMERALS[c]) for c in text)) if text else None
    total, digit = 0, None
    for c in text:
        if c in _NUMERALS:
            if digit:
                return None
            digit = _NUMERALS[c]
        else:
            total += (1 if digit is None and c == "十" else digit or 0) * _PLACES[c]
            digit = None
    return total + (digit or 0)


@functools.lru_cache(maxsize=4096)
def _value(text: str, scale: str | None) -> Decimal | None:
    """The value of a number with its scale word; None when the numerals make none."""
    if len(text) > _MOST_DIGITS:
        return None
    if text[0].isdigit() and text[0].isascii():
        value = Decimal(text.replace(",", ""))
    elif (numeral := chinese_number(text)) is not None:
        value = Decimal(numeral)
    else:
        return None
    scaled = value * _SCALES[scale] if scale else value
    return scaled.quantize(_ONE) if scaled == scaled.to_integral_value() else scaled.normalize()


def _qualifier(match: re.Match[str], after: re.Match[str]) -> Qualifier:
    most, least, about, few, few2, scale, number = match.group("most", "least", "about", "few", "few2", "scale", "number")
    tail = after["after"]
    if most or tail in {"以下", "以内"}:
        return "at_most"
    if least or tail == "以上":
        return "at_least"
    rounded = scale and "." in number  # 9.8万: printed in steps of a thousand
    return "about" if about or few or few2 or after["few"] or tail or rounded else "exact"


def quantity_at(match: re.Match[str], after: re.Match[str]) -> Quantity | None:
    """The quantity of a match of :data:`QUANTITY` and the match of :data:`AFTER` behind it."""
    number, scale, money, raw = match.group("number", "scale", "money", "raw")
    value = _value(number, scale)
    if value is None:
        return None
    uom = (money or "") + (after["uom"] or "")
    return Quantity(value, _qualifier(match, after), _SHORTER.get(uom, uom), raw, match.start("raw"), after.end(), match.start())


def may_count(text: str, start: int, end: int) -> bool:
    """Whether some number of a stretch may carry a counter: one look that spares the search for its quantities."""
    return _COUNTED.search(text, start, end) is not None


def find_quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """All quantities of a stretch of folded text in reading order, with or without a unit; positions are those of ``text``."""
    stop = len(text) if end is None else end
    found = []
    for match in QUANTITY.finditer(text, start, stop):
        after = AFTER.match(text, match.end(), stop)
        quantity = quantity_at(match, after) if after else None
        if quantity is not None:
            found.append(quantity)
    return found


def parse_quantity(text: str) -> Quantity | None:
    """The quantity of a whole cell or phrase (``12.5(万元)``, ``30余万人次``), None when it is anything else."""
    folded = re.sub(r"(?<!\d) | (?!\d)", "", fold(text).strip())
    match = QUANTITY.match(folded)
    if match is None:
        return None
    after = AFTER.match(folded, match.end())
    if after is None:
        return None
    if after.end() == len(folded):
        return quantity_at(match, after)
    bracket = _WHOLE.fullmatch(folded, match.end())
    inner = AFTER.fullmatch(bracket["uom"]) if bracket else None
    quantity = quantity_at(match, inner) if inner and inner["uom"] else None
    return quantity and Quantity(
        quantity.value, quantity.qualifier, quantity.uom, quantity.raw, quantity.start, len(folded), quantity.before
    )
