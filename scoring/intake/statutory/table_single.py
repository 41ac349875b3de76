"""Reads table 4 of the six-section report: under its headings one row of 15 numbers and no label.

Pages also print it as three small tables, with a row per outcome or a row per kind of case; then every number is
placed by its own headings, over it and in front of it, and read only when each kind has all its outcomes once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring.intake.cells import CellValue, read_cell
from scoring.intake.document import Cell, Grid
from scoring.intake.forms import Value
from scoring.intake.reasons import BLANKS, FEWER, KIND, MORE, NOT_A_NUMBER, unread
from scoring.intake.report import Fact, Unread
from scoring.intake.statutory.labels import LabelIndex, fold_label, spellings
from scoring.intake.statutory.segments import is_figure
from scoring.intake.statutory.splits import Split, broken_number, may_be_split
from scoring.intake.statutory.table_values import make_fact

_NAME = "行政复议、行政诉讼情况"
_MARKS = 2  # so many of the outcome headings make a row a heading of this table
Place = tuple[Value, Cell]


class SingleReader:
    """Reads table 4 over all grids of a document.

    Args:
        index: The table.
    """

    def __init__(self, index: LabelIndex) -> None:
        self.index = index
        self.values = index.table.rows[0].values
        self.facts: list[Fact] = []
        self.unread: list[Unread] = []
        self.splits: list[Split] = []
        self.outcomes = _places(index.table.headings)
        self.kinds = _places(index.table.groups)

    def read(self, grid: Grid, said: str = "") -> None:
        """Add the figures of one grid.

        Args:
            grid: The grid.
            said: The line of text in front of it, which may name the kind of case.
        """
        if not any(self._is_mark(cell.text) for row in grid.rows for cell in row):
            return
        row = self._row_of_all(grid)
        if len(row) == len(self.values) and self._in_order(grid):
            self._take(list(zip(self.values, row, strict=True)), ragged=self._has_gaps(grid, row))
            return
        placed = [] if grid.ragged or self._has_too_many(grid) else list(self._placed(grid, said))
        found = [(value, cell) for value, cell in placed if value is not None]
        if len(found) == len(placed) and self._is_whole([value for value, _ in found]):
            self._take(found, ragged=False)
        elif row:
            self._leave(row)

    def _is_mark(self, text: str) -> bool:
        label = fold_label(text)
        return label is not None and label.full in self.index.table.marks

    def _outcome(self, text: str) -> int | None:
        label = fold_label(text)
        return self.outcomes.get(label.full) if label else None

    def _kind(self, text: str) -> int | None:
        """The kind of case that a heading names; 行政诉讼 alone names none."""
        label = fold_label(text)
        if label is None:
            return None
        found = [place for words, place in self.kinds.items() if words in label.full]
        return found[-1] if found else None

    def _row_of_all(self, grid: Grid) -> list[Cell]:
        """The first row of figures under the last row of headings."""
        last = next((n for n in range(len(grid.rows) - 1, -1, -1) if self._headings(grid, n) >= _MARKS), None)
        for row in grid.rows[last + 1 :] if last is not None else ():
            cells = [cell for cell in row if not cell.spanned]
            while cells and read_cell(cells[0].text) == CellValue(None, "text"):
                cells = cells[1:]
            while len(cells) > len(self.values) and not cells[-1].text.strip():
                cells = cells[:-1]
            if any(cell.text.strip() for cell in cells):
                return cells
        return []

    def _headings(self, grid: Grid, number: int) -> int:
        """How many outcomes the row names, 0 when none of them is a word of this table alone."""
        cells = [cell for cell in grid.rows[number] if not cell.spanned]
        return sum(self._outcome(cell.text) is not None for cell in cells) if any(self._is_mark(cell.text) for cell in cells) else 0

    @staticmethod
    def _has_gaps(grid: Grid, cells: Sequence[Cell]) -> bool:
        """Whether the blanks of the row may stand in other places than those they have here."""
        number = next(n for n, row in enumerate(grid.rows) if cells[0] in row)
        return number in grid.loose or (grid.ragged and any(cell.spanned for cell in grid.rows[number]))

    def _in_order(self, grid: Grid) -> bool:
        """Whether the headings do not say another order than that of the form."""
        usual = list(range(len(self.index.table.headings)))
        for row in grid.rows:
            outcomes = [place for cell in row if (place := self._outcome(cell.text)) is not None]
            if len(outcomes) == len(self.values) and outcomes != usual * len(self.index.table.groups):
                return False
        kinds = list(dict.fromkeys(kind for row in grid.rows for cell in row if (kind := self._kind(cell.text)) is not None))
        return kinds == sorted(kinds)

    def _has_too_many(self, grid: Grid) -> bool:
        """Whether a row of figures is longer than the headings over it, so that none of them is certainly under its own."""
        named = [(c, o) for row in grid.rows for c, cell in enumerate(row) if (o := self._outcome(cell.text)) is not None]
        if any(len({o for c, o in named if c == column}) > 1 for column, _ in named):
            return False  # a row per outcome
        last = max((column for column, _ in named), default=0)
        return any(cell.text.strip() for row in grid.rows for cell in row[last + 1 :])

    def _placed(self, grid: Grid, said: str) -> Iterator[tuple[Value | None, Cell]]:
        """Every figure with the value that the headings around it name; None for one that they do not name."""
        for number, row in enumerate(grid.rows):
            for column, cell in enumerate(row):
                if cell.spanned or self._outcome(cell.text) is not None or not (is_figure(cell.text) or not cell.text.strip()):
                    continue
                around = [c.text for c in reversed(row[:column])] + [grid.rows[n][column].text for n in range(number - 1, -1, -1)]
                outcome = next((place for text in around if (place := self._outcome(text)) is not None), None)
                kind = next((place for text in [*around, said] if (place := self._kind(text)) is not None), None)
                if outcome is not None and kind is not None:
                    yield self.values[kind * len(self.index.table.headings) + outcome], cell
                elif outcome is not None and cell.text.strip():
                    yield None, cell

    def _is_whole(self, values: Sequence[Value]) -> bool:
        """Whether every kind of case that occurs has each of its outcomes once."""
        size = len(self.index.table.headings)
        kinds = [self.values[start : start + size] for start in range(0, len(self.values), size)]
        whole = [value for kind in kinds if set(kind) & set(values) for value in kind]
        return bool(values) and sorted(map(str, values)) == sorted(map(str, whole))

    def _take(self, placed: Sequence[Place], *, ragged: bool) -> None:
        if ragged and not all(cell.text.strip() for _, cell in placed):
            self.unread.append(unread(BLANKS, _NAME, " | ".join(cell.text for _, cell in placed), placed[0][1].locator))
            return
        for value, cell in placed:
            read = read_cell(cell.text)
            if read is not None:
                self.facts.append(make_fact(value, read, cell, value.title, value.printed_uom))
                continue
            left = unread(NOT_A_NUMBER, value.title, cell.text, cell.locator)
            if broken_number(cell.text):
                self.splits.append(Split((value,), (cell,), (value.title,), left, value.printed_uom))
            else:
                self.unread.append(left)

    def _leave(self, row: Sequence[Cell]) -> None:
        size = len(self.values)
        code = KIND if len(row) == size else FEWER if len(row) < size else MORE
        left = unread(code, _NAME, " | ".join(cell.text for cell in row), row[0].locator, size)
        if may_be_split(row, size):
            self.splits.append(Split(self.values, tuple(row), tuple(v.title for v in self.values), left))
        else:
            self.unread.append(left)


def _places(headings: Sequence[Sequence[str]]) -> dict[str, int]:
    return {words: place for place, titles in enumerate(headings) for words in spellings(titles)}
