"""Writes Word documents for tests, with python-docx for the package and plain XML for what it cannot write."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.oxml import parse_xml

from tests.intake.statutory import Sheet, Written

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def word(report: Written) -> bytes:
    """A report as a Word document."""
    document: Any = docx.Document()
    document.add_heading(report.title, 0)
    for block in report.blocks:
        if isinstance(block, Sheet):
            _table(document, block)
        else:
            document.add_paragraph(block)
    return saved(document)


def saved(document: Any) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _table(document: Any, sheet: Sheet) -> None:
    table = document.add_table(len(sheet.rows), sheet.width)
    table.style = "Table Grid"
    cells = [list(row.cells) for row in table.rows]  # python-docx looks every cell up anew
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(sheet.rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            last = (r + cell.down - 1, c + cell.across - 1)
            taken.update((y, x) for y in range(r, last[0] + 1) for x in range(c, last[1] + 1))
            origin = cells[r][c] if last == (r, c) else cells[r][c].merge(cells[last[0]][last[1]])
            origin.text = cell.text
            c += cell.across


def body(*blocks: str, numbering: str = "", styles: str = "") -> bytes:
    """A Word document whose body is given as XML; ``numbering`` and ``styles`` are added to those parts."""
    document: Any = docx.Document()
    for block in reversed(blocks):
        document.element.body.insert(0, parse_xml(_named(block)))
    for xml, part in ((numbering, document.part.numbering_part), (styles, document.part._styles_part)):
        root = part.element
        for element in parse_xml(_named(f"<w:x>{xml}</w:x>")):
            root.append(element)
    return saved(document)


def _named(xml: str) -> str:
    end = min(position for mark in (" ", ">", "/") if (position := xml.find(mark)) > 0)
    return f"{xml[:end]} {NAMES}{xml[end:]}"


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(content: str, properties: str = "") -> str:
    """A cell with one paragraph, or with paragraphs given as XML."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<w:') else paragraph(content)}</w:tc>"


def table(*rows: str) -> str:
    """A table of rows, each the XML of its cells."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
