"""Last year's figures: what the tables of last year's reports say, unit by unit."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from scoring.folder.report_files import ReportReader, owners

if TYPE_CHECKING:
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
        for unit, metric, part, value in _figures(setting, year, jobs):
            found.setdefault(unit, {}).setdefault((metric, part), set()).add(value)
    return {unit: {place: next(iter(values)) for place, values in places.items() if len(values) == 1} for unit, places in found.items()}


def _figures(setting: Setting, year: int, jobs: int | None) -> Iterable[tuple[str, str, str, Decimal]]:
    """(unit, metric, part, value) of every exact figure in a table."""
    import polars as pl

    from scoring.intake.frames import join_batches

    with ReportReader(setting.assessment, jobs) as reader:
        units, _ = owners(setting.assessment, setting.tables, reader.files)
        facts = join_batches(list(reader.read()), [units.get(path, "") for path in reader.files], 0)["facts"]
    exact = (pl.col("qualifier") == "exact") & pl.col("value").is_not_null() & ~pl.col("locator").str.starts_with("line ")
    own = facts.filter((pl.col("period") == year) & (pl.col("unit_id") != "") & exact)
    return own.select("unit_id", "metric", "part", "value").iter_rows()
