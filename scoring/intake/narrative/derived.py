"""Shares and growth rates: percentages that belong to the figure before them."""

from __future__ import annotations

import re
from decimal import Decimal

from scoring.intake.narrative.text import Passage
from scoring.intake.narrative.tokens import Token

_GROWTH = re.compile(
    r"(?:(?:较|比|与)(?P<base>去年同期|去年|上年同期|上年度?|上一年度?|20\d\d年度?(?:同期)?)(?:相比)?,?|同比|同期相比|年)(?:略有|有所|大幅|总体|均)?"
    r"(?P<way>增加|增长|上升|提高|提升|增幅|减少|下降|降低|降幅)(?:幅度)?(?:了|为|达到|达|约|:)*$"
)
_SHARE = re.compile(r"占(?!比重大)[^,;。:\d]{0,16}?(?:的)?(?:比例|比重|比|百分比)?(?:为|达到|达|约|:|的)*$")
_DOWN = {"减少", "下降", "降低", "降幅"}


def growth(page: Passage, start: int, token: Token, year: int | None) -> Decimal | None:
    """The growth on last year that a percentage states, in percent; None when it states none."""
    match = _GROWTH.search(page.text, start, token.quantity.before)
    if match is None or token.quantity.uom != "%":
        return None
    base = match["base"] or ""
    if base[:4].isdigit() and year is not None and int(base[:4]) != year - 1:
        return None
    return -token.quantity.value if match["way"] in _DOWN else token.quantity.value


def is_share(page: Passage, start: int, token: Token) -> bool:
    """Whether a percentage is the share of the figure before it."""
    return token.quantity.uom == "%" and bool(_SHARE.search(page.text, start, token.quantity.before))
