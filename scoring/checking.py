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
    work = prepare(folder, say=say)
    with work.session as session:
        numbers = [session.rows(f"select count(*) from {table}")[0][0] for table in ("units", "sources", "facts")]
        rows = session.records(
            "select c.check_id, c.severity, c.outcome, c.unit_id, u.name as unit, s.path as file, c.part, c.expected, c.found, c.difference,"
            " c.caused_by, c.message, c.locator from checks as c"
            " left join units as u on c.unit_id = u.unit_id left join sources as s on c.source_id = s.source_id"
            " where c.outcome <> 'holds' order by u.grp, u.ord, c.check_id, c.part, c.locator"
        )
        counts = dict(session.rows("select outcome, count(*) from checks group by outcome order by outcome"))
        return Checked(numbers[0], numbers[1], numbers[2], tuple(rows), counts, tuple(work.problems))
