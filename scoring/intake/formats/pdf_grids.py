"""Tables of pages to grids: a table that goes on over the end of a page is one grid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scoring.intake.cells import LOST, read_cell
from scoring.intake.document import Cell, Grid
from scoring.intake.formats.pdf_lines import starts_with_number
from scoring.intake.formats.pdf_tables import PdfCell, PdfTable, is_note

_CHINESE = re.compile("[\u3400-\u9fff]")
_SAME = 4.0  # points: a table on the next page stands at the same place up to this
_HEADINGS = 3  # columns: so many words below words are a row of headings
_COLUMN = 3.0  # points: columns nearer to each other are one


@dataclass
class Row:
    """One row of a table: the cells that begin in it, and those that reach into it from above."""

    table: PdfTable
    number: int
    own: list[PdfCell]
    above: list[PdfCell]

    def words(self) -> list[str]:
        """The texts of its own cells without blanks."""
        return ["".join(cell.text.split()) for cell in self.own]

    def bounds(self) -> list[tuple[float, float]]:
        """Left and right side of everything that stands in it."""
        return sorted((cell.box[0], cell.box[2]) for cell in (*self.own, *self.above))


def goes_on(upper: PdfTable, lower: PdfTable) -> bool:
    """Whether a table at the top of a page is the rest of the one at the end of the page before."""
    same_sides = abs(upper.box[0] - lower.box[0]) <= _SAME and abs(upper.box[2] - lower.box[2]) <= _SAME
    return same_sides and lower.page == upper.page + 1


def grid_of(tables: Sequence[PdfTable], after: int) -> tuple[Grid, list[str]]:
    """The grid of a table, given page by page, and the explanations that were in it as long cells."""
    rows = list(rows_of(tables[0]))
    for upper, lower in pairwise(tables):
        following = _without_heading(list(rows_of(upper)), list(rows_of(lower)))
        if rows and following:
            _carry_on(rows[-1], following[0])
        if rows and following and _is_broken(rows[-1], following[0]):
            _mend(rows[-1], following.pop(0))
        elif rows and following and _has_figures_before(rows[-1], following[0]):
            _mark_lost(following[0])
        rows += following
    notes = [cell.text for table in tables for cell in table.cells if is_note(cell, table)]
    columns = _columns(tables)
    cells = tuple(tuple(_cells(row, columns)) for row in rows if row.own and not is_note(row.own[0], row.table))
    return Grid(cells, f"page {tables[0].page} table {tables[0].number}", after), notes


def rows_of(table: PdfTable) -> Iterator[Row]:
    """The rows of a table from top to bottom."""
    for number in range(table.rows):
        own = sorted((cell for cell in table.cells if cell.row == number), key=lambda cell: cell.box[0])
        above = [cell for cell in table.cells if cell.row < number < cell.row + cell.height]
        yield Row(table, number, own, above)


def _without_heading(upper: list[Row], rows: list[Row]) -> list[Row]:
    """The rows of a page without the heading that is repeated on it."""
    repeated = 0
    for first, again in zip(upper, rows, strict=False):
        if first.words() != again.words() or not any(again.words()):
            break
        repeated += 1
    return rows[repeated:] if any(_is_heading(row) for row in rows[:repeated]) else rows


def _is_heading(row: Row) -> bool:
    return not any(map(_is_figure, row.words()))


def _is_figure(text: str) -> bool:
    value = read_cell(text)
    if value is None:  # digits that are no number by themselves: 1.属于, or a number in two lines
        return _CHINESE.search(text) is None
    return value.semantic not in {"text", "blank"}


def _is_broken(upper: Row, lower: Row) -> bool:
    """Whether the end of a page cut a row in two.

    One part is blank, or has the figures while the other has only words of the label, or it is a row of headings.
    """
    bounds = list(zip(upper.bounds(), lower.bounds(), strict=False))
    if len(upper.bounds()) != len(lower.bounds()) or any(abs(a[0] - b[0]) > _SAME for a, b in bounds):
        return False
    if not any(upper.words()) or not any(lower.words()):
        return True  # the page ended between the rulings of a row and its text
    pairs = [(a.text.strip(), b.text.strip()) for a, b in _aligned(upper, lower)]
    if any(a and b and (_is_figure(a) or _is_figure(b)) for a, b in pairs) or any(starts_with_number(b) for _, b in pairs):
        return False
    figures = [any(part[side] and _is_figure(part[side]) for part in pairs) for side in (0, 1)]
    headings = [bool(a) for a, b in pairs if b]
    return figures[0] != figures[1] or (not any(figures) and all(headings) and len(headings) >= _HEADINGS)


def _has_figures_before(upper: Row, lower: Row) -> bool:
    """Whether figures without a label end a page, and a label without figures begins the next: they may belong together."""
    first, second = ([cell.text.strip() for cell in row.own] for row in (upper, lower))
    bare = any(map(_is_figure, filter(None, first))) and not any(_CHINESE.search(text) for text in first)
    return bare and any(_CHINESE.search(text) for text in second) and not any(map(_is_figure, filter(None, second)))


def _mark_lost(row: Row) -> None:
    """Blanks that may have lost their figures to the page before are not blank."""
    for cell in row.own:
        cell.text = cell.text or LOST


def _aligned(upper: Row, lower: Row) -> Iterator[tuple[PdfCell, PdfCell]]:
    """The cells of two rows that stand below each other, merged ones left aside."""
    for cell in lower.own:
        for origin in upper.own:
            if abs(origin.box[0] - cell.box[0]) <= _SAME and origin.height == cell.height == 1:
                yield origin, cell


def _carry_on(upper: Row, lower: Row) -> None:
    """Let merged cells go on behind the end of a page, where they are left blank."""
    for cell in lower.own:
        for origin in (*upper.own, *upper.above):
            same = abs(origin.box[0] - cell.box[0]) <= _SAME and abs(origin.box[2] - cell.box[2]) <= _SAME
            if same and origin.height > 1 and cell.height > 1 and not cell.text:
                cell.text, cell.continued = origin.text, True


def _mend(upper: Row, lower: Row) -> None:
    for cell in lower.own:
        for origin in (*upper.own, *upper.above):
            if abs(origin.box[0] - cell.box[0]) <= _SAME and cell.text and not cell.continued:
                origin.text = f"{origin.text}\n{cell.text}" if origin.text else cell.text


def _columns(tables: Sequence[PdfTable]) -> list[float]:
    """The left sides of all columns over all pages of a table."""
    columns: list[float] = []
    for x in sorted({cell.box[0] for table in tables for cell in table.cells}):
        if not columns or x - columns[-1] > _COLUMN:
            columns.append(x)
    return columns


def _cells(row: Row, columns: Sequence[float]) -> Iterator[Cell]:
    name = f"page {row.table.page} table {row.table.number} row {row.number + 1}"
    for number, x in enumerate(columns, 1):
        locator = f"{name} column {number}"
        middle = x + _COLUMN
        found = next((cell for cell in (*row.own, *row.above) if cell.box[0] - _COLUMN <= x and middle < cell.box[2]), None)
        if found is None:
            yield Cell("", locator, spanned=True)
        else:
            yield Cell(found.text, locator, spanned=found.continued or found not in row.own or abs(found.box[0] - x) > _COLUMN)
