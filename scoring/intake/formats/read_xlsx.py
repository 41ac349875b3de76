"""Workbooks to lines and grids, with python-calamine.

In each sheet the part from the first to the last row with two or more filled cells is a table; rows above and
below it, and rows inside it that are one long text, are text. Merged cells repeat the text of their origin, marked
as spanned. Hidden sheets, rows and columns are not read; a number is what its format shows; a cell whose shown
value is not in the file (an error, a formula that was never computed) is the mark for lost characters.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from scoring.files.panics import panics_as
from scoring.intake.cells import LOST
from scoring.intake.document import Cell, Document, Grid, Line
from scoring.intake.formats.number_formats import shown
from scoring.intake.formats.refusal import RefusedError

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

    from scoring.intake.formats.xlsx_look import SheetLook

Value = int | float | str | bool | time | date | datetime | timedelta
_MAX_CELLS = 200_000  # a form has hundreds; a sheet formatted to the last row has millions
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")
_PROSE = 60  # characters: a row with one cell that is longer, or a sentence, is running text between tables
_CODES = {"I014": "I008", "I016": "I009"}


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
    looks = _looks(data)
    for name, cells in _opened(data):
        rows = _as_shown(cells, looks[name]) if name in looks else cells
        first, last = _extent(rows)
        lines += _text_rows(rows[:first])
        prose = [number for number in range(first, last) if _is_prose(rows[number])]
        for before, after in pairwise([first - 1, *prose, last]):
            if before in prose:
                lines += _text_rows(rows[before : before + 1])
            if after > before + 1:
                grids.append(Grid(tuple(map(tuple, rows[before + 1 : after])), name, len(lines)))
        lines += _text_rows(rows[last:])
    return Document("xlsx", tuple(lines), tuple(grids))


def sheets(data: bytes) -> list[tuple[str, list[list[Cell]]]]:
    """All visible sheets as (name, rectangular rows of cells from A1 on), values as they are stored.

    Raises:
        WorkbookError: I008 or I009.
    """
    _looks(data)
    return _opened(data)


def _looks(data: bytes) -> dict[str, SheetLook]:
    """What a package says about its sheets; it is looked at before it is opened, for it may be made to fill the memory."""
    from scoring.intake.formats.xls_guard import OLE, check_xls
    from scoring.intake.formats.xlsx_look import look_at

    try:
        if data.startswith(OLE):
            check_xls(data, _MAX_CELLS)
        return look_at(data) if data.startswith(b"PK") else {}
    except RefusedError as error:
        raise WorkbookError(_CODES.get(error.code, error.code)) from error


def _opened(data: bytes) -> list[tuple[str, list[list[Cell]]]]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        with panics_as(WorkbookError("I008")), CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
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


def _as_shown(rows: list[list[Cell]], look: SheetLook) -> list[list[Cell]]:
    """The rows that are not hidden, with cells as they are shown; our own workbooks hide their codes and are left as they are."""
    from scoring.intake.filled.marker import MARK  # our own workbooks are read by this module too

    if any(cell.text.startswith(MARK) for row in rows for cell in row):
        return rows
    kept = [r for r in range(len(rows)) if r not in look.rows]
    return [[_shown(rows[r][c], (r, c), look) for c in range(len(rows[r])) if c not in look.columns] for r in kept]


def _shown(cell: Cell, place: tuple[int, int], look: SheetLook) -> Cell:
    if place in look.lost:
        return Cell(LOST, cell.locator, cell.spanned)
    if place not in look.formats or not _NUMBER.fullmatch(cell.text) or place in look.texts:
        return cell
    text = shown(cell.text, look.formats[place])
    return Cell(LOST if text is None else text, cell.locator, cell.spanned)


def _is_prose(row: Sequence[Cell]) -> bool:
    return _filled(row) == 1 and any(len(cell.text) > _PROSE or "。" in cell.text for cell in row if not cell.spanned)


def _filled(row: Sequence[Cell]) -> int:
    return sum(1 for cell in row if cell.text.strip() and not cell.spanned)


def _extent(rows: Sequence[Sequence[Cell]]) -> tuple[int, int]:
    """First row of the table and the row after its last; equal when there is none."""
    table = [number for number, row in enumerate(rows) if _filled(row) > 1]
    return (table[0], table[-1] + 1) if table else (len(rows), len(rows))


def _text_rows(rows: Sequence[Sequence[Cell]]) -> list[Line]:
    return [Line(cell.text.strip(), f"line {cell.locator}") for row in rows for cell in row if cell.text.strip() and not cell.spanned]
