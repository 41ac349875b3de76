"""Rows of anything by the unit that they are of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar


class _OfUnit(Protocol):
    @property
    def unit_id(self) -> str: ...


_Row = TypeVar("_Row", bound=_OfUnit)


def by_unit(rows: Iterable[_Row]) -> dict[str, list[_Row]]:
    """Rows by unit, in their order."""
    found: dict[str, list[_Row]] = {}
    for row in rows:
        found.setdefault(row.unit_id, []).append(row)
    return found
