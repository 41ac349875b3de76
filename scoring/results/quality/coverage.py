"""Coverage: how many units reported each figure, per form and group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.engine.database import Session, sql_file
from scoring.intake.dictionary import metrics
from scoring.results.quality.model import Coverage, CoverageRow
from scoring.results.titles import form_metrics, form_title, metric_title

Counts = dict[str, dict[str, int]]
"""Units by metric and group."""


def collect_coverage(session: Session, period: int, groups: Mapping[str, str], declared: Mapping[str, str]) -> tuple[Coverage, ...]:
    """One table per form that some report of the year has: its statutory figures, also those that nobody reports.

    Args:
        session: Holds ``units``, ``sources`` and ``facts``.
        period: The year assessed.
        groups: Title by group, in order; groups that it does not have keep their code.
        declared: Titles of metrics that the criteria declare.
    """
    reports: dict[str, dict[str, int]] = {}
    for form, group, units in session.rows(sql_file(__package__, "forms.sql").format(period=period)):
        reports.setdefault(form, {})[group] = units
    stated: dict[str, Counts] = {}
    for form, group, metric, units in session.rows(sql_file(__package__, "coverage.sql").format(period=period)):
        stated.setdefault(form, {}).setdefault(metric, {})[group] = units
    statutory = form_metrics()
    found = []
    for form in (*statutory, "prose", "data"):
        counts = stated.get(form, {})
        if form in reports and (counts or form in statutory):
            listed = statutory.get(form) or _in_order(counts)
            found.append(_coverage(form, listed, counts, reports[form], groups, declared))
    return tuple(found)


def _in_order(counts: Counts) -> list[str]:
    """Metrics in the order of the dictionary, those that it does not know last."""
    order = {code: place for place, code in enumerate(metrics())}
    return sorted(counts, key=lambda code: (order.get(code, len(order)), code))


def _coverage(
    form: str, listed: Sequence[str], counts: Counts, reports: Mapping[str, int], groups: Mapping[str, str], declared: Mapping[str, str]
) -> Coverage:
    present = [group for group in groups if group in reports] + [group for group in reports if group not in groups]
    rows = []
    for metric in listed:
        units = [counts.get(metric, {}).get(group, 0) for group in present]
        rows.append(CoverageRow(metric, metric_title(metric, declared), tuple(map(str, units)), str(sum(units))))
    heads = tuple((groups.get(group, group), reports[group]) for group in present)
    return Coverage(form_title(form), heads, sum(reports.values()), tuple(rows))
