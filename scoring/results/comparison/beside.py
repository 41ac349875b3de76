"""The last results beside those of a run: the comparison that stands in it, and what an annex shows of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from scoring import numbers
from scoring.engine.database import Session
from scoring.results.comparison.collect import collect_comparison
from scoring.results.comparison.model import Change, ComparedUnit, Comparison
from scoring.results.model import GroupTable


def stored_comparison(session: Session, settings: Mapping[str, Any]) -> Comparison | None:
    """The comparison of a run; None where it compares with nothing."""
    described = settings.get("comparison")
    return collect_comparison(session, described) if described else None


# Whose the last total is, where a unit continues others.
_CONTINUES: Mapping[Change, str] = {
    "merged": "由{}合并，上次总分为原单位总分按权重的平均数",
    "split": "由{}分设，上次总分为原单位的总分",
    "renamed": "原为{}",
}


def with_last(groups: Iterable[GroupTable], comparison: Comparison | None, digits: int) -> Iterator[GroupTable]:
    """The ranking with what every unit had the last time: total, rank, places gained; empty where there is nothing to compare with.

    Args:
        groups: The ranking.
        comparison: The comparison; None leaves the ranking as it is.
        digits: Digits of printed totals; the mean of units that merged may have more.
    """
    if comparison is None:
        yield from groups
        return
    last = {unit.unit_id: _last(unit, digits) for unit in comparison.units if unit.change != "left"}
    for group in groups:
        rows = ((row, *last.get(row.unit_id, (("", "", ""), ""))) for row in group.rows)
        yield replace(group, rows=tuple(replace(row, last=before, last_note=note) for row, before, note in rows))


def _last(unit: ComparedUnit, digits: int) -> tuple[tuple[str, str, str], str]:
    total = numbers.fixed(Decimal(unit.totals.old), digits) if unit.totals.old else ""
    return (total, unit.ranks.old, unit.rank.move), _CONTINUES.get(unit.change, "").format(unit.predecessors)
