"""Sheets of fill-in workbooks as codes and cells: where the marker is, and which row and column means what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scoring.intake.document import Cell
from scoring.intake.filled.marker import MARK, Marker, parse_marker
from scoring.intake.formats.read_xlsx import sheets


@dataclass(frozen=True)
class CodedSheet:
    """One sheet with a marker.

    Args:
        name: Name of the sheet, whatever it is called by now.
        marker: Its marker.
        rows: All cells from A1 on.
        top: Row of the marker and of the column codes (from 0).
        left: Column of the marker and of the row codes (from 0).
    """

    name: str
    marker: Marker
    rows: Sequence[Sequence[Cell]]
    top: int
    left: int

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """Column by its code; a code that stands twice is none."""
        codes = [(cell.text.strip(), c) for c, cell in enumerate(self.rows[self.top]) if c != self.left and not cell.spanned]
        times = Counter(code for code, _ in codes)
        return {code: c for code, c in codes if code and times[code] == 1}

    def coded(self) -> Iterator[tuple[str, int]]:
        """(code, row) of every row that has a code, in the order of the sheet."""
        for r, row in enumerate(self.rows):
            code = row[self.left].text.strip()
            if r != self.top and code and not row[self.left].spanned:
                yield code, r

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place."""
        return self.rows[row][column]


def marked_sheets(data: bytes) -> list[CodedSheet]:
    """The visible sheets of a workbook that have a marker; sheets of the user's own are left alone.

    Raises:
        WorkbookError: I008 or I009.
    """
    found = (_marked(name, rows) for name, rows in sheets(data))
    return [sheet for sheet in found if sheet]


def _marked(name: str, rows: Sequence[Sequence[Cell]]) -> CodedSheet | None:
    for top, row in enumerate(rows):
        for left, cell in enumerate(row):
            if cell.text.startswith(MARK) and not cell.spanned and (marker := parse_marker(cell.text)):
                return CodedSheet(name, marker, rows, top, left)
    return None
