"""What the criteria need and the folder does not hold: tables, and reports of the year."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from scoring.folder.assessment import Assessment, shown_file
from scoring.problems import Problem

if TYPE_CHECKING:
    import polars as pl

    from scoring.intake.frames import Source
    from scoring.intake.report import Report
    from scoring.measures import Input
    from scoring.rules import Plan

USED_BY = {"findings": {"event", "unit_event"}, "marks": {"mark"}, "external": {"external"}, "updates": {"column"}}

# What comes out of the reports themselves, besides their figures.
OF_REPORTS = frozenset({"report", "check", "date"})


def reads_reports(plan: Plan) -> bool:
    """Whether the criteria read anything from annual reports: figures that they do not declare themselves, dates, checks."""
    return any(
        found.kind in OF_REPORTS or (found.kind == "fact" and code_of(found) not in plan.criteria.metrics) for found in plan.inputs()
    )


def missing_tables(assessment: Assessment, plan: Plan) -> list[Problem]:
    """Tables that the criteria use but that are not there (A019).

    A table without rows says that nothing happened; a missing one says nothing.
    """
    kinds = {found.kind for found in plan.inputs()}
    wanted = [name for name, needed in USED_BY.items() if needed & kinds]
    if any(found.kind == "fact" and code_of(found) in plan.criteria.metrics for found in plan.inputs()):
        wanted.append("data")
    return [
        Problem("A019", str(assessment.folder / f"{name}.csv"), args={"name": name}) for name in wanted if name not in assessment.inputs
    ]


def code_of(found: Input) -> str:
    """The metric behind an input that is a fact."""
    return found.key.partition("__")[0]


def missing_reports(
    assessment: Assessment,
    tables: dict[str, pl.DataFrame],
    sources: list[Source],
    period: int,
    plan: Plan | None = None,
    delivered: Collection[str] = (),
) -> list[Problem]:
    """No unit at all (A020); units with two reports of the year (A016), only one of another year (A017), or none (A018).

    Reports are needed where the criteria use a figure of the year that the table ``data`` does not deliver, and
    where there are no criteria: an audit is about reports.
    """
    elsewhere = {*delivered, *plan.criteria.metrics} if plan else set()
    inputs = plan.inputs() if plan else ()
    needs_facts = plan is None or any(found.kind == "fact" and not found.years_back and code_of(found) not in elsewhere for found in inputs)
    register = shown_file(assessment, assessment.inputs["units"])
    if tables["units"].is_empty():
        return [Problem("A020", register)]
    problems = []
    read: dict[str, list[Report]] = {}
    refused = {source.unit_id for source in sources if source.report.refusal}  # which is told by itself
    for source in sources:
        if not source.report.refusal:
            read.setdefault(source.unit_id, []).append(source.report)
    for row in tables["units"].iter_rows(named=True):
        own = read.get(row["unit_id"], [])
        years = [report.year or period for report in own]
        if years.count(period) > 1:
            files = "、".join(report.file for report in own if (report.year or period) == period)
            problems.append(Problem("A016", str(assessment.reports), where=row["unit_id"], found=files))
        elif needs_facts and own and period not in years:
            file = str(assessment.folder / own[0].file)
            problems.append(Problem("A017", file, where=row["unit_id"], found=str(years[0]), args={"period": period}))
        elif needs_facts and not own and row["status"] != "exempt" and row["unit_id"] not in refused:
            problems.append(Problem("A018", register, row["line"], row["unit_id"], row["name"], {"period": period}))
    return problems


def other_period(assessment: Assessment, plan: Plan) -> Iterable[Problem]:
    """A year that is not that of the criteria (A025)."""
    if assessment.period and assessment.period != plan.criteria.period:
        args = {"period": plan.criteria.period}
        yield Problem("A025", str(assessment.folder / "assessment.yaml"), where="period", found=str(assessment.period), args=args)
