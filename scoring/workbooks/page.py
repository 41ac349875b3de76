"""A statutory table on paper: which cell stands where, before any program writes it.

Every table becomes a :class:`Page`: printed cells with their spans, and the places of its figures. The writer draws
it, the footing formulas point into it. Row 0 and column 0 are kept for the codes.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import Literal

from scoring.intake.filled.tables import row_code
from scoring.intake.forms import Table, Value

Look = Literal["head", "label", "section", "unit"]
FIRST_ROW = 3  # under the codes, the title and the line with unit and year


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed cell: place, spans, text and look."""

    row: int
    column: int
    text: str
    look: Look
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """The place of a figure: its cell, and how many columns it spans."""

    row: int
    column: int
    value: Value
    number: int
    columns: int = 1


@dataclass(eq=False)
class Page:
    """One table laid out.

    Args:
        table: The table.
        name: Name of its sheet.
        title: Its title.
        labels: How many columns of labels it has, from column 1 on.
        width: How many columns of figures follow.
        body: First row under the headings.
        end: Row after the last.
        printed: Printed cells.
        figures: Places of figures, in order.
    """

    table: Table
    name: str
    title: str
    labels: int
    width: int
    body: int = 0
    end: int = 0
    printed: list[Printed] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Column of the first figures."""
        return 1 + self.labels

    @property
    def after(self) -> int:
        """Column after the figures."""
        return self.first + self.width

    @property
    def applies(self) -> int | None:
        """Column that says whether a row applies to the unit; only tables whose rows are independent have one."""
        return self.after if self.table.layout in {"list", "rows"} else None

    @property
    def verdict(self) -> int:
        """Column of the results of checks; table 4 has them in the row under its figures."""
        return self.after + (self.applies is not None)

    def past(self, figure: Figure) -> tuple[int, int]:
        """Row and column of last year's figure."""
        if self.table.layout == "single":
            return self.end + 2, figure.column
        return figure.row, self.verdict + 1 + figure.column - self.first

    def place(self, metric: str, part: str) -> Figure | None:
        """Where a figure stands."""
        return self._places.get((metric, part))

    @functools.cached_property
    def _places(self) -> dict[tuple[str, str], Figure]:
        return {(figure.value.metric, figure.value.part): figure for figure in self.figures}

    def row_codes(self) -> dict[int, str]:
        """Code of every row that has figures."""
        owner = {row.values[0]: row for row in self.table.rows if row.values}
        return {figure.row: row_code(self.table, owner[figure.value]) for figure in self.figures if figure.number == 0}

    def add(self, *printed: Printed) -> None:
        """Print cells."""
        self.printed += printed
