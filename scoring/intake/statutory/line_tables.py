"""Finds statutory tables in running text that kept no cell borders.

Text copied from a page has a row per line (``（一）收到申请数 件 12``) or a cell per line. Lines become a
ragged grid only where many known labels follow each other; a line that is neither a label nor a cell of
the row before it stays running text. Table 4 has no labels and is looked for by its headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scoring.intake.cells import LOST, UNIT, read_cell
from scoring.intake.document import Cell, Document, Grid, Line
from scoring.intake.forms import Row
from scoring.intake.statutory.labels import LONGEST, LabelIndex, fold_label

_MAX_TOKENS = 20
_SLACK = 4  # characters by which sites lengthen a label
_LONG = 2 * LONGEST
_PIECE = re.compile(r"[增减升降.．,，+＋↑↓−－约近余多()（）元万亿件条项个宗]{1,3}")  # what a broken cell may leave in a line of its own
_FIGURE = re.compile(r"[\d/—-]+")


@dataclass
class TextRow:
    """A row found in lines: its tokens, label first, and the number (from 0) of the line of each."""

    tokens: list[str]
    places: list[int]


def with_line_tables(document: Document, indexes: Sequence[LabelIndex]) -> Document:
    """The document with line tables as further grids, and without their lines."""
    from scoring.intake.statutory.aligned_tables import matrix_rows, single_rows
    from scoring.intake.statutory.line_blanks import with_blanks

    grids = list(document.grids)
    used: set[int] = set()
    tokens = [split(line.text) for line in document.lines]
    counts = list(map(words_before_cells, tokens))  # the same for every table, and every line of a page is asked
    for index in indexes:
        free = [words if number not in used else [] for number, words in enumerate(tokens)] if used else tokens
        if index.table.layout == "single":
            rows = single_rows(free, index)
        else:
            rows = list(_rows(free, counts, index))
            if len(rows) < max(index.table.min_rows, 3):
                continue
            if index.table.layout == "matrix":
                rows = matrix_rows(free, index, rows)
                rows = with_blanks(rows, document, len(index.table.rows[0].values))
        if rows and rows[0].places[0] == 0 and document.kind == "text":
            rows[0].tokens[0] = LOST + rows[0].tokens[0]  # an excerpt may begin inside the label
        if rows:
            used.update(number for row in rows for number in row.places)
            used.update(_furniture(tokens, index, rows))
            grid = _grid(rows, document.lines, len(grids) + 1)
            grids.append(replace(grid, lossy=index.table.layout == "matrix" and _is_lossy(rows, index)))
    if not used:
        return document
    return replace(document, lines=tuple(line for n, line in enumerate(document.lines) if n not in used), grids=tuple(grids))


def _is_lossy(rows: Sequence[TextRow], index: LabelIndex) -> bool:
    """Whether some row has fewer or more cells than the form."""
    count = len(index.table.rows[0].values)
    return any(len(row.tokens) not in {1, count + 1} for row in rows)


def _furniture(lines: Sequence[list[str]], index: LabelIndex, rows: Sequence[TextRow]) -> Iterator[int]:
    """Lines between the rows that hold nothing but headings of groups."""
    for number in range(rows[0].places[0], rows[-1].places[-1]):
        if lines[number] and index.is_furniture("".join(lines[number])):
            yield number


def _rows(lines: Sequence[list[str]], counts: Sequence[int], index: LabelIndex) -> Iterator[TextRow]:
    """Every row found: a line that starts with a label (``counts``: words before its cells), and the lines of cells behind it."""
    row: TextRow | None = None
    for number, tokens in enumerate(lines):
        labelled = _labelled(tokens, counts[number], index) if tokens else []
        if labelled:
            if row:
                yield row
            row = TextRow(labelled, [number] * len(labelled))
        elif row and number == row.places[-1] + 1 and _continues(tokens, row.tokens):
            row.tokens.extend(tokens)
            row.places.extend([number] * len(tokens))
        elif row:
            yield row
            row = None
    if row:
        yield row


def split(text: str) -> list[str]:
    """The tokens of a line; none when it is too long for a row of a table."""
    return text.split() if len(text) <= _LONG or _ends_in_figures(text) else []


def words_before_cells(tokens: Sequence[str]) -> int:
    """How many tokens precede the cells at the end of a line."""
    count = len(tokens)
    while count and is_cell(tokens[count - 1]):
        count -= 1
    return count


def _labelled(tokens: list[str], count: int, index: LabelIndex) -> list[str]:
    """Tokens with those that make up the label joined; empty when the first ``count`` are not a label with cells behind it."""
    for start in range(count):
        label = "".join(tokens[start:count])
        rows = index.seen[label]
        if rows and _is_whole(label, rows[0]) and all(index.is_furniture(word) for word in tokens[:start]):
            return [label, *tokens[count:]]
    return []


def _is_whole(label: str, row: Row) -> bool:
    """Whether no more is printed than the label and its groups: other words belong to a row that this form lacks."""
    printed = fold_label(label)
    return printed is None or not row.group or len(printed.short) <= len(row.label) + sum(map(len, row.group)) + _SLACK


def _continues(tokens: Sequence[str], row: Sequence[str]) -> bool:
    return bool(tokens) and len(row) + len(tokens) <= _MAX_TOKENS and all(is_cell(token) or _PIECE.fullmatch(token) for token in tokens)


def is_cell(token: str) -> bool:
    """Whether a token is a unit of measure, a number, or a word or sign that stands for one."""
    if UNIT.fullmatch(token) or (LOST in token and any(c.isdigit() for c in token)):  # a figure that was cut is one
        return True
    value = read_cell(token, "change")
    return value is not None and value.semantic != "text"


def _grid(rows: Sequence[TextRow], lines: Sequence[Line], number: int) -> Grid:
    width = max(len(row.tokens) for row in rows)
    name = f"table {number}"
    cells = tuple(_cells(row, f"{name} row {r}", lines, width) for r, row in enumerate(rows, 1))
    first = rows[0].places[0]
    return Grid(cells, f"{name} ({lines[first].locator})", first, ragged=True)


def _cells(row: TextRow, name: str, lines: Sequence[Line], width: int) -> tuple[Cell, ...]:
    own = [
        Cell(text, f"{name} column {c} ({lines[place].locator})")
        for c, (text, place) in enumerate(zip(row.tokens, row.places, strict=True), 1)
    ]
    end = lines[row.places[0]].locator
    return (*own, *[Cell("", f"{name} column {c} ({end})", spanned=True) for c in range(len(own) + 1, width + 1)])


def _ends_in_figures(text: str) -> bool:
    """Whether a line ends in three figures or more, as a row with many blanks in it does."""
    words = text.rsplit(None, 3)
    return (len(words) > 3 or text[:1].isspace()) and len(words) >= 3 and all(map(_FIGURE.fullmatch, words[-3:]))  # noqa: PLR2004 - as said
