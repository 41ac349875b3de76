"""A report as a workbook, with merged cells where the form has spans."""

from __future__ import annotations

import io

import xlsxwriter

from tests.corpus.generator.grids import Table
from tests.corpus.generator.model import Model

Tables = dict[str, Table]


def rendered(model: Model, tables: Tables, style: str) -> bytes:
    """The workbook: ``one-sheet`` with all tables below each other, or ``sheets`` with one table each and the prose in front."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        text = book.add_worksheet("报告")
        row = 0
        for line in _lines(model):
            text.write_string(row, 0, line)
            row += 1
        for number, table in tables.items():
            sheet = text if style == "one-sheet" else book.add_worksheet(f"表{number}")
            row = _draw(sheet, table, row + 1 if style == "one-sheet" else 0)
    return buffer.getvalue()


def _lines(model: Model) -> list[str]:
    lines = [model.title, f"发布日期：{model.published}", *(p.text for p in model.preface)]
    for heading, paragraphs in model.sections:
        lines += [heading, *(p.text for p in paragraphs)]
    return lines


def _draw(sheet: xlsxwriter.worksheet.Worksheet, table: Table, top: int) -> int:
    """Draw the table from row ``top`` on; the row after it."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(table.rows, top):
        x = 0
        for slot in row:
            while (y, x) in taken:
                x += 1
            taken |= {(y + dy, x + dx) for dy in range(slot.down) for dx in range(slot.across)}
            if slot.across > 1 or slot.down > 1:
                sheet.merge_range(y, x, y + slot.down - 1, x + slot.across - 1, "")
            _write(sheet, y, x, slot.text)
            x += slot.across
    return top + len(table.rows)


def _write(sheet: xlsxwriter.worksheet.Worksheet, y: int, x: int, text: str) -> None:
    if text.isascii() and text.isdigit():
        sheet.write_number(y, x, int(text))
    elif text:
        sheet.write_string(y, x, text)
