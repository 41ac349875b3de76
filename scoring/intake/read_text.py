"""Plain text to lines and grids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from scoring.intake.cells import LOST
from scoring.intake.document import Cell, Document, Grid, Line
from scoring.intake.pages import without_page_breaks
from scoring.intake.pipe_tables import Row, opens_table, pipe_rows
from scoring.intake.rectangles import rectangle, width_of
from scoring.intake.row_tables import line_rows, undrawn

_CUT_START = re.compile(r"\s*\d+(?:\.\d+)?[^\d\s年.、.)）:：/-]")
_SENTENCE_END = re.compile("[。.!?;:!?；：…)）”\"』》>|]$")
_SIGNATURE = 20  # a line that is not longer is a name or a date
_BLANKS = "\r\n \t\u3000\xa0\ufeff"


def read_text(text: str) -> Document:
    """Read plain text or Markdown.

    Returns:
        The lines outside tables (locator ``line n``) and one grid per table (``table n row r column c``). A grid
        whose rows have a cell for every position is a rectangle (``rectangles``); any other is ragged: a row has
        its own cells first and spanned positions, empty, at its end.
    """
    source = [undrawn(line) for line in without_page_breaks(text)]
    lines: list[Line] = []
    grids: list[Grid] = []
    number = 0
    rows: Sequence[Row] = ()
    while number < len(source):
        regular, following = line_rows(source, number)
        rows = regular
        if not rows and opens_table(source[number]):
            rows, following = pipe_rows(source, number)
        if rows:
            _add_tables(rows, lines, grids, stream=not regular)
        elif words := source[number].strip(_BLANKS):
            lines.append(Line(words, f"line {number + 1}"))
        number = max(following, number + 1)
    return Document("text", *_marked_ends(text, tuple(lines), tuple(grids), in_table=bool(rows)))


def _marked_ends(text: str, lines: tuple[Line, ...], grids: tuple[Grid, ...], *, in_table: bool) -> tuple[tuple[Line, ...], tuple[Grid, ...]]:
    """Where an excerpt begins or ends inside a row or sentence, figures may have lost digits: says so in the text."""
    if lines and _CUT_START.match(text):
        lines = (replace(lines[0], text=LOST + lines[0].text), *lines[1:])
    if grids and grids[0].after == 0 and undrawn(text.lstrip())[:1] not in {"|", "+"} and any(c.isdigit() for cell in grids[0].rows[0][1:] for c in cell.text):
        first, *others = grids[0].rows
        grids = (replace(grids[0], rows=((replace(first[0], text=LOST + first[0].text), *first[1:]), *others)), *grids[1:])
    if text.endswith("\n") or not (lines or grids):
        return lines, grids
    if not in_table:
        last = lines[-1]
        cut = len(last.text) > _SIGNATURE and not _SENTENCE_END.search(last.text)
        return ((*lines[:-1], replace(last, text=last.text + LOST)) if cut else lines), grids
    if grids and not text.rstrip(" ").endswith("|"):
        grids = (*grids[:-1], _cut_grid(grids[-1]))
    return lines, grids


def _cut_grid(grid: Grid) -> Grid:
    *rows, last = grid.rows
    own = [n for n, cell in enumerate(last) if not cell.spanned or cell.text]
    cells = [replace(cell, text=cell.text + LOST) if own and n == own[-1] else cell for n, cell in enumerate(last)]
    return replace(grid, rows=(*rows, tuple(cells)))


def _add_tables(rows: Sequence[Row], lines: list[Line], grids: list[Grid], *, stream: bool) -> None:
    """Grids of consecutive rows; text behind the last pipe of a row ends a grid."""
    table: list[Row] = []
    for row in rows:
        table.append(row)
        behind = [(words.strip(_BLANKS), place) for words, place in row.tail if words.strip(_BLANKS)]
        if behind:
            _close(table, grids, len(lines), stream=stream)
            lines += [Line(words, f"line {place + 1}") for words, place in behind]
            table = []
    _close(table, grids, len(lines), stream=stream)


def _close(table: Sequence[Row], grids: list[Grid], after: int, *, stream: bool) -> None:
    rows = [row for row in table if not row.is_rule]
    if not any(text for row in rows for text, _ in row.cells):
        return
    texts = [[text for text, _ in row.cells] for row in rows]
    name = f"table {len(grids) + 1}"
    if not stream and (width := width_of(texts)):
        grids.append(rectangle(texts, width, name, after))
        return
    width = max(Counter(len(row.cells) for row in rows))
    cells = tuple(_cells(row, f"{name} row {r}", width) for r, row in enumerate(rows, 1))
    grids.append(Grid(cells, name, after, ragged=True, gaps=not stream))


def _cells(row: Row, name: str, width: int) -> tuple[Cell, ...]:
    own = [Cell(text, f"{name} column {c}") for c, (text, _) in enumerate(row.cells, 1)]
    return (*own, *[Cell("", f"{name} column {c}", spanned=True) for c in range(len(own) + 1, width + 1)])
