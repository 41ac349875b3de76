"""The declared numeric policies of criteria: rounding, ranking, what does not apply, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from scoring import numbers
from scoring.criteria.preparation import Screening
from scoring.files.yamlfile import Path

# redistribute_proportional is resolved to rescale at every block when the file is read.
NotApplicable = Literal["rescale", "redistribute_equal", "redistribute_proportional", "no_rescale", "full_marks", "zero", "inherit"]
Missing = Literal["error", "zero", "not_assessable"]
ComponentMissing = Literal["rescale", "zero", "not_assessable"]
Best = Literal["highest", "lowest"]


@dataclass(frozen=True)
class Rounding:
    """Printed digits, how the rest is dropped, at which stage, and the decimals with which points are carried until then."""

    digits: int
    mode: Literal["half_up", "truncate"]
    at: Literal["item", "component", "total"]
    carry: int = numbers.POINT_DIGITS


@dataclass(frozen=True)
class Quota:
    """How a share of units becomes a number, and what happens to a tie at the cut."""

    rounding: Literal["down", "half_up", "up"]
    ties: Literal["keep_out", "let_in"]


@dataclass(frozen=True)
class TieBreaker:
    """What decides between units with the same score.

    Args:
        by: Id of a block, an indicator, a bonus or a deduction, or ``base``, ``bonus``, ``penalty``.
        best: Whether the unit with more of it goes first or the one with less, as written; a unit without
            it comes last. :func:`scoring.criteria.tiebreaks.tie_breakers` says what holds where it is not written.
        path: Place in the YAML file.
    """

    by: str
    best: Best | None
    path: Path


@dataclass(frozen=True)
class Policy:
    """The declared numeric policies; nothing here has a hidden default.

    ``best`` tells whether the highest score ranks first or the lowest (an index of inequality),
    ``break_ties`` what decides between equal scores, ``overall`` whether there is also a rank over all groups.
    """

    rounding: Rounding
    rank_on: Literal["printed", "exact"]
    ties: Literal["competition", "dense"]
    not_applicable: NotApplicable
    missing: Missing
    quota: Quota | None = None
    floor: Decimal | None = None
    ceiling: Decimal | None = None
    full: Decimal | None = None
    screening: Screening | None = None
    component_missing: ComponentMissing | None = None
    best: Best = "highest"
    break_ties: tuple[TieBreaker, ...] = ()
    overall: bool = False
