"""What a ranking table says of units besides their place: remarks, and the points of single indicators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Remark:
    """What a ranking table remarks of a unit; ``about`` tells words on the unit from words on how its score came about."""

    about: Literal["unit", "score"]
    words: str


@dataclass(frozen=True, slots=True)
class NodeColumn:
    """The points of one block or indicator for a column: title, full points in the group, points by unit with the same decimals."""

    title: str
    full: str
    points: Mapping[str, str]
