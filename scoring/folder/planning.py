"""From a criteria file to a plan that can run: all problems of reading, coherence and rules at once."""

from __future__ import annotations

from pathlib import Path

from scoring.criteria import check_coherence, read_criteria
from scoring.folder.deriving import derive
from scoring.intake.dictionary import metrics
from scoring.lint import lint
from scoring.measures import Names
from scoring.problems import Problem, ProblemsFound, has_errors
from scoring.rules import Plan, bind


def load_plan(file: Path, name: str | None = None) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Read, check and bind a criteria file.

    Args:
        file: The criteria file; what it extends is read as well.
        name: How problems call it; its path by default.

    Returns:
        The plan (None when it cannot run) and all problems, warnings included.
    """
    derived = derive(file, name)
    criteria, problems = read_criteria(derived.source)
    problems += derived.problems
    if not has_errors(problems):
        problems += check_coherence(criteria)
    plan, more = bind(criteria, Names(criteria, metrics()))
    if not has_errors(problems):
        problems += lint(criteria, None if has_errors(more) else plan)
    problems += more
    return (None if has_errors(problems) else plan), problems


def usable_plan(file: Path) -> Plan:
    """The plan of a criteria file that must be one that can run; raises ProblemsFound with all problems of one that is not."""
    plan, problems = load_plan(file)
    if plan is None:
        raise ProblemsFound(problems)
    return plan
