"""Margins as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from scoring.cli.colours import paint
from scoring.cli.tables import aligned
from scoring.results.margins.model import MarginRow, Margins
from scoring.results.margins.words import DIRECTIONS, distances


def as_text(found: Margins) -> str:
    """Units by group in rank order, each with its distances and what would move it; then the pairs."""
    lines = [line for group, rows in groupby(found.units, key=lambda row: row.group) for line in (paint(group, "head"), *_lines(rows))]
    if found.pairs:
        lines += [paint("名次取决于取整或同分规则的相邻单位", "warning"), *(f"  {pair.sentence}" for pair in found.pairs)]
    return "\n".join(lines)


def _lines(rows: Iterator[MarginRow]) -> Iterator[str]:
    listed = list(rows)
    heads = aligned([(f"  {row.rank:>3}", row.unit, row.score, row.grade) for row in listed], right=(0, 2))
    for row, head in zip(listed, heads, strict=True):
        yield head
        for direction in DIRECTIONS:
            distance, sentence = distances(row)[direction], row.first(direction)
            if distance or sentence:
                yield "       " + "：".join(filter(None, [distance, sentence]))
