"""Numbers of a sentence that may be figures: with a counter, with last year's value in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from scoring.intake.quantities import AFTER, Quantity, find_quantities, may_count

_LAST_YEAR = re.compile(r"\((?:去年同期|去年|上年同期|上年度?|上一年度?|(?P<year>20\d\d)年)(?:度|同期|为|是|:)*$")
_LOOK_BACK = 3  # no word of the next two patterns is longer
_RANGE_BEFORE = re.compile(r"(?:[\dA-Za-z@._/〔\[-]|\d[,、~至到—]|第|[每另某])$")
_VAGUE_BEFORE = re.compile("[几数上同任哪唯这那整半]$")
_RANGE_AFTER = re.compile(r"[~至到—-]\d")
_GLUED_AFTER = re.compile(r"[零/+—-]|\d+(?:\.\d+)?(?P<uom>[\u4e00-\u9fff%]?)")  # cells of a table that run together


@dataclass(frozen=True, slots=True)
class Token:
    """One number with its counter, and last year's value where it stands in brackets."""

    quantity: Quantity
    prev: Quantity | None = None
    prev_year: int | None = None
    """The year that the bracket names, None where it says 去年."""

    @property
    def end(self) -> int:
        """Position after the number, the bracket and the counter."""
        return max(self.quantity.end, self.prev.end if self.prev else 0)


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The numbers of ``text[start:end]`` that carry a counter and are not part of something else.

    Document numbers, years, telephone and list numbers, ranges and ordinals carry no counter
    or stand against a letter, digit or 第, and are left out.
    """
    if not may_count(text, start, end):
        return []
    found: list[Token] = []
    quantities = [q for q in find_quantities(text, start, end) if not text.startswith("年", q.end, end)]
    skip = -1
    for i, quantity in enumerate(quantities):
        if i == skip:
            continue
        token = _with_last_year(text, end, quantity, quantities[i + 1]) if i + 1 < len(quantities) else None
        skip = i + 1 if token else skip
        token = token or Token(quantity)
        if token.quantity.uom and _stands_alone(text, start, end, token.quantity):
            found.append(token)
    return found


def _stands_alone(text: str, start: int, end: int, quantity: Quantity) -> bool:
    """Whether no word directly before or behind the number makes it part of something else."""
    left = max(start, quantity.before - _LOOK_BACK)
    if not quantity.raw[0].isascii() and _VAGUE_BEFORE.search(text, left, quantity.before):
        return False
    number_end = quantity.start + len(quantity.raw)
    if _RANGE_BEFORE.search(text, left, quantity.before) or _RANGE_AFTER.match(text, number_end, end):
        return False
    glued = _GLUED_AFTER.match(text, quantity.end, end)
    return not glued or bool(glued["uom"] and not quantity.uom.startswith(glued["uom"]))


def _with_last_year(text: str, end: int, now: Quantity, prev: Quantity) -> Token | None:
    """``41288(去年25586)条`` and ``41288条(去年25586条)`` as one token."""
    if not text.startswith(")", prev.end, end):
        return None
    opening = _LAST_YEAR.fullmatch(text, now.end, prev.before)
    if opening is None:
        return None
    uom, closed = now.uom, prev.end + 1
    if not uom and (after := AFTER.match(text, closed, end)):
        uom, closed = after["uom"] or "", after.end()
    stated = int(opening["year"]) if opening["year"] else None
    return Token(replace(now, uom=uom, end=closed), replace(prev, uom=uom), stated)
