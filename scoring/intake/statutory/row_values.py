"""From the cells behind a label to the facts of its row, and what is left unread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from scoring.intake.cells import CellValue, read_cell
from scoring.intake.document import Cell
from scoring.intake.forms import TOTAL, Row, Value
from scoring.intake.reasons import BLANKS, COLUMNS, FEWER, HEADINGS, MORE, NOT_A_NUMBER, unread
from scoring.intake.report import Fact, Unread
from scoring.intake.statutory.labels import LabelIndex
from scoring.intake.statutory.list_columns import is_body, years_back
from scoring.intake.statutory.segments import Segment, Token, is_absent, is_figure, is_unit, role_of, unit_over
from scoring.intake.statutory.splits import Split, broken_number, may_be_split
from scoring.intake.statutory.table_columns import Columns, matches
from scoring.intake.statutory.table_values import make_fact

_PERIODS = ("", "@prev")  # what is appended to the metric of a column of this year, and of the year before
_LABELS = 3  # columns of labels in table 3; the labels of its outer rows span several of them


@dataclass
class RowValues:
    """Collects the facts of the rows of one table.

    Args:
        index: Labels of the table.
        columns: Applicant columns of the grid that is being read, where its header says them.
    """

    index: LabelIndex
    columns: Columns | None = None
    facts: list[Fact] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    splits: list[Split] = field(default_factory=list)

    def add(self, row: Row, segment: Segment) -> None:
        """Read the cells of one row."""
        layout = self.index.table.layout
        if layout == "list":
            self._list_row(row, segment)
        elif layout == "matrix":
            self._matrix_row(row, segment)
        else:
            self._own_row(row, segment)

    def _own_row(self, row: Row, segment: Segment) -> None:
        """A row with its own columns: so many cells, in order."""
        tokens, count = _cells(segment, len(row.values)), len(row.values)
        filled = [token for token in tokens if token[1].text.strip()]
        if filled and not any(is_figure(cell.text) for _, cell in filled):
            return  # a menu or list with the same words
        if count == 1 and len(filled) == 1 and not segment.grid.ragged:
            tokens = filled
        blanks = any(not cell.text.strip() for _, cell in tokens[:count])
        if blanks and (segment.skips_blanks or any(is_absent(cell.text) for _, cell in tokens[count:])):
            self.leave(segment, BLANKS)  # the blank among the figures may be part of a heading's span, and another the figure
        elif len(tokens) >= count or filled:
            self._in_order(row.values, tokens, segment)

    def _matrix_row(self, row: Row, segment: Segment) -> None:
        """A row with the columns of the whole table."""
        tokens, count = _cells(segment, len(row.values)), len(row.values)
        if _ends_covered(row, segment, tokens, count):
            self.leave(segment, BLANKS)
            return
        columns = matches(self.columns, len(tokens), count)
        if segment.grid.lossy and len(tokens) == count and not _adds_up(row.values, tokens):
            self.leave(segment, BLANKS)  # a lost blank and a number in two pieces make a full row too
        elif columns is None and self.columns is not None and len(self.columns) != count:
            self.leave(segment, HEADINGS, len(self.columns))
        elif columns is None or columns == tuple(range(count)):
            self._in_order(row.values, tokens, segment)
        else:
            chosen = [(row.values[place], token) for place, token in zip(columns, tokens, strict=True) if place is not None]
            self._in_order([value for value, _ in chosen], [token for _, token in chosen], segment)

    def _in_order(self, values: Sequence[Value], tokens: Sequence[Token], segment: Segment) -> None:
        count = len(values)
        if len(tokens) < count:
            self.leave(segment, FEWER, count)
        elif any(self._counts(cell.text) for _, cell in tokens[count:]):
            self._too_many(values, tokens, segment)
        elif not segment.places_known and sum(1 for _, cell in tokens if cell.text.strip()) < count:
            self.leave(segment, BLANKS)
        elif any(self._is_foreign(segment, cell.text) for _, cell in tokens[:count]):
            self.leave(segment, FEWER, count)
        else:
            for value, (column, cell) in zip(values, tokens, strict=False):
                printed = unit_over(segment, column) or value.printed_uom if value.number == "money" else value.printed_uom
                self.cell(value, cell, segment.quote(value.title), printed)

    def _counts(self, text: str) -> bool:
        """Whether a cell behind the expected ones holds something."""
        return bool(text.strip()) and not self.index.is_furniture(text) and not is_absent(text)

    def _is_foreign(self, segment: Segment, text: str) -> bool:
        """Whether a cell in the place of a figure is a heading, or words in a text that does not show its columns."""
        return self.index.is_furniture(text) or (segment.grid.gaps and bool(text.strip()) and not is_figure(text))

    def _too_many(self, values: Sequence[Value], tokens: Sequence[Token], segment: Segment) -> None:
        cells = tuple(cell for _, cell in tokens)
        self.leave(segment, MORE, len(values))
        if may_be_split(cells, len(values)):
            self.splits.append(Split(tuple(values), cells, tuple(segment.quote(v.title) for v in values), self.unread.pop()))

    def _list_row(self, row: Row, segment: Segment) -> None:
        """A row of the flat list: unit and figure, in either order, or by the header."""
        value = row.values[0]
        unit, found = segment.unit_and_values()
        # A column with neither heading nor figure is only drawn.
        found = [(column, cell) for column, cell in found if cell.text.strip() or segment.header.get(column)] or found[:1]
        if not found:
            if segment.tokens and segment.grid.ragged:
                self.leave(segment, FEWER, 1)
            return
        if len(found) > 1 and not all(segment.header.get(column) for column, _ in found):
            self._several(value, found, segment, unit)
            return
        if segment.number in segment.grid.loose:
            self.leave(segment, BLANKS)
            return
        if len(found) == 1:
            self.cell(value, found[0][1], segment.quote(""), unit or value.printed_uom)
        else:
            self._columns(value, found, segment, unit or value.printed_uom)

    def _columns(self, value: Value, found: Sequence[Token], segment: Segment, printed: str) -> None:
        """Several figure columns with headings: of years, or of bodies and their total."""
        headings = [segment.header[column] for column, _ in found]
        back = years_back(headings)
        if back is not None:
            for years, heading, (_, cell) in zip(back, headings, found, strict=True):
                if years < len(_PERIODS):
                    self.cell(replace(value, metric=value.metric + _PERIODS[years]), cell, segment.quote(heading), printed)
        elif all(role_of(heading) == "value" or is_body(heading) for heading in headings):
            for heading, (_, cell) in zip(headings, found, strict=True):
                scope = "" if role_of(heading) == "value" else heading
                self.cell(value, cell, segment.quote(scope), printed, scope)
        else:
            self.leave(segment, COLUMNS)

    def _several(self, value: Value, found: Sequence[Token], segment: Segment, unit: str) -> None:
        cells = tuple(cell for _, cell in found)
        self.leave(segment, COLUMNS)
        if may_be_split(cells, 1):
            self.splits.append(Split((value,), cells, (segment.quote(""),), self.unread.pop(), unit))

    def cell(self, value: Value, cell: Cell, quote: str, printed: str, scope: str = "") -> None:
        """Add the fact of one cell, or leave the cell unread."""
        read = read_cell(cell.text, value.number)
        if read is not None:
            self.facts.append(make_fact(value, read, cell, quote, printed, scope))
            return
        left = unread(NOT_A_NUMBER, quote, cell.text.strip(), cell.locator)
        if broken_number(cell.text) and not scope:
            self.splits.append(Split((value,), (cell,), (quote,), left, printed))
        else:
            self.unread.append(left)

    def withdraw(self, row: Row, code: str) -> None:
        """Leave a row unread that was read before."""
        names = {value.metric for value in row.values}
        self.unread += [unread(code, fact.quote, fact.raw, fact.locator) for fact in self.facts if fact.metric in names]
        self.facts = [fact for fact in self.facts if fact.metric not in names]

    def leave(self, segment: Segment, code: str, expected: int = 0) -> None:
        """Leave a whole row unread."""
        raw = " | ".join(cell.text.replace("\n", " ").strip() for _, cell in segment.tokens)
        self.unread.append(unread(code, segment.label_text, raw, segment.label[1].locator, expected))


def _adds_up(values: Sequence[Value], tokens: Sequence[Token]) -> bool:
    """Whether the parts of a row make up its total."""
    read = [read_cell(cell.text, value.number) for value, (_, cell) in zip(values, tokens, strict=True)]
    signed = [(-1 if value.part == TOTAL else 1, _number(cell)) for value, cell in zip(values, read, strict=True)]
    return all(number is not None for _, number in signed) and sum(sign * (number or 0) for sign, number in signed) == 0


def _number(read: CellValue | None) -> Decimal | None:
    """What a cell adds to its row; a stroke adds nothing."""
    return Decimal(0) if read and read.semantic == "not_applicable" else read.value if read else None


def _ends_covered(row: Row, segment: Segment, tokens: Sequence[Token], count: int) -> bool:
    """Whether the last figure is blank and may be a position that the label covers, in a row of a text that lost a cell."""
    if not segment.grid.ragged or segment.grid.gaps or len(tokens) < count or tokens[count - 1][1].text.strip():
        return False
    return len(row.group) < _LABELS - 1 and segment.grid.rows[segment.number][-1].spanned


def _cells(segment: Segment, count: int) -> Sequence[Token]:
    """The cells of a row without a unit of measure in front of them, and without the gaps of a text that cannot be placed."""
    tokens = segment.tokens
    filled = [token for token in tokens if token[1].text.strip()]
    complete = segment.grid.ragged and len(filled) == count < len(tokens) and all(is_figure(cell.text) for _, cell in filled)
    if complete or (segment.grid.gaps and filled and len(tokens) != count):
        tokens = filled  # all of them are there, or the place of the blanks cannot be told
    return tokens[1:] if len(tokens) > count and is_unit(re.sub(r"\s", "", tokens[0][1].text)) else tokens
