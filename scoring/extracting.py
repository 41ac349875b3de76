"""``scoring extract``: what one report says, as facts, checks and refusals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.intake.frames import Source
    from scoring.intake.report import Report

CHECK_KEYS = ("check_id", "severity", "outcome", "part", "expected", "found", "difference", "caused_by", "message")


def extract(files: Sequence[Path], form: str = "auto") -> list[dict[str, Any]]:
    """Read reports and run every check that needs nothing else.

    Args:
        files: Report files.
        form: ``auto``, or the statutory form to expect.

    Returns:
        One object per file, as the command line contract describes it, plus ``repairs`` and ``unread``.
    """
    from scoring.checks import run_checks
    from scoring.database import Session
    from scoring.intake.frames import report_frames
    from scoring.intake.reading import read_report

    reports = [read_report(file, str(file), form=form) for file in files]
    with Session() as session:
        for name, frame in report_frames(_alone(reports), 0).items():
            session.load(name, frame)
        run_checks(session)
        checks = session.records("select * from checks order by source_id, check_id, part, locator")
    return [_described(report, [row for row in checks if row["source_id"] == f"S{number:04d}"]) for number, report in enumerate(reports, 1)]


def _alone(reports: Iterable[Report]) -> list[Source]:
    """Every file as a unit of its own: two files must never complete or contradict each other's figures."""
    from scoring.intake.frames import Source

    return [Source(f"file {number}", report) for number, report in enumerate(reports, 1)]


def _described(report: Any, checks: list[dict[str, Any]]) -> dict[str, Any]:
    refusal = {"code": report.refusal[0], "message": report.refusal[1]} if report.refusal else None
    return {
        "file": report.file,
        "sha256": report.sha256,
        "kind": report.kind,
        "form": report.form,
        "unit": report.unit,
        "year": report.year,
        "status": "refused" if refusal else "read",
        "refusal": refusal,
        "facts": [_fact(fact) for fact in report.facts],
        "checks": [{key: check[key] for key in CHECK_KEYS} for check in checks],
        "repairs": [{"kind": item.kind, "before": item.before, "after": item.after, "locator": item.locator} for item in report.repairs],
        "unread": [item._asdict() for item in report.unread],
    }


def _fact(fact: Any) -> dict[str, Any]:
    value = fact.value
    if value is not None:
        value = int(value) if value == value.to_integral_value() else float(value)
    return {
        "metric": fact.metric,
        "part": fact.part,
        "value": value,
        "semantic": fact.semantic,
        "qualifier": fact.qualifier,
        "uom": fact.uom,
        "scope": fact.scope,
        "raw": fact.raw,
        "locator": fact.locator,
        "quote": fact.quote,
    }
