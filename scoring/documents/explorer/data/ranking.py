"""``ranking``: the ranking tables, one row per unit of a group, in the order of the ranking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from scoring.documents.explorer.units import places

if TYPE_CHECKING:
    from scoring.documents.explorer.parts import File
    from scoring.results.model import GroupTable, RankedUnit, Results


def files(results: Results) -> Iterator[File]:
    """One file; an interval of ranks stands where the run says how firm the ranking is."""
    intervals = _intervals(results)
    where = places(results)
    tops: dict[str, list[str]] = {}
    for node in results.nodes:
        if not node.parent_id:
            tops.setdefault(node.group_id, []).append(node.node_id)
    yield "ranking", [_group(group, tops.get(group.group_id, ()), where, intervals) for group in results.groups]


def _group(group: GroupTable, tops: Sequence[str], where: dict[str, int], intervals: dict[str, tuple[int, int]]) -> dict[str, Any]:
    return {
        "id": group.group_id,
        "blocks": [(node, *head) for node, head in zip(tops, group.blocks, strict=True)],
        "grades": group.grades,
        "rows": [_row(row, where[row.unit_id], intervals.get(row.unit_id)) for row in group.rows],
    }


def _row(row: RankedUnit, place: int, interval: tuple[int, int] | None) -> dict[str, Any]:
    same = ("status", "rank", "tied", "total", "base", "bonus", "penalty", "grade", "blocks", "note", "gate", "last")
    return {"unit": place, **{key: getattr(row, key) for key in same}, "overall": row.rank_overall, "interval": interval}


def _intervals(results: Results) -> dict[str, tuple[int, int]]:
    if results.robustness is None:
        return {}
    return {unit.unit_id: (unit.low, unit.high) for group in results.robustness.groups for unit in group.units}
