"""Plain text to lines and grids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from scoring.intake.document import Cell, Document, Grid, Line
from scoring.intake.pipe_tables import Row, delimited_rows, opens_table, pipe_rows

_BLANKS = "\r\n \t\u3000\xa0\ufeff"


def read_text(text: str) -> Document:
    """Read plain text or Markdown.

    Returns:
        The lines outside tables (locator ``line n``) and one grid per table of pipes or tabs (``table n row r
        column c``). Grids are ragged: a row has its own cells first and spanned positions, empty, at its end.
    """
    source = text.split("\n")
    lines: list[Line] = []
    grids: list[Grid] = []
    number = 0
    while number < len(source):
        rows, following = pipe_rows(source, number) if opens_table(source[number]) else delimited_rows(source, number)
        if rows:
            _add_tables(rows, lines, grids)
        elif words := source[number].strip(_BLANKS):
            lines.append(Line(words, f"line {number + 1}"))
        number = max(following, number + 1)
    return Document("text", tuple(lines), tuple(grids))


def _add_tables(rows: Sequence[Row], lines: list[Line], grids: list[Grid]) -> None:
    """Grids of consecutive rows; text behind the last pipe of a row ends a grid."""
    table: list[Row] = []
    for row in rows:
        table.append(row)
        behind = [(words.strip(_BLANKS), place) for words, place in row.tail if words.strip(_BLANKS)]
        if behind:
            _close(table, grids, len(lines))
            lines += [Line(words, f"line {place + 1}") for words, place in behind]
            table = []
    _close(table, grids, len(lines))


def _close(table: Sequence[Row], grids: list[Grid], after: int) -> None:
    rows = [row for row in table if not row.is_rule]
    if not any(text for row in rows for text, _ in row.cells):
        return
    width = max(Counter(len(row.cells) for row in rows))
    name = f"table {len(grids) + 1}"
    grids.append(Grid(tuple(_cells(row, f"{name} row {r}", width) for r, row in enumerate(rows, 1)), name, after, ragged=True))


def _cells(row: Row, name: str, width: int) -> tuple[Cell, ...]:
    own = [Cell(text, f"{name} column {c}") for c, (text, _) in enumerate(row.cells, 1)]
    return (*own, *[Cell("", f"{name} column {c}", spanned=True) for c in range(len(own) + 1, width + 1)])
