"""The last results beside those of a run: the comparison that stands in it, and what an annex shows of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from scoring.database import Session
from scoring.results.comparison.collect import collect_comparison
from scoring.results.comparison.model import Comparison
from scoring.results.model import GroupTable


def stored_comparison(session: Session, settings: Mapping[str, Any]) -> Comparison | None:
    """The comparison of a run; None where it compares with nothing."""
    described = settings.get("comparison")
    return collect_comparison(session, described) if described else None


def with_last(groups: Iterable[GroupTable], comparison: Comparison | None) -> Iterator[GroupTable]:
    """The ranking with what every unit had the last time: total, rank, places gained; empty where there is nothing to compare with."""
    if comparison is None:
        yield from groups
        return
    last = {unit.unit_id: (unit.totals.old, unit.ranks.old, unit.rank.move) for unit in comparison.units if unit.change != "left"}
    for group in groups:
        yield replace(group, rows=tuple(replace(row, last=last.get(row.unit_id, ("", "", ""))) for row in group.rows))
