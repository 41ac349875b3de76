"""Last year's figures: what the tables of last year's reports say, unit by unit."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from scoring.report_files import ReportReader, owners

if TYPE_CHECKING:
    from scoring.intake.report import Report
    from scoring.workbooks.setting import Setting

Past = dict[str, dict[tuple[str, str], Decimal]]
"""Figures by unit, then by (metric, part)."""


def past_figures(settings: Iterable[Setting], year: int, jobs: int | None = None) -> Past:
    """Figures of a year from the statutory tables of reports.

    Args:
        settings: Assessments whose reports are read: this year's folder, perhaps last year's.
        year: The year.
        jobs: Processes that read.

    Returns:
        Exact figures only; where two reports of a unit differ, none.
    """
    found: dict[str, dict[tuple[str, str], set[Decimal]]] = {}
    for setting in settings:
        with ReportReader(setting.assessment, jobs) as reader:
            units, _ = owners(setting.assessment, setting.tables, reader.files)
            for path, report in reader.reports():
                if path in units and report.year == year:
                    _add(found.setdefault(units[path], {}), report)
    return {unit: {place: next(iter(values)) for place, values in places.items() if len(values) == 1} for unit, places in found.items()}


def _add(places: dict[tuple[str, str], set[Decimal]], report: Report) -> None:
    for fact in report.facts:
        if fact.value is not None and fact.from_table and fact.qualifier == "exact" and "@" not in fact.metric:
            places.setdefault((fact.metric, fact.part), set()).add(fact.value)
