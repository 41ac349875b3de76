"""Workbooks to lines and grids, with python-calamine.

In each sheet the part from the first to the last row with two or more filled cells is a table; rows above and
below it are text. Merged cells repeat the text of their origin, marked as spanned.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from scoring.intake.document import Cell, Document, Grid, Line

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Value = int | float | str | bool | time | date | datetime | timedelta
_MAX_CELLS = 200_000  # a form has hundreds; a sheet formatted to the last row has millions


class WorkbookError(Exception):
    """The bytes are no workbook that can be opened; the message is the code of the catalogue."""


def read_xlsx(data: bytes) -> Document:
    """Read a workbook (xlsx, xls, ods).

    Returns:
        The text rows and one grid per sheet that has a table, with locators ``Sheet1!C5`` (text: ``line Sheet1!A1``).

    Raises:
        WorkbookError: I008 (cannot be opened) or I009 (too large).
    """
    lines: list[Line] = []
    grids: list[Grid] = []
    for name, rows in sheets(data):
        first, last = _extent(rows)
        lines += _text_rows(rows[:first])
        if first < last:
            grids.append(Grid(tuple(map(tuple, rows[first:last])), name, len(lines)))
        lines += _text_rows(rows[last:])
    return Document("xlsx", tuple(lines), tuple(grids))


def sheets(data: bytes) -> list[tuple[str, list[list[Cell]]]]:
    """All visible sheets as (name, rectangular rows of cells from A1 on).

    Raises:
        WorkbookError: I008 or I009.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            shown = [m.name for m in book.sheets_metadata if m.visible == SheetVisibleEnum.Visible]
            return [(name, _cells(book.get_sheet_by_name(name), name)) for name in shown]
    except (CalamineError, ValueError, OSError) as error:
        raise WorkbookError("I008") from error


def column_name(index: int) -> str:
    """``A`` for 0, ``AA`` for 26."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def value_text(value: Value) -> str:
    """A cell value as text: 12.0 is 12, a date is ISO, a float has at most 15 digits as in Excel."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        text = f"{value:.15g}"
        return format(int(value), "d") if value.is_integer() else text
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return str(value).strip("\r\n")


def _cells(sheet: CalamineSheet, name: str) -> list[list[Cell]]:
    height, width = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
    if height * width > _MAX_CELLS:
        raise WorkbookError("I009")
    values = sheet.to_python(skip_empty_area=False)
    letters = [column_name(c) for c in range(width)]
    rows = [[Cell(value_text(v), f"{name}!{letters[c]}{r}") for c, v in enumerate(row)] for r, row in enumerate(values, 1)]
    for start, end in sheet.merged_cell_ranges or ():
        _span(rows, start, end)
    return rows


def _span(rows: list[list[Cell]], start: tuple[int, int], end: tuple[int, int]) -> None:
    for r in range(start[0], min(end[0] + 1, len(rows))):
        for c in range(start[1], min(end[1] + 1, len(rows[r]))):
            if (r, c) != start:
                rows[r][c] = Cell(rows[start[0]][start[1]].text, rows[r][c].locator, spanned=True)


def _filled(row: Sequence[Cell]) -> int:
    return sum(1 for cell in row if cell.text.strip() and not cell.spanned)


def _extent(rows: Sequence[Sequence[Cell]]) -> tuple[int, int]:
    """First row of the table and the row after its last; equal when there is none."""
    table = [number for number, row in enumerate(rows) if _filled(row) > 1]
    return (table[0], table[-1] + 1) if table else (len(rows), len(rows))


def _text_rows(rows: Sequence[Sequence[Cell]]) -> list[Line]:
    return [Line(cell.text.strip(), f"line {cell.locator}") for row in rows for cell in row if cell.text.strip() and not cell.spanned]
