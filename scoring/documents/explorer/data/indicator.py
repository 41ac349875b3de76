"""``indicators``, how every indicator did, and ``indicator/<place>``, who has what: its place is that in ``meta.nodes``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from scoring.documents.explorer.units import node_places, places
from scoring.results.explorer.indicators import indicator_pages

if TYPE_CHECKING:
    from scoring.documents.explorer.parts import File
    from scoring.results.explorer.model import IndicatorGroup, IndicatorPage, UnitPoints
    from scoring.results.model import Results

_HEAD = ("kind", "block", "standard", "basis", "evidence", "condition")
_ROW = ("outcome", "value", "points", "lost", "last")


def files(results: Results) -> Iterator[File]:
    """One file for all and one per indicator; none where the run is too large for them."""
    if not results.explorer.has_pages:
        return
    units, nodes = places(results), node_places(results)
    heads = []
    for page in indicator_pages(results):
        head = {"node": nodes[page.indicator_id], **{key: getattr(page, key) for key in _HEAD}}
        heads.append({**head, "groups": [_group(group) for group in page.groups]})
        yield f"indicator/{head['node']}", {"node": head["node"], "groups": _rows(page, units)}
    if heads:
        yield "indicators", heads


def _group(group: IndicatorGroup) -> dict[str, Any]:
    return {"group": group.group_id, "full": group.full, **asdict(group.spread)}


def _rows(page: IndicatorPage, units: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{"group": group.group_id, "rows": [_row(row, units) for row in group.rows]} for group in page.groups]


def _row(row: UnitPoints, units: Mapping[str, int]) -> dict[str, Any]:
    return {"unit": units[row.unit_id], **{key: getattr(row, key) for key in _ROW}}
