"""``scoring check``: read and check everything, score nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.pipeline import Say, prepare, silent
from scoring.problems import Problem


@dataclass(frozen=True)
class Checked:
    """What is in an assessment folder.

    Args:
        units: Number of units.
        reports: Number of reports that were read.
        facts: Number of facts read from them.
        checks: Checks that fail or cannot be assessed, one row per check x unit x place.
        counts: Number of checks by outcome.
        problems: Warnings; errors are raised.
    """

    units: int
    reports: int
    facts: int
    checks: tuple[dict[str, Any], ...]
    counts: dict[str, int]
    problems: tuple[Problem, ...]


def check(folder: Path, say: Say = silent) -> Checked:
    """Read and check an assessment folder; raises ProblemsFound with every error."""
    work = prepare(folder, say=say)  # before any engine is imported: its processes are forks
    from scoring.database import sql_file
    from scoring.intake.data_table import FORM as DATA

    with work.session as session:
        counted = ("units", f"sources where form <> '{DATA}'", "facts")
        numbers = [session.rows(f"select count(*) from {table}")[0][0] for table in counted]
        rows = session.records(sql_file("scoring.results", "open_checks.sql"))
        counts = dict(session.rows("select outcome, count(*) from checks group by outcome order by outcome"))
        return Checked(numbers[0], numbers[1], numbers[2], tuple(rows), counts, tuple(work.problems))
