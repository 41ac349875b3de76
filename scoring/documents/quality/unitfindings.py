"""What the data-quality report says of one unit: causes first, consequences folded under them, many of a kind counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from scoring.results.byunit import by_unit
from scoring.results.model import CheckRow
from scoring.results.quality.model import BrokenRow, CorrectedRow, Quality, QualityUnit, RepairRow, Trouble, UnreadRow

MOST_PLACES = 5  # of one check in one unit; the others are counted, and stand in checks.csv
MOST_ROWS = 10  # unread rows and repairs of one unit
_ORDER = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One failure with what only follows from it; ``more`` further places of the same check are not shown."""

    row: CheckRow
    follows: tuple[CheckRow, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class OpenCheck:
    """One check that cannot be assessed in a unit: in how many places, and why in the first."""

    title: str
    places: int
    message: str


@dataclass(frozen=True, slots=True)
class UnitFindings:
    """One unit's part of the report."""

    unit: QualityUnit
    anchor: str
    findings: tuple[Finding, ...]
    open: tuple[OpenCheck, ...]
    troubles: tuple[Trouble, ...] = ()
    unread: tuple[UnreadRow, ...] = ()
    repairs: tuple[RepairRow, ...] = ()
    corrections: tuple[CorrectedRow, ...] = ()
    broken: tuple[BrokenRow, ...] = ()
    counts: tuple[int, int] = (0, 0)

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to tell the unit."""
        return not (self.findings or self.open or self.troubles or self.unread or self.repairs or self.corrections or self.broken)


def unit_findings(quality: Quality) -> tuple[UnitFindings, ...]:
    """One entry per unit of the register, in its order; rows of nobody's files come last under the unit without a name."""
    listed = {unit.unit_id: unit for unit in quality.units}
    rows = by_unit(quality.checks)
    others = [unit for unit in dict.fromkeys([*rows]) if unit not in listed]
    units = [*quality.units, *(QualityUnit(unit, rows[unit][0].unit or unit or "未登记的单位", rows[unit][0].group) for unit in others)]
    troubles, unread, repairs = by_unit(quality.troubles), by_unit(quality.unread), by_unit(quality.repairs)
    corrections, broken = by_unit(quality.corrections), by_unit(quality.broken)
    return tuple(
        replace(
            _unit(unit, rows.get(unit.unit_id, [])),
            troubles=tuple(troubles.get(unit.unit_id, ())),
            unread=tuple(unread.get(unit.unit_id, ())),
            repairs=tuple(repairs.get(unit.unit_id, ())),
            corrections=tuple(corrections.get(unit.unit_id, ())),
            broken=tuple(broken.get(unit.unit_id, ())),
        )
        for unit in units
    )


def _unit(unit: QualityUnit, rows: Sequence[CheckRow]) -> UnitFindings:
    findings = ordered_findings(rows)
    own = [finding.row.severity for finding in findings]
    anchor = "u-" + re.sub(r"\s+", "-", unit.unit_id)
    return UnitFindings(unit, anchor, tuple(_first(findings)), tuple(open_checks(rows)), counts=(own.count("error"), own.count("warning")))


def ordered_findings(rows: Iterable[CheckRow]) -> list[Finding]:
    """All failures of one unit that have a reason of their own, each with what only follows from it, the most serious first."""
    failing = [row for row in rows if row.outcome == "fails"]
    return sorted(_causes(failing), key=lambda finding: _ORDER.get(finding.row.severity, len(_ORDER)))


def _causes(rows: Sequence[CheckRow]) -> list[Finding]:
    """Failures of a reason of their own, each with all that follows from it; one whose cause is not listed stands for itself."""
    by_check: dict[str, list[CheckRow]] = {}
    for row in rows:
        by_check.setdefault(row.check_id, []).append(row)
    follows: dict[int, list[CheckRow]] = {}
    for row in rows:
        cause = _root(row, by_check)
        follows.setdefault(id(cause), []).extend([row] if cause is not row else [])
    return [Finding(row, tuple(follows[id(row)])) for row in rows if id(row) in follows]


def _root(row: CheckRow, by_check: Mapping[str, Sequence[CheckRow]]) -> CheckRow:
    """The failure that a failure comes from in the end: a consequence may have consequences of its own. In a circle: itself."""
    cause, passed = row, {row.check_id}
    while causes := by_check.get(cause.caused_by):
        if cause.caused_by in passed:
            return row
        cause = min(causes, key=partial(_distance, cause))
        passed.add(cause.check_id)
    return cause


def _distance(row: CheckRow, cause: CheckRow) -> tuple[bool, bool, bool]:
    """How far a failure is from one that may explain it: of the same place, year and difference before others."""
    return row.part != cause.part, row.period != cause.period, row.difference.lstrip("-") != cause.difference.lstrip("-")


def _first(findings: Sequence[Finding]) -> Iterable[Finding]:
    """The first places of every check; the last that is shown says how many more there are."""
    totals: dict[str, int] = {}
    for finding in findings:
        totals[finding.row.check_id] = totals.get(finding.row.check_id, 0) + 1
    shown: dict[str, int] = {}
    for finding in findings:
        check = finding.row.check_id
        shown[check] = shown.get(check, 0) + 1
        if shown[check] < MOST_PLACES or totals[check] <= MOST_PLACES:
            yield finding
        elif shown[check] == MOST_PLACES:
            yield Finding(finding.row, finding.follows, totals[check] - MOST_PLACES)


def open_checks(rows: Iterable[CheckRow]) -> Iterable[OpenCheck]:
    """The checks that cannot be assessed in one unit, each once."""
    found: dict[str, list[CheckRow]] = {}
    for row in rows:
        if row.outcome == "not_assessable":
            found.setdefault(row.check_id, []).append(row)
    for same in found.values():
        yield OpenCheck(same[0].title or same[0].check_id, len(same), same[0].message)
