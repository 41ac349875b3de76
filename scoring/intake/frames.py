"""Reports -> the tables ``sources``, ``facts``, ``structure``, ``unread`` and ``repairs``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.intake.report import Report

if TYPE_CHECKING:
    import polars as pl


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

    text, integer = pl.String, pl.Int32
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in ("sources", "facts", "structure", "unread", "repairs")}
    for number, source in enumerate(sources, 1):
        _add(rows, f"S{number:04d}", source, period)
    schemas: dict[str, dict[str, object]] = {
        "sources": dict.fromkeys(("source_id", "path", "sha256"), text)
        | {"bytes": pl.Int64}
        | dict.fromkeys(("kind", "form", "unit_id"), text)
        | {"period": integer}
        | dict.fromkeys(("read_status", "refusal"), text),
        "facts": {"unit_id": text, "period": integer, "metric": text, "part": text, "value": pl.Decimal(28, 10)}
        | dict.fromkeys(("semantic", "qualifier", "uom", "raw", "scope", "source_id", "locator", "quote"), text),
        "structure": {"unit_id": text, "source_id": text, "period": integer} | dict.fromkeys(("item", "value", "quote", "locator"), text),
        "unread": dict.fromkeys(("unit_id", "source_id", "what", "reason", "raw", "locator"), text),
        "repairs": dict.fromkeys(("unit_id", "source_id", "kind", "before", "after", "locator"), text),
    }
    return {name: pl.DataFrame(rows[name], schema=schema, orient="row") for name, schema in schemas.items()}  # type: ignore[arg-type]  # polars' schema type is narrower than it accepts


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
            )
            + (source_id, fact.locator, fact.quote)
        )
    rows["structure"] += [(unit, source_id, year, item.item, item.value, item.quote, item.locator) for item in report.structure]
    rows["unread"] += [(unit, source_id, item.what, item.reason, item.raw, item.locator) for item in report.unread]
    rows["repairs"] += [(unit, source_id, item.kind, item.before, item.after, item.locator) for item in report.repairs]
