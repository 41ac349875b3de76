"""Lists whose values stand at their end: 网络、信函、当面申请分别为12件、3件和5件; 维持、纠正各1件.

All or nothing: every item of the list must be the wording of a metric, each of another one, and there must be as
many values as items. The words that the last item shares with the others (申请 above) are tried behind each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scoring.intake.narrative.figures import Found, Spot, find
from scoring.intake.narrative.text import Passage
from scoring.intake.narrative.tokens import Token
from scoring.intake.quantities import find_quantities

_SPREAD = re.compile(r"(?P<how>分别|各)(?:为|是|有|达到?|共|计|收到|受理)*(?=\d)")
_JOIN = re.compile("以及|[、和及与]|或者?")
_BETWEEN = re.compile("(?:[,、和及与]|以及)*")
_LIST_START = re.compile(r"[,;。:(]|其中|通过|采用|采取|按照?|以")
_LONGEST_LIST = 90
_MOST_ITEMS = 8


@dataclass(frozen=True, slots=True)
class Share:
    """One item of a list with its value.

    Args:
        token: The number, with its places in the line.
        found: Its metric.
        spot: The sentence as if the value stood directly behind its item.
        stated: The number in that sentence.
    """

    token: Token
    found: Found
    spot: Spot
    stated: Token


def values(spot: Spot) -> Iterator[list[Share]]:
    """The lists of a sentence whose items and values go together, one entry per list."""
    text = spot.page.text
    for match in _SPREAD.finditer(text, spot.start, spot.end):
        begin = _list_start(text, max(spot.start, match.start() - _LONGEST_LIST), match.start())
        items = _JOIN.split(text[begin : match.start()].strip("的"))
        numbers = _numbers(text, match.end(), spot.end, len(items) if match["how"] == "分别" else 1)
        if 1 < len(items) <= _MOST_ITEMS and all(items) and numbers and ")" not in text[begin : match.start()]:
            numbers = numbers if match["how"] == "分别" else numbers * len(items)
            if shares := _matched(spot, begin, items, numbers):
                yield shares


def _list_start(text: str, start: int, end: int) -> int:
    return max([start, *(m.end() for m in _LIST_START.finditer(text, start, end))])


def _numbers(text: str, start: int, end: int, wanted: int) -> list[Token]:
    """Exactly ``wanted`` numbers in a row, the last one with a counter that all share; else none."""
    found: list[Token] = []
    position = start
    for quantity in find_quantities(text, start, min(end, start + 16 * wanted)):
        if quantity.before != position or len(found) > wanted:
            break
        found.append(Token(quantity))
        gap = _BETWEEN.match(text, quantity.end, end)
        if gap is None or gap.end() == quantity.end:
            break
        position = gap.end()
    uoms = {token.quantity.uom for token in found} - {""}
    if len(found) != wanted or len(uoms) != 1 or not found[-1].quantity.uom:
        return []
    return [replace(token, quantity=replace(token.quantity, uom=found[-1].quantity.uom)) for token in found]


def _matched(spot: Spot, begin: int, items: Sequence[str], numbers: Sequence[Token]) -> list[Share]:
    """Every item with its value, when each is the wording of another metric."""
    for shared in _shared_words(items[-1]):
        shares = []
        for item, token in zip(items, numbers, strict=True):
            words = item if item is items[-1] else item + shared
            share = _share(spot, begin, words, token)
            if share is None:
                break
            shares.append(share)
        if len({share.found.entry.metric for share in shares}) == len(items):
            return shares
    return []


def _shared_words(last: str) -> Iterator[str]:
    """What the last item may share with the others: nothing, then its last characters, the fewest first."""
    yield ""
    for length in range(2, len(last) - 1):
        yield last[-length:]


def _share(spot: Spot, begin: int, words: str, token: Token) -> Share | None:
    """The item as a sentence of its own: what stands before the list, the item, the number."""
    raw = token.quantity.raw + token.quantity.uom
    text = spot.page.text[:begin] + words + raw
    blank = spot.page.masked[:begin] + words + raw
    page = Passage(spot.page.line, text, range(len(text) + 1), blank)
    start = begin + len(words)
    stated = Token(replace(token.quantity, start=start, before=start, end=len(text)))
    # What was left out still says what is being spoken of.
    headings = (spot.page.text[begin : token.quantity.before], *spot.headings)
    alone = replace(spot, page=page, end=len(text), settled=spot.settled | {begin}, headings=headings)
    found = find(stated, alone)
    return Share(token, found, alone, stated) if found else None
