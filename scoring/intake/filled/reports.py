"""A returned fill-in workbook as a report, so that it can be extracted, checked and scored like any other."""

from __future__ import annotations

from dataclasses import replace

from scoring.intake.filled.reading import read_filled
from scoring.intake.filled.values import Rejected
from scoring.intake.report import Report, Structure, Unread
from scoring.problems import Problem, entry, sentence


def filled_report(data: bytes, report: Report) -> Report:
    """The report of a workbook; what is rejected is unread.

    Args:
        data: Bytes of the workbook.
        report: Its name, hash and size.
    """
    book = read_filled(data)
    if book is None or book.marker.kind != "unit" or not book.marker.form:
        problem = Problem("W013", report.file)
        return replace(report, refusal=(problem.code, sentence(problem)))
    marker = book.marker
    return replace(
        report,
        form=marker.form,
        unit=marker.name,
        year=marker.period,
        facts=book.facts,
        structure=(Structure("statutory_table", "present", "", ""),),
        unread=tuple(_unread(rejected) for rejected in book.rejected),
    )


def as_problem(rejected: Rejected, file: str) -> Problem:
    """What is rejected as a problem of its file."""
    where = f"{rejected.locator}（{rejected.label}）" if rejected.locator and rejected.label else rejected.locator or rejected.label
    return Problem(rejected.code, file, where=where, found=rejected.found, args=rejected.args)


def _unread(rejected: Rejected) -> Unread:
    what = str(entry(rejected.code)["zh"]["what"]).format(**rejected.args)
    return Unread(rejected.label or rejected.found, what, rejected.found, rejected.locator, rejected.code)
