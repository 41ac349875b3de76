"""Reads the rows of one statutory table out of grids: label, then exactly the cells that the form prints.

In a grid the cells of a row are its own cells; what a span repeats is not one. In ragged text a row has its
own cells first. Either way a row is read only when exactly the expected number of cells follows its label
and nothing but blanks and headings follows them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from scoring.intake.cells import read_cell
from scoring.intake.document import Cell
from scoring.intake.forms import Row
from scoring.intake.reasons import EXTRA_ROW, LABEL, SECTION, unread
from scoring.intake.report import Unread
from scoring.intake.statutory.labels import LabelIndex, fold_label
from scoring.intake.statutory.row_values import RowValues
from scoring.intake.statutory.segments import OwnCells, Segment, Token, header_of, is_figure, is_unit, roles_of
from scoring.intake.statutory.table_columns import columns_of
from scoring.intake.statutory.table_places import Labels, add_unprinted, is_label

_OPENS_SECTION = re.compile(r"\s*[一二三四五六七八九十]{1,2}\s*[、.．]")


@dataclass
class RowReader:
    """Reads one table over all grids of a document (a table may be split over pages).

    Args:
        index: Labels of the table.
    """

    index: LabelIndex
    recognised: set[str] = field(default_factory=set)
    sections: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.values = RowValues(self.index)

    def read(self, grids: Sequence[OwnCells]) -> None:
        """Collect the facts of all grids."""
        found = self.index.seen
        labels = [[[i for i, (_, cell) in enumerate(tokens) if found[cell.text]] for tokens in grid.rows] for grid in grids]
        is_known = self._is_known(labels, grids)
        for grid, places in zip(grids, labels, strict=True):
            exact = {n: [(i, found[grid.rows[n][i][1].text]) for i in row] for n, row in enumerate(places) if row}
            if exact:
                if is_known:
                    add_unprinted(grid, exact, self.index)
                self._grid(grid, exact)

    def _is_known(self, labels: Sequence[Sequence[Sequence[int]]], grids: Sequence[OwnCells]) -> bool:
        """Whether the exact labels alone show that the document has this table."""
        rows: set[str] = set()
        for grid, places in zip(grids, labels, strict=True):
            for tokens, row in zip(grid.rows, places, strict=True):
                rows.update(named.values[0].metric for i in row for named in self.index.seen[tokens[i][1].text] if named.values)
        return len(rows) >= self.index.table.min_rows

    def _grid(self, grid: OwnCells, labels: dict[int, Labels]) -> None:
        header = header_of(grid.grid) if self.index.table.layout == "list" else {}
        roles = roles_of(header)
        self._find_columns(grid, labels)
        before = len(self.recognised)
        extra: list[Unread] = []
        here: set[Row] = set()
        for number, tokens in enumerate(grid.rows):
            found = labels.get(number, [])
            whole = len(tokens) == grid.usual
            for (start, rows), end in zip(found, [*(i for i, _ in found[1:]), len(tokens)], strict=True) if found else ():
                segment = Segment(grid.grid, number, tokens[start], tokens[start + 1 : end], whole, header, roles)
                self._segment(segment, rows, here)
            if not found:
                extra += self._unlabelled(tokens, inside=min(labels) < number < max(labels))
        if len(self.recognised) - before >= self.index.table.min_rows:
            self.values.unread += extra

    def _find_columns(self, grid: OwnCells, labels: dict[int, Labels]) -> None:
        if self.index.table.layout != "matrix":
            return
        first = min(labels)
        columns = columns_of(grid.grid, first, self.index.table)
        if columns is not None or self.index.table.rows[0] in labels[first][0][1]:
            self.values.columns = columns  # a table that goes on from the page before keeps its columns

    def _segment(self, segment: Segment, rows: tuple[Row, ...], here: set[Row]) -> None:
        row = self._row(segment, rows, here)
        if row is None:
            return
        self.sections[segment.label[0]] = row.section
        if not row.values:
            return
        self.recognised.add(row.values[0].metric)
        self.values.add(row, segment)

    def _row(self, segment: Segment, rows: tuple[Row, ...], here: set[Row]) -> Row | None:
        """The row that the label names; equal labels are told apart by their section, of which each has one."""
        if len(rows) > 1:
            rows = tuple(row for row in rows if row.section == self.sections.get(segment.label[0]))
            if again := here.intersection(rows):
                self.values.withdraw(again.pop(), SECTION)  # one of the two stands in another section than it seems
                rows = ()
            here.update(rows)
        if len(rows) == 1:
            here.difference_update([row for row in here if row.section == rows[0].section and rows[0].no == row.section])
            return rows[0]
        self.values.leave(segment, SECTION)
        return None

    def _unlabelled(self, tokens: Sequence[Token], *, inside: bool) -> list[Unread]:
        """A row without a label of the form: kept as unread where it holds figures, so that nothing is lost silently."""
        words = [(column, cell) for column, cell in tokens if cell.text.strip()]
        if not words:
            return []
        if self.index.table.layout == "list":
            if _OPENS_SECTION.match(words[0][1].text):
                self.sections.pop(words[0][0], None)  # a heading that is not known ends the section before it
            return _extra_row(words, self.index)
        return self._unknown_row([cell for _, cell in words]) if inside else []

    def _unknown_row(self, cells: Sequence[Cell]) -> list[Unread]:
        """A row inside the table with figures behind a label that is not known."""
        labels = [place for place, cell in enumerate(cells) if is_label(cell.text)]
        place = labels[-1] if labels else 0
        rest = cells[place + 1 :]
        least = min(len(row.values) for row in self.index.table.rows)
        if sum(is_figure(cell.text) for cell in rest) < least or self.index.is_furniture(cells[place].text):
            return []
        return [unread(LABEL, "".join(cells[place].text.split()), " | ".join(cell.text for cell in rest), cells[place].locator)]


def _extra_row(words: Sequence[Token], index: LabelIndex) -> list[Unread]:
    """A row of a province's own."""
    cells = [cell for _, cell in words]
    if len(cells) < 3 or index.is_furniture(cells[0].text) or not fold_label(cells[0].text):  # noqa: PLR2004 - label, unit, figure
        return []
    has_unit = any(is_unit(cell.text) for cell in cells[1:])
    value = read_cell(cells[-1].text, "money")
    if not has_unit or value is None or value.value is None:
        return []
    return [unread(EXTRA_ROW, "".join(cells[0].text.split()), " | ".join(cell.text for cell in cells[1:]), cells[0].locator)]
