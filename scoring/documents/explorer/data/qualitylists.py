"""Lists of the data-quality page that are not of single units: checks, coverage, cases, the screen, treated values, close ranks."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from scoring.documents.quality.changes import prepared_tables
from scoring.documents.quality.screenrows import NOTE, is_shown, rule_words

if TYPE_CHECKING:
    from scoring.results.model import Results
    from scoring.results.quality.model import CheckCount, Coverage, Quality


def lists(results: Results) -> dict[str, Any]:
    """All of them by name; empty where the results have none."""
    quality = results.quality
    if quality is None:
        return {}
    return {
        "counts": [_count(row) for row in quality.counts],
        "unusable_counts": [asdict(row) for row in quality.unusable_counts],
        "rules": _rules(quality),
        "note": NOTE if is_shown(quality.screened) else "",
        "coverage": [_coverage(row) for row in quality.coverage],
        "prepared": [
            {"title": title, "heads": [(column.title, column.kind == "number") for column in columns], "rows": rows}
            for title, columns, rows in prepared_tables(results.prepared)
        ],
        "pairs": [asdict(row) for row in results.pairs],
    }


def _count(row: CheckCount) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(row).items()}


def _rules(quality: Quality) -> list[dict[str, str]]:
    """The rules of the screen with what they could do."""
    if not is_shown(quality.screened):
        return []
    return [{"rule": rule.rule, "title": rule.title, "words": rule_words(rule)} for rule in quality.screened.rules]


def _coverage(row: Coverage) -> dict[str, Any]:
    return {**asdict(row), "groups": [(title, str(reports)) for title, reports in row.groups], "reports": str(row.reports)}
