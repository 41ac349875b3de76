"""The measures of GB/T 9704-2012 and how far a document may be off, read from the data files beside this module."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from scoring.documents.layout.families import Families, shipped_families
from scoring.documents.layout.model import Page
from scoring.files import yamlfile


class Area(NamedTuple):
    """The type area (版心) of a page: its edges in mm from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def centre(self) -> float:
        """Middle between left and right edge in mm."""
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Standard:
    """What is measured against.

    Args:
        values: Measures of the standard by name: mm, pt, characters, lines.
        tolerances: How far off is still right, by name.
        units: Unit of each tolerance.
        families: Which fonts serve which role.
    """

    values: Mapping[str, float]
    tolerances: Mapping[str, float]
    units: Mapping[str, str]
    families: Families

    def __getitem__(self, name: str) -> float:
        return self.values[name]

    def within(self, tolerance: str, measured: float, wanted: float) -> bool:
        """Whether a measure is as wanted, up to a tolerance."""
        return abs(measured - wanted) <= self.tolerances[tolerance] + _ROUNDING

    @property
    def char(self) -> float:
        """Width of one of the 28 characters of a line in mm."""
        return self["width"] / self["chars"]

    @property
    def pitch(self) -> float:
        """Height of one of the 22 lines of a page in mm."""
        return (self["height"] - self["char_height"]) / (self["lines"] - 1)

    def area(self, page: Page) -> Area:
        """The type area of a page, turned with it."""
        left, top, width, height = (self[name] for name in ("left", "top", "width", "height"))
        if page.is_wide:  # bound at its upper edge: the head of the type area lies at the right
            return Area(page.width - top - height, left, page.width - top, left + width)
        return Area(left, top, left + width, top + height)


_ROUNDING = 0.005  # mm, pt: what writers of PDF round away


@functools.cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yamlfile.shipped(__package__, "standard.yaml")
    return data


def standard(families: Families | None = None) -> Standard:
    """The standard, with an office's own font map where given."""
    data = _data()
    tolerances = {name: float(entry["within"]) for name, entry in data["tolerances"].items()}
    units = {name: str(entry["unit"]) for name, entry in data["tolerances"].items()}
    return Standard({name: float(value) for name, value in data["values"].items()}, tolerances, units, families or shipped_families())
