"""Tables of a Word document with their merged cells: ``gridSpan`` across, ``vMerge`` down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scoring.intake.formats.docx_numbering import W, value

if TYPE_CHECKING:
    from lxml import etree

_INSIDE = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"}
_MAX_SPAN = 200


@dataclass
class Merged:
    """A cell of the table to be written: its content and how far it reaches."""

    content: str
    across: int
    down: int = 1


@dataclass
class Table:
    """A table while it is read, row by row."""

    rows: list[list[Merged]] = field(default_factory=list)
    above: dict[int, Merged] = field(default_factory=dict)
    """Cells of the row above that may go on, by their first column."""
    here: dict[int, Merged] = field(default_factory=dict)
    column: int = 0
    left: Merged | None = None

    def start_row(self, row: etree._Element) -> None:
        """Begin a row; columns that it leaves out at its start are an empty cell."""
        self.rows.append([])
        self.above, self.here, self.column, self.left = self.here, {}, 0, None
        skipped = _number(row.find(f"{W}trPr/{W}gridBefore"))
        if skipped:
            self._place(Merged("", skipped))

    def add(self, cell: etree._Element, content: str) -> None:
        """Add a cell, or let the one above or to the left go on."""
        properties = cell.find(f"{W}tcPr")
        across = min(max(_number(properties.find(f"{W}gridSpan")) if properties is not None else 1, 1), _MAX_SPAN)
        if _continues(properties, "hMerge") and self.left:
            self.left.across += across
            self.column += across
            return
        origin = self.above.get(self.column)
        if _continues(properties, "vMerge") and origin and origin.across == across:
            origin.down += 1
            self.here[self.column] = origin
            self.column += across
            self.left = None
            return
        self._place(Merged(content, across))

    def _place(self, cell: Merged) -> None:
        self.rows[-1].append(cell)
        self.here[self.column] = cell
        self.column += cell.across
        self.left = cell

    def html(self) -> str:
        """The table as HTML."""
        rows = ("".join(f'<td colspan="{c.across}" rowspan="{c.down}">{c.content}</td>' for c in row) for row in self.rows)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def own_rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table that are printed: not deleted, not hidden, not those of tables inside."""
    for child in table.iterchildren("*"):
        if child.tag == f"{W}tr":
            if child.find(f"{W}trPr/{W}del") is None and child.find(f"{W}trPr/{W}hidden") is None:
                yield child
        elif child.tag in _INSIDE:
            yield from own_rows(child)


def own_cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row that were not deleted."""
    for child in row.iterchildren("*"):
        if child.tag == f"{W}tc":
            if child.find(f"{W}tcPr/{W}cellDel") is None:
                yield child
        elif child.tag in _INSIDE:
            yield from own_cells(child)


def _continues(properties: etree._Element | None, name: str) -> bool:
    found = None if properties is None else properties.find(f"{W}{name}")
    return found is not None and value(found) in {"", "continue"}


def _number(element: etree._Element | None) -> int:
    text = value(element)
    return int(text) if text.isdigit() else 0
