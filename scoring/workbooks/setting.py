"""What issuing and collecting need to know of an assessment: its criteria, its units, their reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.folder.assessment import Assessment, read_assessment, shown_file
from scoring.problems import Problem, ProblemsFound, has_errors
from scoring.problems.nearest import probable

if TYPE_CHECKING:
    import polars as pl

    from scoring.rules import Plan

_PRINT = 12  # digits of the fingerprint; enough to tell one version of criteria from another


@dataclass(frozen=True)
class Setting:
    """An assessment, read and in order.

    Args:
        assessment: The folder.
        plan: The bound criteria.
        tables: The input tables.
        only: Units to keep to; all where it is empty.
    """

    assessment: Assessment
    plan: Plan
    tables: dict[str, pl.DataFrame]
    only: frozenset[str] = frozenset()

    @property
    def units(self) -> list[dict[str, Any]]:
        """Units that are assessed, in the order of the table."""
        rows = self.tables["units"].iter_rows(named=True)
        return [row for row in rows if row["status"] != "exempt" and (not self.only or row["unit_id"] in self.only)]

    @property
    def groups(self) -> dict[str, str]:
        """Group of every assessed unit."""
        return {unit["unit_id"]: unit["grp"] for unit in self.units}

    @property
    def fingerprint(self) -> str:
        """Beginning of the fingerprint over what changes scores."""
        from scoring.criteria import fingerprints

        return fingerprints(self.plan.criteria.source.data)[0][:_PRINT]


def read_setting(folder: Path) -> Setting:
    """Read assessment, criteria and input tables; raises ProblemsFound with all that is wrong with them."""
    from scoring.folder.planning import load_plan
    from scoring.intake.inputs.reading import read_inputs

    assessment = read_assessment(folder)
    problems: list[Problem] = []
    plan, tables = None, None
    try:
        plan, found = load_plan(assessment.scored_by, shown_file(assessment, assessment.scored_by))
        problems += found
    except ProblemsFound as error:
        problems += error.problems
    try:
        tables = read_inputs(assessment.folder, assessment.places)
    except ProblemsFound as error:
        problems += error.problems
    if plan is None or tables is None or has_errors(problems):
        raise ProblemsFound(problem for problem in problems if problem.severity == "error")
    return Setting(assessment, plan, tables)


def chosen_units(setting: Setting, named: Sequence[str]) -> list[dict[str, Any]]:
    """The units asked for by id or name, all when nobody is named; raises ProblemsFound (W010) for a name that is none."""
    units = setting.units
    if not named:
        return units
    by_name = {unit[key]: unit for key in ("short_name", "name", "unit_id") for unit in units}
    unknown = [name for name in named if name not in by_name]
    if unknown:
        known = list(by_name)
        raise ProblemsFound(Problem("W010", where="--unit", found=name, args={"nearest": probable(name, known)}) for name in unknown)
    return [unit for unit in units if any(by_name[name] is unit for name in named)]
