"""What comes out of other weights: every number a finished string."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class WeightRow:
    """One node of the criteria whose slider was moved, or whose points changed with it, in one group.

    ``level`` is 1 for what stands at the top. ``points`` are its full points, ``weight`` what it has in the mean of its block
    (empty elsewhere), each as declared and as tried.
    """

    group: str
    level: int
    node_id: str
    title: str
    factor: str
    points: tuple[str, str]
    weight: tuple[str, str]


@dataclass(frozen=True, slots=True)
class TriedUnit:
    """One unit: what it has in the run, and what it would have; ``gained`` places, empty without a rank in one of both."""

    group: str
    unit_id: str
    unit: str
    total: tuple[str, str]
    rank: tuple[str, str]
    overall: tuple[str, str]
    grade: tuple[str, str]
    gained: str


@dataclass(frozen=True, slots=True)
class Tried:
    """A ranking by other weights, which is not the official one.

    ``weights`` has one row per group x node whose points or weight changed, ``units`` one per unit of the groups asked for, in the
    order of the tried ranking; ``files`` are those that were written.
    """

    notice: str
    title: str
    weights: tuple[WeightRow, ...]
    units: tuple[TriedUnit, ...]
    files: tuple[Path, ...] = ()
