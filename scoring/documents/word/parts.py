"""Annex tables and 版记 of the .docx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scoring.documents.official.annexes import Annex
from scoring.documents.official.frame import Imprint
from scoring.documents.official.tables import NONE_MARK, Column, Table
from scoring.documents.word import styles
from scoring.documents.word.cells import MARGIN, Look, table_properties, write

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Row

_IMPRINT_WIDTHS = (281.2, 161.0)  # 印发机关 and 印发日期, pt
_SIDES = {"number": "right", "rank": "right", "name": "left", "note": "left"}


def annex(document: Document, made: Annex) -> None:
    """An annex on a new page: label on line 1, title on line 3, tables with a repeated head, notes."""
    turned = _turn(document, wide=made.wide)
    styles.paragraph(document, made.label, "附件标识").paragraph_format.page_break_before = not turned
    styles.paragraph(document, "", "Normal")
    styles.lines(document, made.title_lines, "附件标题")
    styles.paragraph(document, "", "Normal", keep=True)
    if made.sentence:
        styles.paragraph(document, made.sentence, "Body Text")
    for i, table in enumerate(made.tables):
        if i:
            styles.paragraph(document, "续表", "表注").paragraph_format.page_break_before = True
        _ranking(document, table)
    for note in made.notes:
        styles.note(document, note)


def imprint(document: Document, made: Imprint, *, new_page: bool) -> None:
    """版记 as a table that floats at the foot of the type area of the last page."""
    turned = _turn(document, wide=False)
    if new_page and not turned:
        styles.paragraph(document, "", "表注").paragraph_format.page_break_before = True
    rows: list[tuple[str, ...]] = [(f"抄送：{made.copies_to}",)] if made.copies_to else []
    rows += [(made.print_office, made.print_date)] if made.print_office or made.print_date else []
    table = document.add_table(len(rows), 2)
    table_properties(table, _IMPRINT_WIDTHS, "8", "6", floating=True)
    for row, texts in zip(table.rows, rows, strict=True):
        cells = [row.cells[0].merge(row.cells[1])] if len(texts) == 1 else list(row.cells)
        for cell, text, side in zip(cells, texts, ("left", "right"), strict=False):
            _imprint_cell(cell, text, side, hanging=len(texts) == 1)
    styles.paragraph(document, "", "表注")  # what a floating table is anchored to


def _turn(document: Document, *, wide: bool) -> bool:
    """Begin a section of the wanted orientation unless it is already so; returns whether one was begun."""
    from docx.enum.section import WD_ORIENT, WD_SECTION

    if (document.sections[-1].orientation == WD_ORIENT.LANDSCAPE) == wide:
        return False
    styles.set_page(document.add_section(WD_SECTION.NEW_PAGE), wide=wide)
    return True


def _ranking(document: Document, table: Table) -> None:
    size = float(table.size)
    made = document.add_table(1 + len(table.rows), len(table.columns))
    table_properties(made, [float(c.width) for c in table.columns], "8", "4")
    head, *rows = made.rows
    _row(head, [("\n".join(c.title), c, "hei") for c in table.columns], size, None)
    head._tr.get_or_add_trPr().append(styles.element("w:tblHeader"))  # noqa: SLF001 - repeat the head on every page
    for i, (row, cells) in enumerate(zip(rows, table.rows, strict=True)):
        if len(cells) < len(table.columns):
            _heading(row, cells[0], size, float(table.row_height))
        else:
            _row(row, [(text, c, "song") for text, c in zip(cells, table.columns, strict=True)], size, float(table.row_height))
        row.cells[0].paragraphs[0].paragraph_format.page_break_before = i in table.breaks or None


def _heading(row: _Row, title: str, size: float, height: float) -> None:
    """The title of a group over the whole width; stays with the row below it."""
    from docx.shared import Pt

    whole = row.cells[0].merge(row.cells[-1])
    row.height = Pt(height)
    write(whole, title, float(whole.width.pt), Look("hei", size, "center"))
    whole.paragraphs[0].paragraph_format.keep_with_next = True


def _row(row: _Row, cells: list[tuple[str, Column, str]], size: float, height: float | None) -> None:
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Pt

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - no public door
    properties.append(styles.element("w:cantSplit"))
    if height:
        row.height, row.height_rule = Pt(height), WD_ROW_HEIGHT_RULE.AT_LEAST
    for cell, (text, column, role) in zip(row.cells, cells, strict=True):
        side = "center" if role == "hei" or text == NONE_MARK else _SIDES.get(column.kind, "center")
        inset = float(column.inset) if side == "right" else 0.0
        write(cell, text, float(column.width), Look(role, size, side, inset))


def _imprint_cell(cell: Any, text: str, side: str, *, hanging: bool) -> None:
    """A cell of 版记, 四号仿宋, one character in; turned lines of 抄送 align after the colon."""
    from docx.shared import Pt

    write(cell, text, sum(_IMPRINT_WIDTHS) if hanging else _IMPRINT_WIDTHS[side == "right"], Look("fang", 14, side))
    form = cell.paragraphs[0].paragraph_format
    form.line_spacing = Pt(24)
    form.left_indent = Pt((4 if hanging else 1) * 14 - MARGIN) if side == "left" else None
    form.first_line_indent = Pt(-3 * 14) if hanging else Pt(0)
    form.right_indent = Pt(14 - MARGIN) if side == "right" or hanging else None
