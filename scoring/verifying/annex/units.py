"""What a row that names a unit must show, and whether it does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from scoring import numbers
from scoring.criteria.model import Criteria
from scoring.verifying.annex.reading import Row
from scoring.verifying.derived import Derived, UnitScore
from scoring.verifying.derived.stored import Unit

NONE = "—"
TIED = "并列"
_ANALYSED = ("中位名次", "名次区间", "难分先后的单位")  # of annexes on how firm the ranks are
LAST = ("上次总分", "上次名次", "名次升降")
MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FULL = re.compile(r"(.+?)（([0-9.]+)分）")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Wrong:
    """A cell that is not what is derived: page, unit or row, column, what is printed, what should be."""

    page: int
    row: str
    column: str
    printed: str
    derived: str


@dataclass
class Listed:
    """The units that an annex lists: rows by unit, and marks beside names."""

    together: bool
    rows: dict[str, Row] = field(default_factory=dict)
    marks: dict[str, list[str]] = field(default_factory=dict)
    numbers: int = 0


class UnitRows:
    """Rows of one annex that name units.

    Args:
        derived: Every unit's scores.
        together: Whether several groups stand in one table without headings, ranked against each other.
    """

    def __init__(self, derived: Derived, *, together: bool) -> None:
        self.derived = derived
        self.listed = Listed(together)
        self.by_name: dict[str, list[Unit]] = {}
        for unit in derived.stored.units:
            self.by_name.setdefault(unit.short_name, []).append(unit)
        self.titles = _titles(derived.stored.criteria)

    def check(self, heads: Sequence[str], row: Row, place: int) -> Iterator[Wrong]:
        """Cells of a row that are not what is derived.

        Args:
            heads: Heads of the columns.
            row: The row, of one unit.
            place: Its place in its section, from 1.
        """
        name = row.cells[heads.index("单位")]
        plain = name.rstrip(MARKS)
        units = self._units(plain, row.section)
        if not units:
            yield Wrong(row.page, name, "单位", name, "")
            return
        found = [list(self._row(unit, heads, row, place)) for unit in units]
        unit, wrong = min(zip(units, found, strict=True), key=lambda pair: len(pair[1]))
        self.listed.rows.setdefault(unit.unit_id, row)
        for mark in name[len(plain) :]:
            self.listed.marks.setdefault(mark, []).append(unit.unit_id)
        self.listed.numbers += sum(bool(_DIGIT.search(cell)) for cell in row.cells)
        yield from wrong

    def _units(self, name: str, section: str) -> list[Unit]:
        groups = {group.id for group in self.derived.stored.criteria.groups if group.title == section}
        return [unit for unit in self.by_name.get(name, ()) if not section or unit.group in groups]

    def _row(self, unit: Unit, heads: Sequence[str], row: Row, place: int) -> Iterator[Wrong]:
        score = self.derived.scores.get(unit.unit_id)
        for head, cell in zip(heads, row.cells, strict=True):
            expected = self._expected(unit, score, head, place)
            if expected is not None and not _same(cell, expected):
                yield Wrong(row.page, unit.short_name, head, cell, _told(expected))

    def _expected(self, unit: Unit, score: UnitScore | None, head: str, place: int) -> Decimal | str | None:
        """The number or word that must stand in a cell; None for a cell that is looked at elsewhere (name, remarks)."""
        if head in {"单位", "备注"} or head.startswith(_ANALYSED):
            return None
        if head == "序号":
            return Decimal(place)
        if score is None or (score.printed is None and head not in {"名次", "等次"}):
            return NONE
        if head == "名次":
            rank = score.place.overall if self.listed.together else score.place.rank
            return NONE if rank is None else Decimal(rank)
        if head == "等次":
            return (score.place.grade if unit.status == "assessed" else None) or NONE
        return self._points(unit, score, head)

    def _points(self, unit: Unit, score: UnitScore, head: str) -> Decimal | str:
        own = {"总分": score.printed, "基础分": score.terms.base, "加分": score.terms.bonus, "扣分": score.terms.penalty}
        if head in own and head not in self.titles:
            value = own[head]
            return NONE if value is None else value
        if head in LAST and head not in self.titles:
            return self._last(unit, score, head)
        title, full = _full_of(head)
        nodes = self.titles.get(title, ())
        fitting = [points for node, points in nodes if unit.group in points and (full is None or points[unit.group] == full)]
        if not nodes:  # a column of nothing that this run has
            return ""
        if not fitting:
            return NONE
        node = next(node for node, points in nodes if unit.group in points and (full is None or points[unit.group] == full))
        value = score.points.get(node)
        return NONE if value is None else value

    def _last(self, unit: Unit, score: UnitScore, head: str) -> Decimal | str:
        """Last total and rank as they stand in the run that this one is compared with, and the places gained since."""
        total, rank, now = unit.last.total, unit.last.rank, score.place.rank
        if head == "上次总分":
            return NONE if total is None else numbers.rounded(total, self.derived.stored.criteria.policy.rounding.digits)
        if head == "上次名次":
            return NONE if rank is None else Decimal(rank)
        if rank is None or now is None or not unit.last.is_ranked:
            return NONE
        gained = rank - now
        return "平" if gained == 0 else f"升{gained}" if gained > 0 else f"降{-gained}"


def _titles(criteria: Criteria) -> dict[str, list[tuple[str, Mapping[str, Decimal]]]]:
    """Id and full points by group of every node, by title without spaces."""
    found: dict[str, list[tuple[str, Mapping[str, Decimal]]]] = {}
    for node in (*criteria.nodes(), *criteria.scored()):
        entry = (node.id, node.points)
        if entry not in found.setdefault(re.sub(r"\s+", "", node.title), []):
            found[re.sub(r"\s+", "", node.title)].append(entry)
    return found


def _full_of(head: str) -> tuple[str, Decimal | None]:
    """Title and full points of a head such as 主动公开（25分）."""
    found = _FULL.fullmatch(head)
    return (found[1], Decimal(found[2])) if found else (head, None)


def _same(cell: str, expected: Decimal | str) -> bool:
    if isinstance(expected, str):
        return cell == expected
    try:
        return Decimal(cell.removeprefix(TIED)) == expected
    except InvalidOperation:
        return False


def _told(expected: Decimal | str) -> str:
    return expected if isinstance(expected, str) else numbers.plain(expected)
