"""Figures that belong to the figure before them: shares, growth rates, last year's value in a comparison."""

from __future__ import annotations

import re
from decimal import Decimal

from scoring.intake.narrative.text import Passage
from scoring.intake.narrative.tokens import Token

_BASE = r"(?P<base>去年同期|去年|上年同期|上年度?|上一年度?|20\d\d年度?(?:同期)?)"
_THAN = r"(?:较之?|比|与|同|和|相比于?|相较于?|对比)"
_WAY = r"(?P<way>增加|增长|上升|提高|提升|增幅|减少|下降|降低|降幅|下滑)"
_BY = r"(?:率|幅度|比例)?(?:了|为|达到|达|约|近|:)*$"
_SOFTLY = r"(?:略有|有所|大幅|大幅度|明显|小幅|总体|均)?"
_VALUE = r"(?:的?\(?(?:为|是)?[\d,.]+万?[余多]?[件条起宗份项次篇期场个]\)?)"
_CHANGE = r"(?:增加|减少|增长|下降|上升|多|少|增|减)(?:了)?[\d,.]+万?[余多]?[件条起宗份项次篇期场个]"
_WINDOW = 60
"""How far before a percentage its comparison may begin."""

_GROWTH = re.compile(
    rf"(?:{_THAN}{_BASE}(?:全年|总数|总量|相比|度)*{_VALUE}?(?:相比)?,?|同比|(?:与?{_BASE.replace('base', 'since')})?同期相比,?)"
    rf"{_SOFTLY}(?:{_CHANGE}[,、(](?:同比)?{_SOFTLY})?{_WAY}{_BY}"
)
_SHARE = re.compile(
    r"(?<!分别)(?<!各)(?<!权重)(?<!分值)占(?:比|全部|总|申请|受理|收到|新收|办理|办结|答复|结果|件数|数量|数|量|全年|当年|本年度?|年度"
    r"|全[省市县区]|政府|信息|依申请公开|主动公开|公开申请|公开信息|公开总|的|比例|比重|百分比|为|约|近|达到?|:)*$"
)
_COMPARED = re.compile(rf"{_THAN}{_BASE}(?:全年|同期|度)*(?:的|\(|为|是|:)*$")
_COMPARING = re.compile(r"\)?(?:相比|相较)?,?(?:略有|有所|大幅|基本|同比)*(?:增|减|上升|下降|提高|降低|多|少|持平)")
_STATED = re.compile(rf"[,、(]而?{_BASE}(?:全年|同期|度)*(?:为|是|收到|受理)$")
_DOWN = {"减少", "下降", "降低", "降幅", "下滑"}


def growth(page: Passage, start: int, token: Token, year: int | None) -> Decimal | None:
    """The growth on last year that a percentage states, in percent; None when it states none."""
    before = token.quantity.before
    match = _GROWTH.search(page.text, max(start, before - _WINDOW), before)
    if match is None or token.quantity.uom != "%":
        return None
    if not _is_last_year(match["base"] or match["since"] or "", year):
        return None
    return -token.quantity.value if match["way"] in _DOWN else token.quantity.value


def is_share(page: Passage, start: int, token: Token) -> bool:
    """Whether a percentage is the share of the figure before it in its whole."""
    before = token.quantity.before
    return token.quantity.uom == "%" and bool(_SHARE.search(page.text, max(start, before - _WINDOW), before))


def is_last_years(page: Passage, start: int, end: int, token: Token, year: int | None) -> bool:
    """Whether a count is last year's value of the figure before it: 12件,比上年(10件)增加2件."""
    before = token.quantity.before
    begin = max(start, before - _WINDOW)
    match = _COMPARED.search(page.text, begin, before) if _COMPARING.match(page.text, token.end, end) else None
    match = match or _STATED.search(page.text, begin, before)
    return bool(match and _is_last_year(match["base"], year))


def _is_last_year(base: str, year: int | None) -> bool:
    return not base[:4].isdigit() or (year is not None and int(base[:4]) == year - 1)
