"""Reads the rows of one statutory table out of grids: label, then exactly the cells that the form prints.

In a grid the cells of a row are its own cells; what a span repeats is not one. In ragged text a row has its
own cells first. Either way a row is read only when exactly the expected number of cells follows its label
and nothing but blanks and headings follows them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from scoring.intake.cells import read_cell
from scoring.intake.document import Cell, Grid
from scoring.intake.forms import Row, Value
from scoring.intake.labels import LabelIndex, fold_label
from scoring.intake.reasons import BLANKS, COLUMNS, EXTRA_ROW, FEWER, MORE, NOT_A_NUMBER, SECTION, unread
from scoring.intake.report import Fact, Unread
from scoring.intake.segments import Segment, Token, header_of, is_absent, is_figure, is_unit, role_of, roles_of
from scoring.intake.table_values import make_fact


@dataclass(frozen=True, slots=True)
class OwnCells:
    """A grid without what its spans repeat, the same for every table looked for in it.

    Args:
        grid: The grid.
        rows: The cells of its own of every row, with their columns (from 0).
        usual: How many cells most rows have.
    """

    grid: Grid
    rows: Sequence[Sequence[Token]]
    usual: int


def own_cells(grid: Grid) -> OwnCells:
    """The cells of a grid that are not repeated by a span."""
    rows = [[(c, cell) for c, cell in enumerate(row) if not cell.spanned] for row in grid.rows]
    return OwnCells(grid, rows, Counter(map(len, rows)).most_common(1)[0][0] if rows else 0)


@dataclass
class RowReader:
    """Reads one table over all grids of a document (a table may be split over pages).

    Args:
        index: Labels of the table.
    """

    index: LabelIndex
    facts: list[Fact] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    recognised: set[str] = field(default_factory=set)
    sections: dict[int, str] = field(default_factory=dict)

    def read(self, grid: OwnCells) -> None:
        """Add the facts of one grid."""
        header = header_of(grid.grid) if self.index.table.layout == "list" else {}
        roles = roles_of(header)
        found = self.index.seen
        before = len(self.recognised)
        extra: list[Unread] = []
        for number, tokens in enumerate(grid.rows):
            labels = [i for i, (_, cell) in enumerate(tokens) if found[cell.text]]
            for start, end in pairwise([*labels, len(tokens)]):
                whole = len(tokens) == grid.usual
                self._segment(Segment(grid.grid, number, tokens[start], tokens[start + 1 : end], whole, header, roles))
            if not labels and self.index.table.layout == "list":
                extra += _extra_row(tokens, self.index)
        if len(self.recognised) - before >= self.index.table.min_rows:
            self.unread += extra

    def _segment(self, segment: Segment) -> None:
        row = self._row(segment)
        if row is None:
            return
        self.sections[segment.label[0]] = row.section
        if not row.values:
            return
        self.recognised.add(row.values[0].metric)
        if self.index.table.layout == "list":
            self._list_row(row, segment)
        else:
            self._value_row(row, segment)

    def _row(self, segment: Segment) -> Row | None:
        column, cell = segment.label
        candidates = self.index.rows(cell.text)
        if len(candidates) > 1:
            candidates = tuple(row for row in candidates if row.section == self.sections.get(column))
        if len(candidates) == 1:
            return candidates[0]
        self._leave(segment, SECTION)
        return None

    def _value_row(self, row: Row, segment: Segment) -> None:
        """A row with its own columns: so many cells, in order."""
        tokens, count = segment.tokens, len(row.values)
        filled = [token for token in tokens if token[1].text.strip()]
        if self.index.table.layout == "rows" and filled and not any(is_figure(cell.text) for _, cell in filled):
            return  # a menu or list with the same words
        if len(filled) == 1 == count and not segment.grid.ragged:
            tokens = filled
        if segment.grid.gaps and filled and len(tokens) != count:
            tokens = filled  # all of them are there, or the place of the blanks cannot be told
        if len(tokens) < count:
            if self.index.table.layout == "matrix" or filled:
                self._leave(segment, FEWER, count)
        elif any(cell.text.strip() and not self.index.is_furniture(cell.text) and not is_absent(cell.text) for _, cell in tokens[count:]):
            self._leave(segment, MORE, count)
        elif len(filled) < count and not segment.places_known:
            self._leave(segment, BLANKS)
        elif any(self.index.is_furniture(cell.text) for _, cell in tokens[:count]):
            self._leave(segment, FEWER, count)
        else:
            for value, (_, cell) in zip(row.values, tokens, strict=False):
                self._cell(value, cell, segment.quote(value.title), value.printed_uom)

    def _list_row(self, row: Row, segment: Segment) -> None:
        """A row of the flat list: unit and figure, in either order, or by the header."""
        value = row.values[0]
        unit, found = segment.unit_and_values()
        if not found:
            if segment.tokens and segment.grid.ragged:
                self._leave(segment, FEWER, 1)
            return
        if len(found) > 1 and not all(segment.header.get(column) for column, _ in found):
            self._leave(segment, COLUMNS)
            return
        if segment.number in segment.grid.loose:
            self._leave(segment, BLANKS)
            return
        for column, cell in found:
            scope = "" if len(found) == 1 or role_of(segment.header[column]) == "value" else segment.header[column]
            self._cell(value, cell, segment.quote(scope), unit or value.printed_uom, scope)

    def _cell(self, value: Value, cell: Cell, quote: str, printed: str, scope: str = "") -> None:
        read = read_cell(cell.text, value.number)
        if read is None:
            self.unread.append(unread(NOT_A_NUMBER, quote, cell.text.strip(), cell.locator))
        else:
            self.facts.append(make_fact(value, read, cell, quote, printed, scope))

    def _leave(self, segment: Segment, code: str, expected: int = 0) -> None:
        raw = " | ".join(cell.text.replace("\n", " ").strip() for _, cell in segment.tokens)
        self.unread.append(unread(code, segment.label_text, raw, segment.label[1].locator, expected))


def _extra_row(tokens: Sequence[Token], index: LabelIndex) -> list[Unread]:
    """A row of a province's own: kept as unread, so that nothing is lost silently."""
    words = [cell for _, cell in tokens if cell.text.strip()]
    if len(words) < 3 or index.is_furniture(words[0].text) or not fold_label(words[0].text):  # noqa: PLR2004 - label, unit, figure
        return []
    has_unit = any(is_unit(cell.text) for cell in words[1:])
    value = read_cell(words[-1].text, "money")
    if not has_unit or value is None or value.value is None:
        return []
    return [unread(EXTRA_ROW, "".join(words[0].text.split()), " | ".join(cell.text for cell in words[1:]), words[0].locator)]
