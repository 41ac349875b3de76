"""The paragraphs and tables of a Word document as HTML, so that one reader decides what a table is.

What is printed is kept: insertions, text boxes, automatic numbers, results of fields. What is not printed
is dropped: deletions, hidden text, field codes, phonetic guides. Where something is printed that is no text
(a formula, a picture in a cell, a raised digit behind a number) the mark for lost characters stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from scoring.intake.cells import LOST
from scoring.intake.formats.docx_numbering import W, value
from scoring.intake.formats.docx_styles import Styles
from scoring.intake.formats.docx_tables import Table, own_cells, own_rows

if TYPE_CHECKING:
    from lxml import etree

_GONE = {"del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "rt", "instrText", "delText", "delInstrText"}
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-"}
_PRIVATE = range(0xE000, 0xF900)
_RAISED = {"superscript", "subscript"}


@dataclass
class Paragraph:
    """A paragraph while it is read: its text so far, the text boxes anchored in it, whether it holds a picture."""

    element: etree._Element
    text: str = ""
    boxes: list[etree._Element] = field(default_factory=list)
    pictures: int = 0


@dataclass
class Body:
    """Writes the blocks of a document.

    Args:
        styles: Styles and numberings of the document.
        html: What has been written.
    """

    styles: Styles
    html: list[str] = field(default_factory=list)
    open_text: str = ""
    """Text of a paragraph whose end was deleted: it goes on in the next one."""

    def blocks(self, parent: etree._Element, *, in_cell: bool = False) -> None:
        """Write all paragraphs and tables of an element."""
        for child in parent.iterchildren("*"):
            name = local(child)
            if name == "p":
                self.paragraph(child, in_cell=in_cell)
            elif name == "tbl":
                self.table(child)
            elif name == "AlternateContent":
                self.blocks(chosen(child), in_cell=in_cell)
            elif name not in _GONE and name not in {"tcPr", "sectPr"}:
                self.blocks(child, in_cell=in_cell)

    def paragraph(self, element: etree._Element, *, in_cell: bool) -> None:
        """Write a paragraph with its automatic number, then its text boxes."""
        paragraph = Paragraph(element)
        self.inline(element, paragraph)
        if in_cell and paragraph.pictures and not paragraph.text.strip():
            paragraph.text = LOST
        words = self.open_text + paragraph.text
        self.open_text = ""
        if element.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            self.open_text = words
            return
        number = self.styles.number_of(element)
        gap = " " if words[:1].isdigit() else ""
        self.html.append(f"<p>{escape(number + gap + words).replace(chr(10), '<br>')}</p>")
        for box in paragraph.boxes:
            self.blocks(box, in_cell=in_cell)

    def inline(self, parent: etree._Element, to: Paragraph) -> None:
        """Add the text of the runs below an element."""
        for child in parent.iterchildren("*"):
            name = local(child)
            if name == "r":
                self.run(child, to)
            elif name in {"oMath", "oMathPara"}:
                words = "".join(str(text) for text in child.itertext()).strip()
                to.text += LOST if any(map(str.isdigit, words)) else words
            elif name not in _GONE:
                self.inline(child, to)

    def run(self, run: etree._Element, to: Paragraph) -> None:
        """Add the text of one run."""
        if self.styles.is_hidden(run, to.element) or _is_struck(run):
            return
        raised = value(run.find(f"{W}rPr/{W}vertAlign")) in _RAISED
        for child in run.iterchildren("*"):
            name = local(child)
            if name == "t":
                words = child.text or ""
                to.text += LOST if raised and any(map(str.isdigit, words)) and to.text[-1:].isdigit() else words
            elif name == "sym":
                to.text += _symbol(child)
            elif name in _BREAKS:
                to.text += _BREAKS[name]
            elif name == "ruby":
                self.inline(child, to)
            else:
                self.anchored(child, to)

    def anchored(self, element: etree._Element, to: Paragraph) -> None:
        """Note the text boxes and pictures of a drawing."""
        place = chosen(element) if local(element) == "AlternateContent" else element
        boxes = [box for box in place.iter(f"{W}txbxContent") if not any(a.tag == box.tag for a in box.iterancestors())]
        inner = [box for box in boxes if not any(local(a) == "Fallback" for a in box.iterancestors())] or boxes
        to.boxes += inner
        to.pictures += not inner and local(element) in {"drawing", "pict", "object", "AlternateContent"}

    def table(self, element: etree._Element) -> None:
        """Write a table, with merged cells as spans."""
        table = Table()
        for row in own_rows(element):
            table.start_row(row)
            for cell in own_cells(row):
                table.add(cell, self._inside(cell))
        self.html.append(table.html())

    def _inside(self, cell: etree._Element) -> str:
        inner = Body(self.styles)
        inner.blocks(cell, in_cell=True)
        return "".join(inner.html)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def chosen(alternatives: etree._Element) -> etree._Element:
    """The alternative to read: the first one, or the older one when only that has text."""
    found: Iterator[etree._Element] = alternatives.iterchildren("*")
    branches = list(found)
    texts = [branch for branch in branches if branch.find(f".//{W}t") is not None]
    return (texts or branches or [alternatives])[0]


def _is_struck(run: etree._Element) -> bool:
    """Whether the characters of a run are struck out by hand, as in a draft that was published."""
    marks = [mark for name in ("strike", "dstrike") if (mark := run.find(f"{W}rPr/{W}{name}")) is not None]
    return any(value(mark) not in {"0", "false", "off"} for mark in marks)


def _symbol(element: etree._Element) -> str:
    """A character of a symbol font: its code only has a meaning outside the private range."""
    code = int(element.get(f"{W}char", "0"), 16)
    return LOST if code in _PRIVATE or not code else chr(code)
