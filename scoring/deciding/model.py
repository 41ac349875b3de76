"""What could decide a rank or a grade: one change of the data, and what becomes of the unit by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["finding", "mark", "external", "date", "figure"]
Direction = Literal["rank_up", "rank_down", "grade_up", "grade_down"]
KINDS: tuple[Kind, ...] = ("finding", "mark", "external", "date", "figure")
DIRECTIONS: tuple[Direction, ...] = ("rank_up", "rank_down", "grade_up", "grade_down")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a unit stands in one scoring.

    Args:
        rank: Its rank, None where it is not ranked.
        grade: Its grade, None where its group has none.
        position: Place of the grade in its group's table, 0 the best; None without a grade.
        total: Exact total, None where it has none.
        printed: Printed total, None where it has none.
    """

    rank: int | None
    grade: str | None
    position: int | None
    total: Decimal | None
    printed: Decimal | None

    def moves(self, to: Standing) -> frozenset[Direction]:
        """In which directions a unit moves that stands elsewhere afterwards; a unit that loses its rank falls."""
        found: set[Direction] = set()
        if self.rank is not None and self.rank != to.rank:
            found.add("rank_up" if to.rank is not None and to.rank < self.rank else "rank_down")
        if self.position is not None and to.position is not None and self.position != to.position:
            found.add("grade_up" if to.position < self.position else "grade_down")
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One datum of one unit that could have come out otherwise.

    Args:
        unit_id: The unit.
        kind: What it is.
        key: What tells it from others of the unit: file and line of a finding, code of a figure, id of what is marked.
        columns: Columns of table ``inputs`` that it stands in, with their present values.
        ladder: Values of the change in the order in which they are tried, nearest first: what is added to every column.
        step: Smallest difference between two changes that can be; None where ``ladder`` holds all there are.
        what: Words for the datum.
        current: Its present value as it is written; empty for a finding.
        uom: Unit of measure.
    """

    unit_id: str
    kind: Kind
    key: str
    columns: Mapping[str, Decimal]
    ladder: tuple[Decimal, ...]
    step: Decimal | None
    what: str
    current: Decimal | None
    uom: str = ""

    def changed(self, by: Decimal) -> dict[str, Decimal]:
        """The columns with a change."""
        return {column: value + by for column, value in self.columns.items()}


@dataclass(frozen=True, slots=True)
class Decider:
    """The smallest change of one datum that moves a unit, as the engine scored it.

    Args:
        candidate: The datum.
        by: The change.
        direction: Where the unit goes.
        now: Where it stands.
        then: Where it stands with the change.
    """

    candidate: Candidate
    by: Decimal
    direction: Direction
    now: Standing
    then: Standing

    @property
    def moved(self) -> Decimal | None:
        """By how much the total moves; None where there is no total any more."""
        if self.now.total is None or self.then.total is None:
            return None
        return abs(self.then.total - self.now.total)
