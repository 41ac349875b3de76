"""How far every unit is from the next rank and the next grade, up and down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scoring import numbers
from scoring.criteria.model import Criteria
from scoring.criteria.policy import Best
from scoring.engine.database import Session, sql_file


@dataclass(frozen=True, slots=True)
class _Words:
    """SQL of the four distances, none of them below zero, and when the score has reached the better grade.

    Args:
        rank_up: What the score lacks to the one before.
        rank_down: What lies between it and the one behind.
        up: What it lacks to the better grade.
        down: What it is away from the worse grade.
        reached: Comparison of what it lacks with 0 that says that nothing is lacking.
    """

    rank_up: str
    rank_down: str
    up: str
    down: str
    reached: str


# Where the highest score is the best, the better grade begins at its lower bound and the own one ends below its own. Where the
# lowest is, a score must fall below the own interval to be better, and is worse from the next interval's lower bound on.
_WORDS: dict[Best, _Words] = {
    "highest": _Words(
        "s.score_before - p.rank_score",
        "p.rank_score - s.score_behind",
        "better.lower_bound - u.grade_score",
        "u.grade_score - g.lower_bound",
        "<=",
    ),
    "lowest": _Words(
        "p.rank_score - s.score_before",
        "s.score_behind - p.rank_score",
        "u.grade_score - g.lower_bound",
        "worse.lower_bound - u.grade_score",
        "<",
    ),
}


def build_margins(session: Session, criteria: Criteria, kind: Literal["table", "view"] = "table") -> None:
    """Make table ``margins``: one row per ranked unit with its distances to the next rank and grade, up and down.

    Args:
        session: Holds ``ranked_units``, ``placed``, ``graded`` and ``grade_bounds``.
        criteria: The declared policies.
        kind: Whether it is written or computed when it is read.
    """
    words, dense = _WORDS[criteria.policy.best], criteria.policy.ties == "dense"
    sql = sql_file(__package__, "margins.sql").format(
        rank_up=words.rank_up,
        rank_down=words.rank_down,
        rank_after="s.rank + case when s.units_behind > 0 then 1 end" if dense else "s.rank + s.units_behind",
        rank_after_tie="s.rank + 1" if dense else "s.rank + s.units - 1",
        up=words.up,
        down=words.down,
        reached=words.reached,
        points_type=numbers.points_type(criteria.policy.rounding.carry),
    )
    session.step("margins", sql, kind=kind)
