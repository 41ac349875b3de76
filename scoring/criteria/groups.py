"""Groups of units as the criteria declare them: their grades, and what of their total comes from other units."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True)
class Grade:
    """A grade, best first: the lower end of its half-open interval, and the largest share of units that may have it."""

    grade: str
    lower: Decimal
    at_most: Decimal | None = None


@dataclass(frozen=True)
class Members:
    """How the totals of the units below a unit count in its own total.

    Args:
        share: Their share of the total; the rest is the unit's own.
        of: Groups whose units are members, where their ``parent_id`` names the unit.
        combine: Mean or sum of the members' totals.
        on: Printed or exact totals of the members.
        missing: What a member without a total means.
        alone: What it means that no member has a total: the unit's own total is all, it has none, or an error.
    """

    share: Decimal
    of: tuple[str, ...]
    combine: Literal["mean", "sum"]
    on: Literal["printed", "exact"]
    missing: Literal["skip", "zero", "error"]
    alone: Literal["own", "not_assessable", "error"]


@dataclass(frozen=True)
class Group:
    """Units that are ranked against each other; without a grade table no unit gets a grade."""

    id: str
    title: str
    grades: tuple[Grade, ...]
    members: Members | None = None
