"""Statements without a number that belong to the record, such as 均在法定期限内答复."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from scoring.intake.narrative.catalogue import compiled, occurs, statements
from scoring.intake.narrative.context import scope_of
from scoring.intake.narrative.figures import Spot
from scoring.intake.narrative.literals import Needs, has_all, needs_of
from scoring.intake.report import Fact


@functools.cache
def _patterns() -> tuple[tuple[Needs, str, str, str, bool], ...]:
    """Words that the pattern needs, metric, pattern, what the line must say besides, whether it is of a later year."""
    return tuple(
        (needs_of(pattern, {}), metric, pattern, data["needs"], data.get("target", False))
        for metric, data in statements().items()
        for pattern in data["patterns"]
    )


def read(spot: Spot, quote: str) -> Iterator[Fact]:
    """One fact with semantic ``text`` per statement of the sentence."""
    page = spot.page
    sentence = page.text[spot.start : spot.end]
    for words, metric, pattern, needs, is_target in _patterns():
        if not has_all(words, sentence) or (spot.is_plan and not is_target):
            continue
        match = compiled(pattern).search(page.text, spot.start, spot.end)
        if match is None or not occurs(needs, page.text):
            continue
        start, end = match.span("raw")
        scope = scope_of(page.masked[spot.start : start])
        raw = page.original(start, end)
        yield Fact(metric, "total", None, "text", "exact", "", raw, scope, page.locator(start, end), quote)
