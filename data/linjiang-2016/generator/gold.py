"""figures.csv: every invented figure as printed, so that a reader can be compared with it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.figures import Figures
from generator.form import METRICS
from generator.planted import MISTAKES, is_blank
from generator.prose.words import YEAR, growth
from generator.units import Unit

HEADER = ("unit_id", "metric", "period", "value", "semantic", "planted")


def gold_rows(unit: Unit, figures: Figures, digits: int) -> Iterator[tuple[str, ...]]:
    """One row per figure of the unit: unit, metric, period, value as printed, semantic, kind of planted mistake."""
    for metric in METRICS:
        if is_blank(unit.unit_id, metric):
            yield unit.unit_id, metric, str(YEAR), "", "blank", _planted(unit, metric)
        else:
            yield _row(unit, metric, YEAR, figures.values[metric])
    for metric, number in figures.parts.items():
        if _in_prose(unit, metric):
            yield _row(unit, metric, YEAR, number)
    yield _row(unit, "proactive_disclosed_total", YEAR - 1, figures.disclosed_before)
    yield _row(unit, "proactive_disclosed_total_growth_pct", YEAR, growth(unit, figures, digits))


def _row(unit: Unit, metric: str, period: int, value: int | Decimal) -> tuple[str, ...]:
    return unit.unit_id, metric, str(period), str(value), "zero" if value == 0 else "numeric", _planted(unit, metric)


def _in_prose(unit: Unit, metric: str) -> bool:
    return metric.startswith("reading_points") and unit.is_city and not unit.new_area


def _planted(unit: Unit, metric: str) -> str:
    return next((mistake.kind for mistake in MISTAKES if (mistake.unit_id, mistake.metric) == (unit.unit_id, metric)), "")
