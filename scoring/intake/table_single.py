"""Reads table 4 of the six-section report: under its headings one row of 15 numbers and no label."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.intake.cells import CellValue, read_cell
from scoring.intake.document import Cell, Grid
from scoring.intake.forms import Value
from scoring.intake.labels import LabelIndex, fold_label
from scoring.intake.reasons import BLANKS, FEWER, MORE, NOT_A_NUMBER, unread
from scoring.intake.report import Fact, Unread
from scoring.intake.table_values import make_fact

_NAME = "行政复议、行政诉讼情况"
_MARKS = 2  # so many of the outcome headings make a row a heading of this table


def read_single(grid: Grid, index: LabelIndex) -> tuple[list[Fact], list[Unread]]:
    """Read table 4: under its headings one row of 15 numbers and no label."""
    last = _last_heading(grid, index)
    if last is None:
        return [], []
    values = index.table.rows[0].values
    for number in range(last + 1, len(grid.rows)):
        cells = [cell for cell in grid.rows[number] if not cell.spanned]
        while cells and read_cell(cells[0].text) == CellValue(None, "text"):
            cells = cells[1:]
        while len(cells) > len(values) and not cells[-1].text.strip():
            cells = cells[:-1]
        if cells and any(cell.text.strip() for cell in cells):
            return _single_row(cells, values, whole=_is_whole(grid, number))
    return [], []


def _is_whole(grid: Grid, number: int) -> bool:
    """Whether the row has all of its cells, so that its blanks stand in their places."""
    if number in grid.loose:
        return False
    return not grid.ragged or not any(cell.spanned for cell in grid.rows[number])


def _single_row(cells: Sequence[Cell], values: Sequence[Value], *, whole: bool) -> tuple[list[Fact], list[Unread]]:
    raw = " | ".join(cell.text for cell in cells)
    if len(cells) != len(values):
        return [], [unread(FEWER if len(cells) < len(values) else MORE, _NAME, raw, cells[0].locator, len(values))]
    if not whole and not all(cell.text.strip() for cell in cells):
        return [], [unread(BLANKS, _NAME, raw, cells[0].locator)]
    read = [(value, cell, read_cell(cell.text)) for value, cell in zip(values, cells, strict=True)]
    facts = [make_fact(value, result, cell, value.title, value.printed_uom) for value, cell, result in read if result]
    return facts, [unread(NOT_A_NUMBER, value.title, cell.text, cell.locator) for value, cell, result in read if not result]


def _last_heading(grid: Grid, index: LabelIndex) -> int | None:
    """The last row of the headings, None when this grid is not table 4."""
    for number in range(len(grid.rows) - 1, -1, -1):
        labels = [fold_label(cell.text) for cell in grid.rows[number] if not cell.spanned]
        if sum(label is not None and label.full in index.marks for label in labels) >= _MARKS:
            return number
    return None
