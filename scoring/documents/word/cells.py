"""Cells, widths and rules of tables in a .docx."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scoring.documents.word import styles

_TWIPS = 20  # a twip is a twentieth of a pt
MARGIN = 3  # inside a cell, left and right, pt


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell's text stands: font by role, size and inner right margin in pt, side."""

    role: str
    size: float
    side: str
    inset: float = 0.0


def write(cell: Any, text: str, width: float, look: Look) -> None:
    """A text in the middle of a cell of a fixed width (pt); line ends in it are kept."""
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    cell.width, cell.vertical_alignment = Pt(width), WD_ALIGN_VERTICAL.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, look.side.upper())
    paragraph.paragraph_format.line_spacing = Pt(look.size * 1.25)
    paragraph.paragraph_format.right_indent = Pt(max(look.inset - MARGIN, 0)) if look.inset else None
    for i, line in enumerate(text.split("\n")):
        if i:
            paragraph.add_run().add_break()
        styles.run(paragraph, line, look.role, look.size)


def table_properties(table: Any, widths: Sequence[float], outer: str, inner: str, *, floating: bool = False) -> None:
    """Column widths, rules (eighths of a pt), small cell margins, in the order the format asks for; 版记 floats at the foot."""
    from docx.shared import Pt

    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx sets no borders
    layout = properties.find(styles.name("w:tblLayout"))
    layout.addprevious(_borders(outer, inner, floating=floating))
    margins = styles.element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(styles.element(f"w:{side}", w=str(MARGIN * _TWIPS), type="dxa"))
    layout.addnext(margins)
    if floating:
        place = styles.element("w:tblpPr", horzAnchor="margin", vertAnchor="margin", tblpXSpec="center", tblpYSpec="bottom")
        properties.find(styles.name("w:tblW")).addprevious(place)


def _borders(outer: str, inner: str, *, floating: bool) -> Any:
    borders = styles.element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        none = floating and side in {"left", "right", "insideV"}
        size = inner if side.startswith("inside") else outer
        borders.append(styles.element(f"w:{side}", val="nil" if none else "single", sz=size, space="0", color="000000"))
    return borders
