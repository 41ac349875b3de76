"""What the data-quality report prints: finished rows about reports, checks, coverage, repairs and corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.results.anomalies.model import Screened
from scoring.results.model import CheckRow
from scoring.results.records.model import UnusableCount, UnusableRow


@dataclass(frozen=True, slots=True)
class QualityUnit:
    """One unit of the register: its group's title, and the reports of it."""

    unit_id: str
    name: str
    group: str
    files: tuple[SourceRow, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One report file; ``refusal`` is the reason where it was refused, ``period`` the year it speaks of."""

    unit_id: str
    file: str
    kind: str
    form: str
    period: str
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a file or its registration (a problem of the catalogue), or a unit without a report."""

    unit_id: str
    unit: str
    file: str
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """One row of a form that could not be read without guessing."""

    unit_id: str
    unit: str
    what: str
    reason: str
    raw: str
    file: str
    locator: str


@dataclass(frozen=True, slots=True)
class RepairRow:
    """One change that was made to the text before reading; ``times`` where the same one was made often."""

    unit_id: str
    unit: str
    kind: str
    before: str
    after: str
    file: str
    locator: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class CorrectedRow:
    """One figure that the office corrected: both values, who, when, why, and where the old one was read."""

    unit_id: str
    unit: str
    period: str
    title: str
    metric: str
    old: str
    new: str
    corrected_on: str
    corrected_by: str
    reason: str
    evidence: str
    place: str
    file: str
    locator: str
    quote: str


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """One relation that held over what was read and fails with the corrected values."""

    unit_id: str
    unit: str
    title: str
    message: str


@dataclass(frozen=True, slots=True)
class CheckCount:
    """One check over all units: in how many it holds, fails, cannot be assessed. A unit counts once, by its worst place."""

    check_id: str
    title: str
    severity: str
    holds: int
    failing: int
    open: int


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """How many units reported one metric, per group and in all; finished texts such as ``12``."""

    metric: str
    title: str
    per_group: tuple[str, ...]
    whole: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Coverage of one form: groups with the number of their reports on it, and one row per metric."""

    form: str
    groups: tuple[tuple[str, int], ...]
    reports: int
    rows: tuple[CoverageRow, ...]


@dataclass(frozen=True)
class Quality:
    """Everything the data-quality report says.

    Args:
        title: Title of the assessment.
        period: Year assessed.
        run_date: ISO date given by the user.
        criteria: Title of the criteria, empty where there are none.
        fingerprint: Fingerprint of the criteria, empty where there are none.
        units: The register, in its order.
        checks: One row per check x unit x place that fails or cannot be assessed.
        counts: One row per check.
        totals: Numbers by name: units, reports, refused, without, facts, holds, fails, not_assessable, own failures by severity.
        troubles: What is wrong with files and their registration, and units without a report.
        unread: Rows that could not be read.
        repairs: What was mended before reading.
        corrections: What the office corrected.
        broken: Relations that corrections break.
        coverage: Which figures were reported, per form.
        unusable_counts: Cases that cannot be judged, by deadline and reason.
        unusable: The same by unit, with the first cases.
        screened: What the screen of self-reported data noted.
        reads_reports: Whether the criteria read anything from annual reports; without criteria, an audit is about them.
    """

    title: str
    period: str
    run_date: str
    criteria: str = ""
    fingerprint: str = ""
    units: tuple[QualityUnit, ...] = ()
    checks: tuple[CheckRow, ...] = ()
    counts: tuple[CheckCount, ...] = ()
    totals: Mapping[str, int] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()
    unread: tuple[UnreadRow, ...] = ()
    repairs: tuple[RepairRow, ...] = ()
    corrections: tuple[CorrectedRow, ...] = ()
    broken: tuple[BrokenRow, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    unusable_counts: tuple[UnusableCount, ...] = ()
    unusable: tuple[UnusableRow, ...] = ()
    reads_reports: bool = True
    screened: Screened = field(default_factory=Screened)
