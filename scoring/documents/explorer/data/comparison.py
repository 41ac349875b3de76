"""``comparison``, who moved since the earlier run and why, and ``moves/<n>``, the indicators that moved, many units a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from scoring.documents.comparison.page import heads
from scoring.documents.comparison.tables import remark
from scoring.documents.comparison.words import counts, facts, signed
from scoring.documents.explorer.units import places

if TYPE_CHECKING:
    from scoring.documents.explorer.parts import File
    from scoring.results.comparison.model import ComparedItem, ComparedMean, ComparedUnit, Comparison, Split
    from scoring.results.model import Results

UNITS_A_FILE = 50  # some 500 KB of sixty indicators each; a unit's own are read when they are asked for
_OF_UNIT = ("unit_id", "name", "short_name", "change", "totals", "ranks", "grades", "grade_due", "improved")
_OF_ITEM = ("item", "title", "old_full", "new_full", "old", "new", "note")


def files(results: Results) -> Iterator[File]:
    """The comparison and, unless the run is too large, the moves; nothing where the run is compared with none."""
    comparison = results.comparison
    if comparison is None:
        return
    yield "comparison", {**_whole(comparison, places(results)), "moves": results.explorer.has_pages}
    if results.explorer.has_pages:
        yield from _moves(comparison)


def _moves(comparison: Comparison) -> Iterator[File]:
    moved = _moved(comparison)
    for number, start in enumerate(range(0, len(comparison.units), UNITS_A_FILE)):
        units = comparison.units[start : start + UNITS_A_FILE]
        yield f"moves/{number}", [moved.get(unit.unit_id, []) for unit in units]


def _whole(comparison: Comparison, where: Mapping[str, int]) -> dict[str, Any]:
    return {
        "facts": facts(comparison),
        "heads": heads(comparison),
        "groups": [{"id": group, "title": title, "words": counts(comparison, group)} for group, title in comparison.groups],
        "units_a_file": UNITS_A_FILE,
        "units": [_unit(unit, where) for unit in comparison.units],
        "means": [{**asdict(row), **_signed(row)} for row in comparison.means],
    }


def _unit(unit: ComparedUnit, where: Mapping[str, int]) -> dict[str, Any]:
    told = asdict(unit)
    same = {name: told[name] for name in _OF_UNIT}
    rank = {name: told["rank"][name] for name in ("move", "data", "criteria")}
    moves = {"rank": rank, "total": _signed(unit.total), "rest": [signed(text) for text in unit.rest]}
    return {"unit": where.get(unit.unit_id, -1), "group": unit.group_id, **same, **moves, "remark": remark(unit)}


def _signed(split: Split | ComparedMean) -> dict[str, str]:
    """A move and its parts, gains with a plus."""
    return {name: signed(getattr(split, name)) for name in ("move", "data", "criteria")}


def _moved(comparison: Comparison) -> dict[str, list[dict[str, Any]]]:
    """Indicators by unit whose points, or whose reason for having none, are others than before."""
    found: dict[str, list[dict[str, Any]]] = {}
    for item in comparison.items:
        if item.split.move.strip("-0.") or item.old != item.new:
            found.setdefault(item.unit_id, []).append(_item(item))
    return found


def _item(item: ComparedItem) -> dict[str, Any]:
    return {**{name: getattr(item, name) for name in _OF_ITEM}, **_signed(item.split)}
