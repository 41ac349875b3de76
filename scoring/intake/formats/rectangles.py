"""Rows of text with a cell for every position of a table: which positions are cells, and which a span covers.

A text does not say what was merged. In the columns of the labels an empty position belongs to the label beside
or above it, and so does one that repeats it (converters fill merged cells with copies). In the columns of the
figures an empty position may be a blank figure: it stays one, and the grid says that it may be a gap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from scoring.intake.cells import UNIT, read_cell
from scoring.intake.document import Cell, Grid

_REGULAR = 0.6
Texts = Sequence[str]


def width_of(rows: Sequence[Texts]) -> int | None:
    """The width of the rectangle that the rows make up; None when they have no common width."""
    widths = Counter(map(len, rows))
    usual, times = widths.most_common(1)[0]
    return usual if usual == max(widths) and usual > 1 and times >= _REGULAR * len(rows) else None


def rectangle(rows: Sequence[Texts], width: int, name: str, after: int) -> Grid:
    """A grid of rows that have a cell for every position; a row of another width is ``loose``."""
    figures = _first_figures(rows)
    filled = [[*row, *[""] * (width - len(row))][:width] if len(row) < width else list(row) for row in rows]
    heads: list[str] = [""] * width
    cells: list[tuple[Cell, ...]] = []
    for r, row in enumerate(filled):
        spanned = [_is_spanned(row, c, filled[r - 1] if r else (), heads, figures) or c >= len(rows[r]) for c in range(len(row))]
        cells.append(tuple(Cell(text, f"{name} row {r + 1} column {c + 1}", spanned[c]) for c, text in enumerate(row)))
        heads = [text if text and not _is_number(text) else head for text, head in zip(row, heads, strict=False)]
    loose = frozenset(r for r, row in enumerate(rows) if len(row) != width)
    return Grid(_even(cells, name), name, after, gaps=True, loose=loose)


def _even(rows: Sequence[tuple[Cell, ...]], name: str) -> tuple[tuple[Cell, ...], ...]:
    width = max(map(len, rows))
    return tuple(
        (*row, *[Cell("", f"{name} row {r} column {c}", spanned=True) for c in range(len(row) + 1, width + 1)])
        for r, row in enumerate(rows, 1)
    )


def _first_figures(rows: Sequence[Texts]) -> int:
    """The first column behind the labels: the first one, not the very first, with a number in it."""
    return min((c for row in rows for c, text in enumerate(row) if c and _is_number(text)), default=1)


def _is_number(text: str) -> bool:
    if not text or not any(c.isdigit() for c in text):
        return False
    value = read_cell(text, "change")
    return value is not None and value.value is not None


def _is_spanned(row: Texts, c: int, above: Texts, heads: Sequence[str], figures: int) -> bool:
    text = row[c]
    if not c:
        return False
    if c < figures:
        if not text:  # a row without any label has its figures from its first cell on
            return any(word and not _is_number(word) for word in row[:c])
        return text == row[c - 1] or (c < len(above) and text == above[c] and not _is_number(text) and not UNIT.fullmatch(text))
    if not text or text != row[c - 1]:
        return False
    if _is_number(text):  # one figure under one heading, both printed once for every column they cover
        return c < len(heads) and bool(heads[c]) and heads[c] == heads[c - 1]
    return True
