"""``scoring extract``: what reports say, as facts, checks and refusals."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.folder.report_files import report_files
from scoring.machine.processes import batches, in_order, processes

if TYPE_CHECKING:
    from scoring.intake.frames import Source
    from scoring.intake.report import Report

CHECK_KEYS = ("check_id", "severity", "outcome", "part", "expected", "found", "difference", "caused_by", "message")
BATCH = 64  # reports that are checked together: planning the queries costs as much as checking so many


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files that paths name: files as given, folders with all that is under them, each once."""
    return list(dict.fromkeys(file for path in paths for file in (report_files(path) if path.is_dir() else [path])))


def extract(files: Sequence[Path], form: str = "auto", jobs: int | None = 1) -> Iterator[dict[str, Any]]:
    """Read reports and run every check that needs nothing else, file by file.

    Every file is a unit of its own: two files never complete or contradict each other's figures. Memory does not grow
    with the number of files.

    Args:
        files: Report files.
        form: ``auto``, or the statutory form to expect.
        jobs: Processes; as many as cores when None and a fork is possible.

    Returns:
        One object per file in their order, as the command line contract describes it, plus ``repairs`` and ``unread``.
    """
    pool = processes(jobs, len(files))
    work = functools.partial(_extract_batch, form=form)
    named = batches([str(file) for file in files], jobs or 2, BATCH)
    try:
        for described in in_order(pool, work, named, jobs or 2):
            yield from described
    finally:
        if pool:
            pool.shutdown(cancel_futures=True)


def _extract_batch(files: Sequence[str], form: str) -> list[dict[str, Any]]:
    from scoring.checks import run_checks
    from scoring.engine.database import Session
    from scoring.intake.frames import report_frames, source_id
    from scoring.intake.reading import read_report

    reports = [read_report(Path(file), file, form=form) for file in files]
    with Session(threads=1) as session:
        for name, frame in report_frames(_alone(reports), 0).items():
            session.load(name, frame)
        session.lock()
        run_checks(session)
        rows = session.records("select * from checks order by source_id, check_id, part, locator")
    checks: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        checks.setdefault(row["source_id"], []).append(row)
    return [_described(report, checks.get(source_id(number), [])) for number, report in enumerate(reports, 1)]


def _alone(reports: Iterable[Report]) -> list[Source]:
    from scoring.intake.frames import Source

    return [Source(f"file {number}", report) for number, report in enumerate(reports, 1)]


def _described(report: Report, checks: list[dict[str, Any]]) -> dict[str, Any]:
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
