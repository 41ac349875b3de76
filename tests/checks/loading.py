"""Reports as the tables that the checks read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from scoring.engine.database import Session
from scoring.intake.report import Report

FACTS: dict[str, Any] = {
    "unit_id": pl.String, "period": pl.Int32, "metric": pl.String, "part": pl.String, "value": pl.Decimal(24, 6), "semantic": pl.String,
    "qualifier": pl.String, "uom": pl.String, "raw": pl.String, "scope": pl.String, "source_id": pl.String, "locator": pl.String,
    "quote": pl.String,
}  # fmt: skip
SOURCES: dict[str, Any] = {
    "source_id": pl.String, "path": pl.String, "sha256": pl.String, "bytes": pl.Int64, "kind": pl.String, "form": pl.String,
    "unit_id": pl.String, "period": pl.Int32, "read_status": pl.String, "refusal": pl.String,
}  # fmt: skip
STRUCTURE: dict[str, Any] = {
    "unit_id": pl.String, "source_id": pl.String, "period": pl.Int32, "item": pl.String, "value": pl.String, "quote": pl.String,
    "locator": pl.String,
}  # fmt: skip


def load(
    session: Session, facts: Iterable[tuple[Any, ...]], sources: Iterable[tuple[Any, ...]], structure: Iterable[tuple[Any, ...]]
) -> None:
    """Make the three tables from rows."""
    for name, rows, schema in (("facts", facts, FACTS), ("sources", sources, SOURCES), ("structure", structure, STRUCTURE)):
        session.load(name, pl.DataFrame(list(rows), schema=schema, orient="row"))


def load_reports(session: Session, reports: Iterable[Report]) -> None:
    """Make the three tables from reports; the file name is the unit and the source."""
    facts: list[tuple[Any, ...]] = []
    sources: list[tuple[Any, ...]] = []
    structure: list[tuple[Any, ...]] = []
    for report in reports:
        name, year = report.file, report.year or 0
        sources.append(
            (name, name, report.sha256, report.size, report.kind, report.form, name, year, "refused" if report.refusal else "read", "")
        )
        structure.extend((name, name, year, s.item, s.value, s.quote, s.locator) for s in report.structure)
        for f in report.facts:
            period = year - 1 if f.metric.endswith("@prev") else year
            metric = f.metric.removesuffix("@prev")
            facts.append((name, period, metric, f.part, f.value, f.semantic, f.qualifier, f.uom, f.raw, f.scope, name, f.locator, f.quote))
    load(session, facts, sources, structure)
