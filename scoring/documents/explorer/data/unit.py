"""``unit/<place>``: one file per unit, its place that in ``meta.units``: score, blocks, and every point down to its sources."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from scoring.documents.explorer.shortened import shortened_words
from scoring.documents.explorer.units import node_places, places
from scoring.documents.quality.places import place_words
from scoring.documents.units.appealwords import decision_words
from scoring.results.explorer.units import unit_pages

if TYPE_CHECKING:
    from scoring.documents.explorer.parts import File
    from scoring.results.comparison.model import ComparedUnit
    from scoring.results.explorer.model import PointLine, UnitPage
    from scoring.results.margins.model import MarginRow
    from scoring.results.material import SourceEntry
    from scoring.results.model import Results
    from scoring.results.robustness.model import UnitFirmness
    from scoring.results.sheets.model import DoubtLine, OpenLine

_SAME = ("status", "note", "lost")
_POINT = ("outcome", "value", "full", "points", "lost", "reason", "evidence", "counted", "mean", "last", "last_full", "move")
_KNOWN = {"unit_id", "name", "short_name", "group_id", "group", "order"}
_GAIN = ("losing", "judged", "total", "gain", "rank")
_MARGINS = ("rank_up", "to_rank_up", "rank_down", "to_rank_down", "grade_up", "to_grade_up", "grade_down", "to_grade_down", "grade_note")


def files(results: Results) -> Iterator[File]:
    """One file per unit; none where the run is too large for them."""
    if not results.explorer.has_pages:
        return
    units, nodes = places(results), node_places(results)
    shortened = shortened_words(results.explorer)
    for page in unit_pages(results):
        place = units[page.sheet.unit_id]
        yield f"unit/{place}", {"unit": place, **_page(page, units, nodes), "shortened": shortened}


def _page(page: UnitPage, units: Mapping[str, int], nodes: Mapping[str, int]) -> dict[str, Any]:
    sheet = page.sheet
    return {
        **{key: getattr(sheet, key) for key in _SAME},
        "standing": _shallow(sheet.standing, leave="places"),  # the totals of the whole group: they stand in the ranking
        "gates": [_shallow(gate) for gate in sheet.gates],
        "blocks": [_shallow(line) for line in sheet.blocks],
        "corrections": [_shallow(line) for line in sheet.corrections],
        "effect": _shallow(sheet.effect),
        "opens": [_opened(line) for line in sheet.opens],
        "doubts": [_doubt(line) for line in sheet.doubts],
        "appeals": [{"title": f"{row.kind}{row.appeal_id}", "sentence": decision_words(row)} for row in sheet.appeals],
        "points": [_point(line, nodes) for line in page.points],
        "firmness": _firmness(page.firmness, units) if page.firmness else None,
        "margins": _margins(page.margins) if page.margins else None,
        "compared": _compared(page.compared) if page.compared else None,
    }


def _shallow(found: Any, leave: str = "") -> dict[str, Any] | None:
    """A dataclass as a dictionary without copies of what it holds, which would cost more than everything else."""
    return None if found is None else {key: getattr(found, key) for key in _names_of(found.__class__) if key != leave}


@functools.cache
def _names_of(kind: Any) -> tuple[str, ...]:
    """Names of the fields of a dataclass."""
    return tuple(field.name for field in fields(kind))


def _opened(line: OpenLine) -> dict[str, str]:
    """Its sources stand with its points."""
    return {key: getattr(line, key) for key in ("indicator_id", "title", "block", "full", "word", "reason")}


def _doubt(line: DoubtLine) -> dict[str, Any]:
    same = {key: getattr(line, key) for key in ("title", "message", "severity", "file", "quote", "answered")}
    return {**same, "place": place_words(line.locator)}


def _point(line: PointLine, nodes: Mapping[str, int]) -> dict[str, Any]:
    """One indicator; what full points would give stands where points were lost."""
    own = {key: getattr(line, key) for key in _POINT}
    gain = {key: getattr(line.loss, key) for key in _GAIN} if line.loss else None
    return {"node": nodes[line.indicator_id], **own, "gain": gain, "sources": [_source(entry) for entry in line.sources]}


def _source(entry: SourceEntry) -> dict[str, str]:
    same = {key: getattr(entry, key) for key in ("title", "value", "file", "quote", "kind")}
    return {**same, "place": place_words(entry.locator)}


def _firmness(found: UnitFirmness, units: Mapping[str, int]) -> dict[str, Any]:
    """Ranks in the draws; the units that are not told apart by their places."""
    same = {key: value for key, value in asdict(found).items() if key not in {"unit_id", "name"}}
    return {**same, "together": [units[unit] for unit in found.together]}


def _margins(row: MarginRow) -> dict[str, Any]:
    same = {key: getattr(row, key) for key in _MARGINS}
    return {**same, "deciders": [{key: value for key, value in asdict(found).items() if key != "kind"} for found in row.deciders]}


def _compared(unit: ComparedUnit) -> dict[str, Any]:
    """The unit beside the run compared with; what is the same as now stands elsewhere."""
    return {key: value for key, value in asdict(unit).items() if key not in _KNOWN}
