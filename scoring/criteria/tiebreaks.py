"""What decides between units with the same score, and what a criteria file may name for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scoring.criteria.model import Criteria
from scoring.criteria.policy import Best, TieBreaker
from scoring.problems.nearest import nearest

if TYPE_CHECKING:
    from scoring.criteria.coherence.base import Coherence
    from scoring.problems import Problem

PARTS = {"base": "基础分", "bonus": "加分", "penalty": "扣分"}  # the terms of the total
_OTHER: dict[Best, Best] = {"highest": "lowest", "lowest": "highest"}


def comparable(criteria: Criteria) -> dict[str, str]:
    """Title of everything that a tie-breaker may name, by id."""
    nodes = (*criteria.nodes(), *criteria.scored())
    return {node.id: f"{node.title}得分" for node in nodes} | {item.node.id: item.node.title for item in criteria.deductions} | PARTS


def tie_breakers(criteria: Criteria) -> tuple[tuple[str, Best], ...]:
    """The tie-breakers in their order, each with the better direction.

    Unless the file says otherwise, points go the way of the score itself (more goes first where the
    highest score is the best) and deductions the other way (less goes first).
    """
    return tuple((breaker.by, breaker.best or _natural(criteria, breaker)) for breaker in criteria.policy.break_ties)


def _natural(criteria: Criteria, breaker: TieBreaker) -> Best:
    takes = breaker.by == "penalty" or breaker.by in {item.node.id for item in criteria.deductions}
    return _OTHER[criteria.policy.best] if takes else criteria.policy.best


def check_ranking(found: Coherence) -> Iterator[Problem]:
    """Tie-breakers that name nothing of the criteria (C090)."""
    known = comparable(found.criteria)
    for breaker in found.criteria.policy.break_ties:
        if breaker.by not in known:
            yield found.problem("C090", breaker.path, breaker.by, nearest=nearest(breaker.by, known, "base"))
