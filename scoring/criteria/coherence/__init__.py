"""Contradictions inside a criteria file that a reader of single keys cannot see.

One check is one function that yields problems; a new one is that function and one line in the list.
What needs the rules or the forms is in :mod:`scoring.lint`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scoring.criteria.coherence.base import Coherence
from scoring.criteria.coherence.grades import gates_name_known_grades, grades_descend, quotas_are_declared
from scoring.criteria.coherence.tree import groups_have_indicators, ids_are_unique, points_add_up
from scoring.criteria.coherence.uses import bonus_gates_know_only_the_base, events_are_used, measures_are_used
from scoring.criteria.model import Criteria
from scoring.criteria.structure import check_structure
from scoring.criteria.tiebreaks import check_ranking
from scoring.problems import Problem

CHECKS: tuple[Callable[[Coherence], Iterator[Problem]], ...] = (
    ids_are_unique,
    quotas_are_declared,
    points_add_up,
    groups_have_indicators,
    grades_descend,
    gates_name_known_grades,
    measures_are_used,
    events_are_used,
    bonus_gates_know_only_the_base,
    check_ranking,
)


def check_coherence(criteria: Criteria) -> tuple[Problem, ...]:
    """All contradictions of a criteria file (C014, C020-C028, C062-C066, C090-C092)."""
    found = Coherence(criteria)
    return check_structure(criteria) + tuple(problem for check in CHECKS for problem in check(found))
