"""A comparison as documents print it: frozen, every number a finished string."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Change = Literal["same", "renamed", "merged", "split", "regrouped", "joined", "left"]


@dataclass(frozen=True, slots=True)
class ComparedRun:
    """One of the two runs: title and period of its assessment, its criteria with their fingerprint, its folder's name."""

    title: str
    period: str
    criteria: str
    fingerprint: str
    run: str


@dataclass(frozen=True, slots=True)
class Split:
    """A move and its two parts; empty where it is no number or cannot be split.

    Args:
        move: New less old; of ranks, places gained.
        data: The part due to data, by the order of the comparison.
        criteria: The part due to criteria.
        data_first: Both parts, data changed first (criteria then).
        criteria_first: Both parts, criteria changed first.
    """

    move: str
    data: str
    criteria: str
    data_first: tuple[str, str]
    criteria_first: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Four:
    """What the four scorings say: old data by old criteria, old data by new ones, new data by old ones, new data by new ones."""

    old: str
    old_by_new: str
    new_by_old: str
    new: str


@dataclass(frozen=True, slots=True)
class ComparedUnit:
    """One unit of either run.

    ``change`` tells how it continues units of the old run, ``predecessors`` are their names where they are others. ``group`` is
    that of the new run, of the old one where it left. ``grade_due`` says in Chinese what moved its grade, empty where nothing
    did. ``held`` counts indicators that one of the crossed scorings had no data for. ``improved`` is its place in its group by
    what its data gained, empty where they gained nothing.
    """

    unit_id: str
    name: str
    short_name: str
    group_id: str
    group: str
    old_group: str
    change: Change
    predecessors: str
    totals: Four
    total: Split
    ranks: Four
    rank: Split
    grades: Four
    grade_due: str
    held: int
    improved: str
    rest: tuple[str, str, str]
    order: int


@dataclass(frozen=True, slots=True)
class ComparedItem:
    """One unit x indicator of either criteria; empty points where it came to no number or the criteria do not have it.

    ``old`` and ``new`` are what is printed: points, or why there are none. ``note`` says how it could not be split.
    """

    unit_id: str
    item: str
    title: str
    old_full: str
    new_full: str
    old: str
    new: str
    points: Four
    split: Split
    note: str


@dataclass(frozen=True, slots=True)
class ComparedMean:
    """Means of one indicator over the units of a group that have its move in numbers."""

    group: str
    item: str
    title: str
    units: str
    old: str
    new: str
    move: str
    data: str
    criteria: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs compared.

    Args:
        old: The earlier run.
        new: The later run; of a draft of criteria, the same data by the draft.
        order: How moves are split: ``mean``, ``data_first`` or ``criteria_first``.
        groups: Id and title of the groups, in the order of the new criteria.
        units: One row per unit: those of the new run in the order of their groups and ranks, then those that left.
        items: One row per unit x indicator, in the order of the criteria.
        means: One row per group x indicator.
        notes: Sentences on what could not be computed.
        preview: Whether only the criteria differ.
    """

    old: ComparedRun
    new: ComparedRun
    order: str
    groups: tuple[tuple[str, str], ...]
    units: tuple[ComparedUnit, ...]
    items: tuple[ComparedItem, ...]
    means: tuple[ComparedMean, ...]
    notes: tuple[str, ...] = ()
    preview: bool = False
