"""Writes workbooks for tests with xlsxwriter: statutory tables with their merged cells."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter

from tests.intake.statutory import Sheet, Written


def workbook(report: Written, *, one_sheet: bool = False, as_text: bool = False) -> bytes:
    """A report as a workbook.

    Args:
        report: The report.
        one_sheet: Whether all tables stand below each other on one sheet, with the prose between them.
        as_text: Whether figures are stored as text.
    """
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("年报")
        row = 0
        sheet.write_string(row, 0, report.title)
        for number, block in enumerate(report.blocks, 1):
            if isinstance(block, Sheet):
                sheet, row = (sheet, row + 1) if one_sheet else (book.add_worksheet(f"表{number}"), 1)
                row = _table(sheet, row, block, as_text=as_text)
            else:
                row += 1
                sheet.write_string(row, 0, block)
    return stream.getvalue()


def _table(sheet: Any, top: int, table: Sheet, *, as_text: bool) -> int:
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(table.rows, top):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            last = (r + cell.down - 1, c + cell.across - 1)
            taken.update((y, x) for y in range(r, last[0] + 1) for x in range(c, last[1] + 1))
            value: str | int = int(cell.text) if cell.text.isdigit() and not as_text else cell.text
            if last != (r, c):
                sheet.merge_range(r, c, *last, value)
            elif isinstance(value, int):
                sheet.write_number(r, c, value)
            else:
                sheet.write_string(r, c, value)
            c += cell.across
    return top + len(table.rows) - 1
