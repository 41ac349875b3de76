"""What the screened figures are called, and which of them count what happened in the year."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from scoring.checks.declarations import metrics_frame
from scoring.checks.screen.catalogue import stocks, uncounted_units
from scoring.intake.dictionary import metrics
from scoring.intake.forms import TOTAL

if TYPE_CHECKING:
    from scoring.engine.database import Session
    from scoring.intake.dictionary import Metric

KINDS = ("count", "money")


def load_titles(session: Session, declared: Mapping[str, Metric], further_stocks: Collection[str]) -> None:
    """Make ``screen_titles`` (metric, part, title) of all figures, and ``screen_metrics`` of those that are screened.

    Args:
        session: Where to.
        declared: Metrics by code; of those that no report states the whole is screened.
        further_stocks: Metrics that are no counts of the year, besides those of ``catalogue.yaml``.
    """
    import polars as pl

    known = {(metric, part): title for metric, part, title, *_ in metrics_frame().iter_rows()}
    known |= {(code, TOTAL): f"“{metric.title}”" for code, metric in declared.items() if (code, TOTAL) not in known}
    rows = list(_rows(known, {**declared, **metrics()}, stocks() | set(further_stocks)))
    schema: dict[str, Any] = {
        "metric": pl.String,
        "part": pl.String,
        "title": pl.String,
        "uom": pl.String,
        "kind": pl.String,
        "is_stock": pl.Boolean,
    }
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    session.load("screen_titles", frame.select("metric", "part", "title"))
    session.load("screen_metrics", frame.filter(pl.col("kind").is_in(KINDS)))


def _rows(known: Mapping[tuple[str, str], str], all_metrics: Mapping[str, Metric], no_counts: Collection[str]) -> Iterator[tuple[Any, ...]]:
    for (code, part), title in known.items():
        metric = all_metrics[code]
        counted = metric.number == "count" or (metric.number == "other" and metric.uom not in uncounted_units())
        yield code, part, title, metric.uom, "count" if counted else metric.number, code in no_counts
