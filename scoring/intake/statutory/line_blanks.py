"""Blank cells of a table that has one cell per line, where the blank lines show their places.

Only a text that keeps a line for every cell can be read this way: every row, from its label to the next
written line, must take exactly as many lines as a full row, and somewhere a blank must stand between figures.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from scoring.intake.document import Document
from scoring.intake.statutory.line_tables import TextRow

_LINE = re.compile(r"line (\d+)$")


def with_blanks(rows: list[TextRow], document: Document, count: int) -> list[TextRow]:
    """The rows with their blank cells in place, or the same rows when the lines do not show them."""
    if document.kind != "text" or all(len(row.tokens) > count for row in rows):
        return rows
    numbers = [int(match[1]) if (match := _LINE.match(line.locator)) else 0 for line in document.lines]
    strides = {_stride(row, numbers, count) for row in rows if len(row.tokens) == count + 1}
    if len(strides) != 1 or not (stride := strides.pop()):
        return rows
    if not all(_has_length(row, numbers, (count + 1) * stride) for row in rows):
        return rows
    offsets = [[(numbers[n] - numbers[row.places[0]]) / stride for n in row.places] for row in rows]
    if not any(b - a > 1 for row in offsets for a, b in itertools.pairwise(row)):
        return rows
    return [_spread(row, places, count) for row, places in zip(rows, offsets, strict=True)]


def _stride(row: TextRow, numbers: Sequence[int], count: int) -> int:
    """The lines from one cell to the next, 0 when they are not the same everywhere."""
    steps = {numbers[b] - numbers[a] for a, b in zip(row.places, row.places[1:], strict=False)}
    return steps.pop() if len(steps) == 1 and len(row.places) == count + 1 else 0


def _has_length(row: TextRow, numbers: Sequence[int], length: int) -> bool:
    following = row.places[-1] + 1
    return following < len(numbers) and numbers[following] - numbers[row.places[0]] == length


def _spread(row: TextRow, offsets: Sequence[float], count: int) -> TextRow:
    texts = dict(zip(offsets, row.tokens, strict=True))
    places = dict(zip(offsets, row.places, strict=True))
    if not all(offset == int(offset) <= count for offset in offsets):
        return row
    return TextRow([texts.get(n, "") for n in range(count + 1)], [places.get(n, row.places[0]) for n in range(count + 1)])
