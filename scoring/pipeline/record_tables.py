"""The record tables of an assessment: opened with the other inputs, loaded with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring.folder.assessment import Assessment, in_folder
from scoring.folder.record_places import record_files
from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from scoring.engine.database import Session
    from scoring.intake.records import RecordFiles
    from scoring.pipeline.gathered import Gathered, Say
    from scoring.rules import Plan


def open_tables(assessment: Assessment, plan: Plan, problems: list[Problem]) -> list[RecordFiles]:
    """The files of the record tables with their headers checked; problems are added to the list."""
    from scoring.intake.records import open_records

    found, wrong = record_files(assessment, plan.criteria.records)
    problems += wrong
    opened = []
    for name, paths in found.items():
        try:
            opened.append(open_records(plan.criteria.records[name], paths, assessment.folder))
        except ProblemsFound as error:
            problems += in_folder(assessment, error.problems)
    return opened


def load_tables(session: Session, gathered: Gathered, say: Say) -> list[Problem]:
    """Make ``records_<name>`` of every record table, and ``workdays`` where days are counted.

    Args:
        session: Holds ``units``.
        gathered: What was read from the folder.
        say: Told of every table.

    Returns:
        Problems of rows and of the calendar, files named by their place in the folder.
    """
    from scoring.intake.records import load_records

    problems: list[Problem] = []
    for opened in gathered.records:
        say("records", {"table": opened.table.name, "files": len(opened.files)})
        problems += load_records(session, opened)
    if gathered.plan and (counted := gathered.plan.records()):
        from scoring.records.calendar import FILE, build_calendar

        path, office = gathered.assessment.inputs.get("calendar"), gathered.tables["calendar"]
        shown = str(path.relative_to(gathered.assessment.folder)) if path else FILE
        problems += build_calendar(session, None if office.is_empty() else office, shown)
        if any(found.rolls_up for found in counted.aggregates):
            problems += _endless(session, gathered.assessment)
    return problems


def _endless(session: Session, assessment: Assessment) -> list[Problem]:
    """R023 where a unit has more levels above it than are counted, as every unit of a circle has."""
    from scoring.records.hierarchy import LEVELS, endless_units

    path = assessment.inputs.get("units")
    units, told = endless_units(session), {"levels": LEVELS}
    file = str(path.relative_to(assessment.folder)) if path else "units"
    return [Problem("R023", file, where="parent_id", found="、".join(units[:5]), args={"units": len(units), **told})] if units else []
