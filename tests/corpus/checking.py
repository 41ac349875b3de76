"""The checks over many reports at once: one database for all of them."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.checks import run_checks
from scoring.engine.database import Session
from scoring.intake.report import Report
from tests.checks.loading import load_reports

Check = tuple[str, str, str, str]
"""(check, part, outcome, cause)."""


def checks_of(reports: Iterable[Report]) -> dict[str, set[Check]]:
    """Every check of every report by its file name; no two reports have the same name."""
    with Session() as session:
        reports = list(reports)
        load_reports(session, reports)
        run_checks(session)
        rows = session.rows("select unit_id, check_id, part, outcome, caused_by from checks")
    found: dict[str, set[Check]] = {report.file: set() for report in reports}
    for unit, *check in rows:
        found[unit].add(tuple(check))
    return found
