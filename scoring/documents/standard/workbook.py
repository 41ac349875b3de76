"""The table that leaders approve as .xlsx: one sheet for the tree, one for each further table, one for the policies."""

from __future__ import annotations

import datetime as dt
import io
import math
from typing import Any

from scoring.documents.official.titleshape import em_width
from scoring.documents.standard.model import Cell, Extra, Standard, body_cells, head_cells, widths
from scoring.documents.workbook.cells import Column, Pen, write_table
from scoring.documents.workbook.paper import finish, sheet_name

_BLOCK, _LEAF, _POINTS, _STANDARD, _BASIS, _SOURCE, _LINE = 14.0, 20.0, 11.0, 62.0, 30.0, 30.0, 150.0

_LINE_HEIGHT, _AIR = 14.0, 4.0  # of a line of 10.5 pt, and above and below the text, pt
_PER_EM = 2.2  # characters of the width of a column that a Chinese character takes


def standard_xlsx(standard: Standard) -> bytes:
    """The workbook's bytes, the same for the same criteria."""
    import xlsxwriter

    written = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(written, options) as book:
        book.set_properties({"title": standard.title, "created": dt.datetime(standard.year, 1, 1, tzinfo=dt.UTC)})
        pen, taken = Pen(book), set[str]()
        _main(pen, book.add_worksheet(sheet_name("指标及评分标准", taken)), standard)
        for extra in standard.extras:
            _extra(pen, book.add_worksheet(sheet_name(extra.title, taken)), extra)
        rows = [(str(i), note) for i, note in enumerate(standard.notes, 1)]
        write_table(
            pen, book.add_worksheet(sheet_name("说明", taken)), "说明", (Column("序号", 7, "word"), Column("内容", _LINE - 7)), rows
        )
    return written.getvalue()


def _main(pen: Pen, sheet: Any, standard: Standard) -> None:
    columns = [*[_BLOCK] * (standard.depth - 1), _LEAF, *[_POINTS] * len(standard.groups), _STANDARD, _BASIS, _SOURCE]
    for i, width in enumerate(columns):
        sheet.set_column(i, i, width)
    pen.heading(sheet, standard.title, standard.columns - 1)
    head = 1 + standard.head_rows
    for cell in head_cells(standard):
        _write(pen, sheet, cell, 1, "head")
    for top, cells in ((1, head_cells(standard)), (head, body_cells(standard))):
        for row, lines in _heights(list(cells), columns).items():
            sheet.set_row(row + top, lines * _LINE_HEIGHT + _AIR)
    numbers = range(standard.depth, standard.depth + len(standard.groups))
    for cell in body_cells(standard):
        _write(pen, sheet, cell, head, "points" if cell.column in numbers else "block" if cell.column < standard.depth else "clause")
    finish(sheet, head, 0)


def _heights(cells: list[Cell], columns: list[float]) -> dict[int, int]:
    """Lines that every row needs: programs do not find the height of rows with merged cells by themselves."""
    heights: dict[int, int] = {}
    for cell in sorted(cells, key=lambda cell: cell.rows):
        room = sum(columns[cell.column : cell.column + cell.columns]) / _PER_EM
        lines = max(1, math.ceil(em_width(cell.text) / room))
        covered = range(cell.row, cell.row + cell.rows)
        lacking = lines - sum(heights.setdefault(row, 1) for row in covered)
        for i in range(max(lacking, 0)):
            heights[covered[i % cell.rows]] += 1
    return heights


def _write(pen: Pen, sheet: Any, cell: Cell, top: int, look: str) -> None:
    row = cell.row + top
    if cell.rows > 1 or cell.columns > 1:
        sheet.merge_range(row, cell.column, row + cell.rows - 1, cell.column + cell.columns - 1, "", pen.look(look))
    (pen.number if look == "points" else pen.text)(sheet, row, cell.column, cell.text, look)


def _extra(pen: Pen, sheet: Any, extra: Extra) -> None:
    kinds = ["number" if head == "上限" else "text" for head in extra.head]
    columns = [
        Column(head, width, kind)  # type: ignore[arg-type]  # one of the kinds above
        for head, width, kind in zip(extra.head, widths(extra.head, _LINE), kinds, strict=True)
    ]
    write_table(pen, sheet, extra.title, columns, extra.rows)
