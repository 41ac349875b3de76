"""Lint: what a criteria file says although it cannot be, or hardly can be, what was meant.

One check is one function that yields problems; a new one is that function and one line in a list.
An error where the file cannot mean what it says, a warning where it is merely suspicious.
Contradictions that need neither rules nor data are in :mod:`scoring.criteria.coherence`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scoring.criteria import Criteria
from scoring.lint.base import Lint
from scoring.lint.feeding import metrics_are_in_the_forms
from scoring.lint.gates import bonuses_can_open, conditions_can_hold, gates_can_fire, gates_have_an_effect
from scoring.lint.grades import grades_are_distinct, grades_are_reachable, quotas_have_an_effect, tables_are_used
from scoring.lint.points import (
    bands_turn_once,
    deadlines_fit_the_period,
    full_points_are_reachable,
    limits_bind,
    places_fall,
    rules_tell_units_apart,
)
from scoring.lint.records import judging_days_fit, records_are_used, rows_can_count, terms_have_begun
from scoring.lint.structure import full_points_are_the_sum, points_are_not_zero, policies_have_an_effect, titles_are_distinct
from scoring.problems import Problem
from scoring.rules import Plan

Check = Callable[[Lint], Iterator[Problem]]
STRUCTURE: tuple[Check, ...] = (
    grades_are_distinct,
    quotas_have_an_effect,
    tables_are_used,
    points_are_not_zero,
    full_points_are_the_sum,
    titles_are_distinct,
    policies_have_an_effect,
    records_are_used,
    judging_days_fit,
    rows_can_count,
)
RULES: tuple[Check, ...] = (
    full_points_are_reachable,
    rules_tell_units_apart,
    bands_turn_once,
    places_fall,
    limits_bind,
    deadlines_fit_the_period,
    gates_can_fire,
    gates_have_an_effect,
    bonuses_can_open,
    conditions_can_hold,
    grades_are_reachable,
    metrics_are_in_the_forms,
    terms_have_begun,
)


def lint(criteria: Criteria, plan: Plan | None) -> tuple[Problem, ...]:
    """All findings (C110-C149, C175-C183).

    Args:
        criteria: The criteria as they were read.
        plan: The bound criteria; None where binding failed, and then only what needs no rules is checked.
    """
    found = Lint(criteria, plan)
    checks = STRUCTURE if plan is None else (*STRUCTURE, *RULES)
    return tuple(problem for check in checks for problem in check(found))
