"""What is said of margins, every number a finished string."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeciderRow:
    """One change of one datum that would move a unit.

    Args:
        direction: ``rank_up``, ``rank_down``, ``grade_up``, ``grade_down``.
        kind: ``finding``, ``mark``, ``external``, ``date``, ``figure``.
        sentence: The change and what follows, in Chinese.
        first: Whether it moves the total least of all changes that move the unit so.
    """

    direction: str
    kind: str
    sentence: str
    first: bool


@dataclass(frozen=True, slots=True)
class MarginRow:
    """One ranked unit: its distances to the next rank and grade. Empty texts where there is no next one, or no score decides.

    Args:
        group: Title of its group.
        unit_id: The unit.
        unit: Its short name.
        rank: Its rank.
        score: The score that ranks it.
        grade: Its grade.
        rank_up: The next better rank.
        to_rank_up: What its score lacks to that of the unit before it.
        rank_down: The rank to which it falls.
        to_rank_down: What it may lose before it does.
        grade_up: The next better grade.
        to_grade_up: What its score lacks to that.
        grade_down: The next worse grade.
        to_grade_down: What lies between its score and the end of its own grade.
        grade_note: What else than the score decides about its grade.
        deciders: What would move it; empty where it was not asked for.
    """

    group: str
    unit_id: str
    unit: str
    rank: str
    score: str
    grade: str
    rank_up: str
    to_rank_up: str
    rank_down: str
    to_rank_down: str
    grade_up: str
    to_grade_up: str
    grade_down: str
    to_grade_down: str
    grade_note: str = ""
    deciders: tuple[DeciderRow, ...] = ()

    def first(self, direction: str) -> str:
        """The sentence of the change that moves the total least; empty where none was found."""
        return next((row.sentence for row in self.deciders if row.direction == direction and row.first), "")


@dataclass(frozen=True, slots=True)
class OrderPair:
    """Two neighbours whose order depends on rounding or a tie-breaker.

    Args:
        group: Title of their group.
        first: Short name of the unit that goes first.
        second: Short name of the other.
        choices: Keys of the policy: ``on``, ``break_ties``, ``mode``, ``at``.
        sentence: What would be otherwise.
    """

    group: str
    first: str
    second: str
    choices: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Margins:
    """All of it.

    Args:
        units: Every ranked unit, in rank order.
        pairs: Neighbours whose order depends on the rules.
        searched: Whether it was asked what would decide.
        title: Title of the assessment.
        run_date: ISO date of the run.
        fingerprint: Fingerprint of everything in the criteria that changes scores.
    """

    units: tuple[MarginRow, ...] = ()
    pairs: tuple[OrderPair, ...] = ()
    searched: bool = False
    title: str = ""
    run_date: str = ""
    fingerprint: str = ""
