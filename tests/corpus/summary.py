"""The tables that a test run prints: recall and precision over the corpus, and how changed reports were caught."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

FACTS, CHECKS, MUTATIONS = "corpus: facts", "corpus: failing checks", "corpus: changed reports"
_HEADS = {
    FACTS: ("format", "form", "reports", "gold", "found", "missing", "WRONG", "refused", "recall %", "precision %"),
    CHECKS: ("format", "form", "reports", "planted", "found", "FALSE"),
    MUTATIONS: ("format", "form", "change", "reports", "as printed", "unread", "check fails", "not assessable", "refused", "WRONG"),
}

Entry = Mapping[str, Any]


def record(request: pytest.FixtureRequest, table: str, entry: Entry) -> None:
    """Leave the counts of one report with its test; they reach the end of the run from any process."""
    request.node.user_properties.append((table, dict(entry)))


def tables(reports: Iterable[Any]) -> list[tuple[str, list[str]]]:
    """(title, lines) of every table for which the tests left counts."""
    left = [pair for report in reports for pair in getattr(report, "user_properties", ())]
    makers = {FACTS: _facts, CHECKS: _checks, MUTATIONS: _mutations}
    found = {title: [entry for key, entry in left if key == title] for title in makers}
    return [(title, _aligned(_HEADS[title], _grouped(entries, makers[title]))) for title, entries in found.items() if entries]


def _grouped(entries: Sequence[Entry], make: Any) -> list[tuple[str, ...]]:
    """One row per group, and one for all."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        groups.setdefault(tuple(entry["group"]), []).append(entry)
    width = len(next(iter(groups)))
    return [*((*name, *make(group)) for name, group in sorted(groups.items())), ("all", *[""] * (width - 1), *make(entries))]


def _facts(group: Sequence[Entry]) -> tuple[str, ...]:
    right, missing, wrong = (sum(entry[key] for entry in group) for key in ("right", "missing", "wrong"))
    refused = sum(entry["refused"] for entry in group)
    counts = (len(group), right + missing, right, missing, wrong, refused)
    return (*map(str, counts), share(right, right + missing), share(right, right + wrong))


def _checks(group: Sequence[Entry]) -> tuple[str, ...]:
    return (str(len(group)), *(str(sum(entry[key] for entry in group)) for key in ("planted", "found", "false")))


def _mutations(group: Sequence[Entry]) -> tuple[str, ...]:
    return tuple(str(sum(entry[key] for entry in group)) for key in ("reports", "printed", "unread", "fails", "open", "refused", "wrong"))


def share(part: int, whole: int) -> str:
    """A percentage with one decimal, cut and not rounded; a dash where there is nothing to count."""
    return f"{part * 1000 // whole / 10:.1f}" if whole else "-"


def _aligned(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    words = head.index("reports")
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    return [
        "  ".join(f"{cell:<{w}}" if i < words else f"{cell:>{w}}" for i, (cell, w) in enumerate(zip(row, widths, strict=True)))
        for row in (head, *rows)
    ]
