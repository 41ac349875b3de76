"""``whatif``: what the what-if page computes with; the one file whose numbers are no finished strings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from scoring.documents.explorer.units import places

if TYPE_CHECKING:
    from scoring.documents.explorer.parts import File
    from scoring.results.model import Results
    from scoring.results.whatif.model import WhatIf


def files(results: Results) -> Iterator[File]:
    """One file: rules, units by their place among all units, and a column of points per indicator."""
    if results.whatif is not None:
        yield "whatif", whatif_file(results.whatif, places(results))


def whatif_file(found: WhatIf, where: dict[str, int]) -> dict[str, Any]:
    """What the file holds.

    Args:
        found: What the page computes with.
        where: Place of every unit, by id.
    """
    units = [asdict(unit) | {"unit": where[unit.unit_id]} for unit in found.units]
    return {"rules": found.rules, "units": units, "points": found.points, "facts": found.facts}
