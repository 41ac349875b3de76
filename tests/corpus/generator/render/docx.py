"""A report as a Word document, with the spans of the form."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tests.corpus.generator.grids import Table
from tests.corpus.generator.model import Model

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.table import _Cell

Tables = dict[str, Table]
_PLACE = {"一": "1", "二": "2", "三": "3", "四": "4", "五": "1"}


def rendered(model: Model, tables: Tables, style: str) -> bytes:
    """The document: ``word`` as python-docx writes it, ``wps`` with numbers split into runs and blank paragraphs in the cells."""
    from docx import Document

    document = Document()
    document.add_heading(model.title, 0)
    for text in (f"发布日期：{model.published}", *(p.text for p in model.preface)):
        document.add_paragraph(text)
    for heading, paragraphs in model.sections:
        document.add_paragraph(heading)
        for paragraph in paragraphs:
            _write(document.add_paragraph(), paragraph.text, style)
        number = _PLACE.get(heading[0], "")
        if number in tables and not (heading[0] == "五" and "1" not in tables):
            _draw(document, tables[number], style)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _write(paragraph: object, text: str, style: str) -> None:
    pieces = text if style == "wps" else [text]
    for piece in pieces:
        paragraph.add_run(piece)  # type: ignore[attr-defined]  # a paragraph of python-docx


def _draw(document: DocxDocument, table: Table, style: str) -> None:
    width = max(table.width, *(sum(slot.across for slot in row) for row in table.rows))
    drawn = document.add_table(len(table.rows), width + 1)
    grid = [list(row.cells) for row in drawn.rows]
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(table.rows):
        x = 0
        for slot in row:
            while (y, x) in taken:
                x += 1
            taken |= {(y + dy, x + dx) for dy in range(slot.down) for dx in range(slot.across)}
            cell = grid[y][x]
            if slot.across > 1 or slot.down > 1:
                cell = cell.merge(grid[y + slot.down - 1][x + slot.across - 1])
            _fill(cell, slot.text, style)
            x += slot.across


def _fill(cell: _Cell, text: str, style: str) -> None:
    for paragraph in cell.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    if style == "wps":
        cell.paragraphs[0].add_run("")
        paragraph = cell.add_paragraph()
        _write(paragraph, text, style)
    else:
        cell.paragraphs[0].add_run(text)
