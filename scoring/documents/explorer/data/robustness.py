"""``robustness``: how firm the ranking is, one row per unit, and what else could have been decided or matters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from scoring.documents.explorer.units import places

if TYPE_CHECKING:
    from scoring.documents.explorer.parts import File
    from scoring.results.model import Results
    from scoring.results.robustness.model import GroupFirmness, UnitFirmness

MOST_SHARES = 300  # units of a group whose ranks are told one by one; of thousands they would be megabytes that no chart shows
_RANKS = ("name", "rank", "low", "median", "high", "best", "worst", "kept", "sentence")


def files(results: Results) -> Iterator[File]:
    """One file; nothing where the run was made without the analysis."""
    found = results.robustness
    if found is not None:
        where = places(results)
        groups = [_group(group, where) for group in found.groups]
        yield "robustness", {"note": found.note, "groups": groups}


def _group(group: GroupFirmness, where: Mapping[str, int]) -> dict[str, Any]:
    return {
        "id": group.group_id,
        "title": group.title,
        "ranks": max((max(unit.worst, unit.rank) for unit in group.units), default=0),
        "units": [_unit(unit, where, shares=place < MOST_SHARES) for place, unit in enumerate(group.units)],
        "runs": group.runs,
        "variants": [asdict(row) for row in group.variants],
        "inputs": [asdict(row) for row in group.inputs],
    }


def _unit(unit: UnitFirmness, where: Mapping[str, int], *, shares: bool) -> dict[str, Any]:
    own = {name: getattr(unit, name) for name in _RANKS}
    return {"unit": where.get(unit.unit_id, -1), **own, "shares": unit.shares if shares else []}
