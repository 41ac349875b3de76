"""The table that leaders approve as .docx: A4 across, head repeated, blocks merged."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from scoring.documents.official.titleshape import break_title
from scoring.documents.standard.model import NUMERALS, Cell, Extra, Standard, body_cells, head_cells, widths
from scoring.documents.word import cells, styles
from scoring.documents.word.package import packed

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = 637.0  # of the type area of a page across, pt
_SIZE, _AIR = 9.0, 2.5  # of the text of a cell, and above and below it, pt
_BLOCK, _LEAF, _POINTS, _BASIS, _SOURCE = 56.0, 84.0, 36.0, 100.0, 124.0
_TITLE_EM = 28
_LEVEL = "Heading 1"


def standard_docx(standard: Standard) -> bytes:
    """The document's bytes, the same for the same criteria."""
    import docx

    document = docx.Document()
    styles.set_page(document.sections[0], wide=True)
    _without_grid(document)
    styles.set_styles(document)
    styles.lines(document, break_title(standard.title, _TITLE_EM), "附件标题")
    styles.paragraph(document, "", "Normal", keep=True)
    parts = ["指标及评分标准", *(extra.title for extra in standard.extras), "说明"]
    headings = iter(f"{NUMERALS[i]}、{text}" for i, text in enumerate(parts))
    styles.paragraph(document, next(headings), _LEVEL)
    _main(document, standard)
    for extra in standard.extras:
        styles.paragraph(document, next(headings), _LEVEL)
        _extra(document, extra)
    styles.paragraph(document, next(headings), _LEVEL)
    for i, note in enumerate(standard.notes, 1):
        styles.paragraph(document, f"{i}．{note}", "表注")
    _properties(document, standard)
    return packed(document)


def _without_grid(document: Document) -> None:
    """The grid of 22 lines a page is for running text; the lines of a cell would be pulled apart to it."""
    properties = document.sections[0]._sectPr  # noqa: SLF001 - python-docx has no door to the grid
    for grid in properties.findall(styles.name("w:docGrid")):
        properties.remove(grid)


def _main(document: Document, standard: Standard) -> None:
    head = standard.head_rows
    table = document.add_table(head + len(standard.rows), standard.columns)
    fixed = _BLOCK * (standard.depth - 1) + _LEAF + _POINTS * len(standard.groups) + _BASIS + _SOURCE
    points = [_POINTS] * len(standard.groups)
    columns = [*[_BLOCK] * (standard.depth - 1), _LEAF, *points, max(_WIDTH - fixed, 120.0), _BASIS, _SOURCE]
    cells.table_properties(table, columns, "8", "4")
    _rows(table, head)
    left = standard.depth + len(standard.groups)
    for cell in head_cells(standard):
        _write(table, cell, columns, "hei", "center")
    for cell in body_cells(standard):
        side = "left" if cell.column >= left else "center"
        _write(table, Cell(cell.row + head, cell.column, cell.text, cell.rows, cell.columns), columns, "song", side)


def _extra(document: Document, extra: Extra) -> None:
    table = document.add_table(1 + len(extra.rows), len(extra.head))
    columns = widths(extra.head, _WIDTH)
    cells.table_properties(table, columns, "8", "4")
    _rows(table, 1)
    for i, text in enumerate(extra.head):
        _write(table, Cell(0, i, text), columns, "hei", "center")
    for r, row in enumerate(extra.rows, 1):
        for i, (head, text) in enumerate(zip(extra.head, row, strict=True)):
            _write(table, Cell(r, i, text), columns, "song", "center" if head == "上限" else "left")


def _rows(table: Any, head: int) -> None:
    """Rows that do not break over pages, and a head that is repeated on every page."""
    for i, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - no public door
        properties.append(styles.element("w:cantSplit"))
        if i < head:
            properties.append(styles.element("w:tblHeader"))


def _write(table: Any, cell: Cell, columns: list[float], role: str, side: str) -> None:
    from docx.shared import Pt

    first = table.cell(cell.row, cell.column)
    if cell.rows > 1 or cell.columns > 1:
        first = first.merge(table.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1))
    width = sum(columns[cell.column : cell.column + cell.columns])
    cells.write(first, cell.text, width, cells.Look(role, _SIZE, side))
    form = first.paragraphs[0].paragraph_format
    form.space_before = form.space_after = Pt(_AIR)


def _properties(document: Document, standard: Standard) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments, properties.language = standard.title, "", "", "zh-CN"
    properties.last_modified_by, properties.revision = "", 1
    properties.created = properties.modified = dt.datetime(standard.year, 1, 1, tzinfo=dt.UTC)  # no clock in the bytes
