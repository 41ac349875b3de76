"""Figures that the tables of a report state more than once.

A table that is pasted twice is read once. One figure that differs is unread, the rest is the same table. Two figures
that differ make them two tables (of two bodies, or of two years): then neither is taken for the other's missing rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from scoring.intake.reasons import CONFLICT, TWO_TABLES, unread
from scoring.intake.report import Fact, Unread

_PLACE = re.compile(r" row \d+.*|![A-Z]+\d+")
_MISPRINT = 1  # so many figures may differ between two printings of one table


def without_conflicts(facts: Sequence[Fact]) -> tuple[list[Fact], list[Unread]]:
    """Each figure once, and those that are unread because of a second statement."""
    stated: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        stated.setdefault((fact.metric, fact.part, fact.scope), []).append(fact)
    if len(stated) == len(facts):
        return list(facts), []
    differing = [same for same in stated.values() if len({(fact.value, fact.semantic) for fact in same}) > 1]
    left = [unread(CONFLICT, s[0].quote, " / ".join(f.raw for f in s), "; ".join(f.locator for f in s)) for s in differing]
    rivals = _rivals(differing)
    kept = []
    for same in stated.values():
        if len(same) == 1 and table_of(same[0]) in rivals:
            left.append(unread(TWO_TABLES, same[0].quote, same[0].raw, same[0].locator))
        elif same not in differing:
            kept.append(same[0])
    return kept, left


def table_of(fact: Fact) -> str:
    """The table in which a fact stands: its place without row and column."""
    return _PLACE.sub("", fact.locator)


def _rivals(differing: Sequence[Sequence[Fact]]) -> set[str]:
    """Tables that differ from another one in more than a misprint."""
    pairs = Counter(frozenset(map(table_of, same)) for same in differing)
    return {table for pair, times in pairs.items() if len(pair) > 1 and times > _MISPRINT for table in pair}
