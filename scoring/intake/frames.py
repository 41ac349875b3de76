"""Reports -> the tables ``sources``, ``facts``, ``structure``, ``unread`` and ``repairs``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.intake.report import Report

if TYPE_CHECKING:
    import polars as pl


COLUMNS = {
    "sources": "source_id path sha256 bytes kind form unit_id period read_status refusal",
    "facts": "unit_id period metric part value semantic qualifier uom raw scope source_id locator quote",
    "structure": "unit_id source_id period item value quote locator",
    "unread": "unit_id source_id what reason raw locator code",
    "repairs": "unit_id source_id kind before after locator",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A report and the unit it belongs to (empty when nobody said)."""

    unit_id: str
    report: Report


def report_frames(sources: Iterable[Source], period: int) -> dict[str, pl.DataFrame]:
    """Frames of all reports.

    Args:
        sources: Reports with their units.
        period: Year that a report without a readable year is taken for.

    Returns:
        ``sources`` (one row per file), ``facts`` (one row per unit x period x metric x part and place),
        ``structure``, ``unread`` and ``repairs`` (one row per property, row and change).
    """
    import polars as pl

    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in COLUMNS}
    for number, source in enumerate(sources, 1):
        _add(rows, f"S{number:04d}", source, period)
    special: dict[str, pl.DataType | type[pl.DataType]] = {"period": pl.Int32, "bytes": pl.Int64, "value": pl.Decimal(28, 10)}
    frames = {}
    for name, columns in COLUMNS.items():
        types = {
            column: pl.String if name == "structure" and column == "value" else special.get(column, pl.String) for column in columns.split()
        }
        frames[name] = pl.DataFrame(rows[name], schema=types, orient="row")
    return frames


def _add(rows: dict[str, list[tuple[object, ...]]], source_id: str, source: Source, period: int) -> None:
    unit, report = source.unit_id, source.report
    year = report.year or period
    status, refusal = ("refused", report.refusal[1]) if report.refusal else ("read", "")
    rows["sources"].append((source_id, report.file, report.sha256, report.size, report.kind, report.form, unit, year, status, refusal))
    for fact in report.facts:
        metric, _, previous = fact.metric.partition("@")
        rows["facts"].append(
            (
                unit,
                year - 1 if previous else year,
                metric,
                fact.part,
                fact.value,
                fact.semantic,
                fact.qualifier,
                fact.uom,
                fact.raw,
                fact.scope,
                source_id,
                fact.locator,
                fact.quote,
            )
        )
    rows["structure"] += [(unit, source_id, year, item.item, item.value, item.quote, item.locator) for item in report.structure]
    rows["unread"] += [(unit, source_id, item.what, item.reason, item.raw, item.locator, item.code) for item in report.unread]
    rows["repairs"] += [(unit, source_id, item.kind, item.before, item.after, item.locator) for item in report.repairs]
