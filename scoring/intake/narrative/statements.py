"""Statements without a number that belong to the record, such as 均在法定期限内答复."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from scoring.intake.narrative.catalogue import compiled, occurs, statements
from scoring.intake.narrative.context import is_plan, scope_of
from scoring.intake.narrative.figures import Spot
from scoring.intake.narrative.literals import Needs, has_all, needs_of
from scoring.intake.report import Fact


@dataclass(frozen=True, slots=True)
class _Statement:
    """One pattern: the words it needs, what the line must say, what may and may not stand before it."""

    words: Needs
    metric: str
    pattern: str
    needs: str
    within: str
    without: str
    is_target: bool


@functools.cache
def _patterns() -> tuple[_Statement, ...]:
    return tuple(
        _Statement(
            needs_of(pattern, {}),
            metric,
            pattern,
            data["needs"],
            data.get("within", ""),
            data.get("without", ""),
            data.get("target", False),
        )
        for metric, entries in statements().items()
        for data in (entries if isinstance(entries, list) else [entries])
        for pattern in data["patterns"]
    )


@functools.cache
def _needed() -> tuple[Needs, ...]:
    """What the patterns need, each once: several have the same words."""
    return tuple(dict.fromkeys(one.words for one in _patterns()))


def may_state(sentence: str) -> bool:
    """Whether a sentence has the words of any statement: tested before anything is made of it."""
    return any([has_all(words, sentence) for words in _needed()])  # noqa: C419 - a list of a few is made faster than a generator


def read(spot: Spot, quote: str) -> Iterator[Fact]:
    """One fact with semantic ``text`` per statement of the sentence."""
    page = spot.page
    sentence = page.text[spot.start : spot.end]
    for one in _patterns():
        if not has_all(one.words, sentence) or (spot.is_plan and not one.is_target):
            continue
        match = compiled(one.pattern).search(page.text, spot.start, spot.end)
        if match is None or not occurs(one.needs, spot.around(match.start())) or not _stands_right(one, spot, match.start("raw")):
            continue
        start, end = match.span("raw")
        scope = scope_of(spot.left(start, masked=True))
        raw = page.original(start, end)
        yield Fact(one.metric, "total", None, "text", "exact", "", raw, scope, page.locator(start, end), quote)


def _stands_right(one: _Statement, spot: Spot, start: int) -> bool:
    left = spot.left(start)
    if not one.is_target and is_plan(left):
        return False
    said_of = left.rpartition(":")[2]
    return (not one.within or occurs(one.within, said_of)) and not (one.without and occurs(one.without, left))
