"""Plain text to lines and grids."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from scoring.intake.document import Cell, Document, Grid, Line
from scoring.intake.formats.mixed_text import TABLE, without_tables
from scoring.intake.formats.pages import without_page_breaks
from scoring.intake.formats.paragraphs import paragraphs
from scoring.intake.formats.pipe_tables import Row, opens_table, pipe_rows
from scoring.intake.formats.rectangles import rectangle, width_of
from scoring.intake.formats.row_tables import cell_text, line_rows, undrawn
from scoring.intake.formats.text_ends import marked_ends

_MARKDOWN = re.compile(r"^(?:#{1,6} |.*\*\*\S|\|(?:\s*:?-{3,}:?\s*\|)+$|>\s|[-*] )", re.MULTILINE)
_HEADING = re.compile(r"^(?:#{1,6}\s+|[>*-]\s+)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>-])")
_ROW = re.compile(r"\|[^|]*[^|\s][^|]*\|")  # a cell between two pipes: no stream of cells has it
_BLANKS = "\r\n \t\u3000\xa0\ufeff"


def read_text(text: str) -> Document:
    """Read plain text or Markdown.

    Returns:
        The lines outside tables (locator ``line n``) and one grid per table (``table n row r column c``). A grid
        whose rows have a cell for every position is a rectangle (``rectangles``); any other is ragged: a row has
        its own cells first and spanned positions, empty, at its end.
    """
    outside, tables = without_tables(text) if "<" in text else (text, [])
    pages = without_page_breaks(outside)
    lines, grids, in_table = _tables(pages, tables, markdown=_MARKDOWN.search(text) is not None)
    lines, grids = _in_paragraphs(lines, grids, pages)
    return Document("text", *marked_ends(text, tuple(lines), tuple(grids), in_table=in_table))


def with_piped_lines(document: Document) -> Document:
    """A page in whose running text tables were left as pipes: they become further grids."""
    texts = [line.text for line in document.lines]
    kept, found, _ = _tables(texts, [], markdown=False)
    names = [f"table {len(document.grids) + n}" for n in range(1, len(found) + 1)]
    numbers = [int(line.locator.removeprefix("line ")) - 1 for line in kept]
    before = [replace(grid, after=bisect_left(numbers, grid.after)) for grid in document.grids]
    return replace(document, lines=tuple(document.lines[n] for n in numbers), grids=(*before, *map(_renamed, found, names)))


def _tables(source: Sequence[str], tables: Sequence[str], *, markdown: bool) -> tuple[list[Line], list[Grid], bool]:
    """The lines outside tables, the tables, and whether the last line is in one."""
    source = [undrawn(line) for line in source]
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
            stream = not regular and not any(map(_ROW.search, source[number:following]))
            _add_tables(rows, lines, grids, stream=stream)
        elif place := TABLE.search(source[number]):
            _add_html(tables[int(place[1])], number + 1, lines, grids)
        elif words := _words(source[number], markdown=markdown):
            lines.append(Line(words, f"line {number + 1}"))
        number = max(following, number + 1)
    return lines, grids, bool(rows)


def _words(line: str, *, markdown: bool) -> str:
    """The words of a line, without the marks of Markdown where the text is written in it."""
    words = line.strip(_BLANKS)
    if not markdown:
        return words
    return _ESCAPED.sub(r"\1", cell_text(_HEADING.sub("", words))).strip(_BLANKS)


def _in_paragraphs(lines: list[Line], grids: list[Grid], pages: Sequence[str]) -> tuple[list[Line], list[Grid]]:
    """Lines joined to paragraphs, and tables with as many lines before them as there are then."""
    if not any(line.locator.startswith("line ") for line in lines):
        return lines, grids
    cuts = [0, *sorted({grid.after for grid in grids}), len(lines)]
    joined: list[Line] = []
    moved = {0: 0}
    for start, end in pairwise(cuts):
        joined += paragraphs(lines[start:end], pages)
        moved[end] = len(joined)
    return joined, [replace(grid, after=moved[grid.after]) for grid in grids]


def _add_html(table: str, first: int, lines: list[Line], grids: list[Grid]) -> None:
    """The tables of a piece of HTML; its other text keeps the line that it starts on."""
    from scoring.intake.formats.read_html import read_html

    document = read_html(table)
    for grid in document.grids:
        grids.append(replace(_renamed(grid, f"table {len(grids) + 1}"), after=len(lines) + grid.after))
    lines += [Line(line.text, f"line {first}") for line in document.lines]


def _renamed(grid: Grid, name: str) -> Grid:
    rows = tuple(tuple(replace(cell, locator=cell.locator.replace(grid.locator, name, 1)) for cell in row) for row in grid.rows)
    return replace(grid, rows=rows, locator=name)


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
