"""Margins as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from scoring.results.margins.model import MarginRow, Margins
from scoring.results.margins.words import DIRECTIONS, distances


def as_text(found: Margins) -> str:
    """Units by group in rank order, each with its distances and what would move it; then the pairs."""
    lines = [line for group, rows in groupby(found.units, key=lambda row: row.group) for line in (group, *_lines(rows))]
    if found.pairs:
        lines += ["名次取决于取整或同分规则的相邻单位", *(f"  {pair.sentence}" for pair in found.pairs)]
    return "\n".join(lines)


def _lines(rows: Iterator[MarginRow]) -> Iterator[str]:
    for row in rows:
        grade = f"  {row.grade}" if row.grade else ""
        yield f"  {row.rank:>3}  {row.unit}  {row.score}{grade}"
        for direction in DIRECTIONS:
            distance, sentence = distances(row)[direction], row.first(direction)
            if distance or sentence:
                yield "       " + "：".join(filter(None, [distance, sentence]))
