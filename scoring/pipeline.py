"""The way of the data, room by room: what ``scoring check`` and ``scoring run`` do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.assessment import Assessment, read_assessment, shown_file
from scoring.completeness import missing_reports, missing_tables
from scoring.problems import Problem, ProblemsFound, has_errors
from scoring.report_files import ReportReader, owners, unit_names

if TYPE_CHECKING:
    import polars as pl

    from scoring.database import Session
    from scoring.intake.data_files import DataFile
    from scoring.intake.frames import Batch, Source
    from scoring.results.reasons import Reasons
    from scoring.rules import Plan

Say = Callable[[str, dict[str, Any]], None]
RECORDS = ("reports", "findings", "marks", "external", "updates", "exemptions")


def silent(_stage: str, _details: dict[str, Any]) -> None:
    """Tell nobody."""


@dataclass
class Work:
    """One assessment on its way: what has been read and made so far.

    Args:
        assessment: The folder.
        plan: The bound criteria.
        session: Tables of the run.
        problems: Warnings collected so far (errors are raised).
        say: Told at every stage.
        wide: Metrics of the table ``data`` that are in ``data_wide`` instead of ``facts``.
    """

    assessment: Assessment
    plan: Plan
    session: Session
    problems: list[Problem] = field(default_factory=list)
    say: Say = silent
    wide: frozenset[str] = frozenset()

    def collect(self, problems: list[Problem]) -> None:
        """Keep warnings, raise errors together with the warnings so far."""
        self.problems += problems
        if has_errors(self.problems):
            raise ProblemsFound(self.problems)


def prepare(folder: Path, *, threads: int | None = None, memory: str | None = None, jobs: int | None = None, say: Say = silent) -> Work:
    """Read everything and check it: assessment, criteria, tables, reports, footing.

    Args:
        folder: The assessment folder.
        threads: Threads of the engine.
        memory: Memory limit of the engine.
        jobs: Processes that read reports.
        say: Told at every stage.

    Raises:
        ProblemsFound: with every error that can be found without the ones before it.
    """
    say("assessment", {"folder": str(folder)})
    assessment = read_assessment(folder)
    problems: list[Problem] = []
    with ReportReader(assessment, jobs) as reader:
        say("criteria", {"file": assessment.criteria.name})
        plan = _plan(assessment, problems)
        tables = _tables(assessment, problems)
        if plan:
            problems += missing_tables(assessment, plan)
        data = _data(assessment, plan, problems) if plan else None
        sources, batches = _reports(reader, assessment, tables, problems, say) if tables else ([], [])
        if plan and tables and not has_errors(problems):
            problems += missing_reports(assessment, plan, tables, sources, data.metrics if data else ())
    if plan is None or tables is None or has_errors(problems):
        raise ProblemsFound(problems)
    from scoring.database import Session

    work = Work(assessment, plan, Session(threads=threads, memory=memory), say=say)
    try:
        work.collect(problems)
        _load(work, tables, (sources, batches), data)
    except BaseException:
        work.session.close()
        raise
    return work


def _plan(assessment: Assessment, problems: list[Problem]) -> Plan | None:
    from scoring.planning import load_plan

    try:
        plan, found = load_plan(assessment.criteria, shown_file(assessment, assessment.criteria))
    except ProblemsFound as error:
        problems += error.problems
        return None
    problems += found
    return plan


def _tables(assessment: Assessment, problems: list[Problem]) -> dict[str, pl.DataFrame] | None:
    from scoring.intake.inputs import read_inputs

    files = {name: path.relative_to(assessment.folder) for name, path in assessment.inputs.items()}
    try:
        return read_inputs(assessment.folder, files)
    except ProblemsFound as error:
        problems += _in_folder(assessment, error.problems)
        return None


def _reports(
    reader: ReportReader, assessment: Assessment, tables: dict[str, pl.DataFrame], problems: list[Problem], say: Say
) -> tuple[list[Source], list[Batch]]:
    """Every file with its owner, and what the files say."""
    from scoring.intake.frames import Source

    units, found = owners(assessment, tables, reader.files)
    problems += found
    names = unit_names(tables["units"].iter_rows(named=True))
    sources: list[Source] = []
    batches = []
    for batch in reader.read():
        batches.append(batch)
        for path, report in zip(reader.files[len(sources) :], batch.reports, strict=False):
            sources.append(Source(units.get(path, ""), report))
            problems += _refused_or_foreign(sources[-1], str(path), names.get(report.unit))
            say("reports", {"done": len(sources), "of": len(reader.files)})
    return sources, batches


def _refused_or_foreign(source: Source, path: str, other: str | None) -> list[Problem]:
    unit, report = source.unit_id, source.report
    if report.refusal:
        code, reason = report.refusal
        return [Problem("A010", path, where=unit, found=reason, args={"reason_code": code})]
    if unit and other and other != unit:
        return [Problem("A015", path, where=unit, found=report.unit, args={"unit": unit})]
    return []


def _data(assessment: Assessment, plan: Plan, problems: list[Problem]) -> DataFile | None:
    """The table ``data`` with its header checked; None where there is none or it cannot be used."""
    from scoring.intake.data_files import open_data

    path = assessment.inputs.get("data")
    try:
        return open_data(path, str(path.relative_to(assessment.folder)), plan.names.metrics) if path else None
    except ProblemsFound as error:
        problems += _in_folder(assessment, error.problems)
        return None


def _in_folder(assessment: Assessment, problems: Iterable[Problem]) -> list[Problem]:
    """Problems of a file that is named by its place in the folder."""
    return [replace(problem, file=str(assessment.folder / problem.file)) for problem in problems]


def _load(work: Work, tables: dict[str, pl.DataFrame], reports: tuple[list[Source], list[Batch]], data: DataFile | None) -> None:
    from scoring.checks import run_checks
    from scoring.database import sql_file
    from scoring.intake.data_table import load_data
    from scoring.rules.records import check_records, exempt_leaves_sql
    from scoring.rules.updates import build_column_states
    from scoring.scores import member_problems

    session, plan = work.session, work.plan
    work.say("tables", {name: frame.height for name, frame in tables.items()})
    session.load("units", tables["units"])
    for name in RECORDS:
        session.load(f"records_{name}", tables[name].with_row_index("line", 2))
    _load_reports(session, *reports, plan.criteria.period)
    loaded = load_data(session, data, plan.names.metrics, plan.criteria.metrics, plan.criteria.period)
    work.wide = loaded.wide
    work.collect(_in_folder(work.assessment, loaded.problems))
    work.collect(_corrections(work, tables["corrections"]))
    session.step("records_reports", sql_file("scoring.intake", "published_reports.sql"))
    work.collect(
        _group_problems(work)
        + member_problems(session, plan, shown_file(work.assessment, work.assessment.inputs["units"]))
        + check_records(session, plan, {name: shown_file(work.assessment, path) for name, path in work.assessment.inputs.items()})
    )
    session.step("exempt_leaves", exempt_leaves_sql(plan))
    build_column_states(session, plan)
    work.say("checks", {})
    run_checks(session)


def _load_reports(session: Session, sources: list[Source], batches: list[Batch], period: int) -> None:
    """The tables of all reports, and ``printed_dates``; each frame is let go as soon as the engine has it."""
    import polars as pl

    from scoring.intake.frames import join_batches

    frames = join_batches(batches, [source.unit_id for source in sources], period)
    batches.clear()
    for name in list(frames):
        session.load(f"{name}_reported" if name in {"facts", "sources"} else name, frames.pop(name))
    dates = [(source.unit_id, source.report.published_on) for source in sources]
    session.load("printed_dates", pl.DataFrame(dates, schema={"unit_id": pl.String, "printed_on": pl.Date}, orient="row"))


def _corrections(work: Work, rows: pl.DataFrame) -> list[Problem]:
    from scoring.intake.corrections import Assessed, load_corrections

    assessment, plan = work.assessment, work.plan
    file = str(assessment.inputs["corrections"].relative_to(assessment.folder)) if "corrections" in assessment.inputs else "corrections.csv"
    assessed = Assessed(plan.names.metrics, plan.criteria.period, assessment.run_date, file, work.wide)
    return _in_folder(assessment, load_corrections(work.session, rows.with_row_index("line", 2), assessed))


def _group_problems(work: Work) -> list[Problem]:
    known = [group.id for group in work.plan.criteria.groups]
    rows = work.session.rows("select unit_id, grp from units")
    shown = shown_file(work.assessment, work.assessment.inputs["units"])
    return [
        Problem("M003", shown, line, f"{unit}.grp", grp, {"allowed": "、".join(known)})
        for line, (unit, grp) in enumerate(rows, 2)
        if grp not in known
    ]


def score(work: Work, reasons: Reasons = "auto") -> bool:
    """Compute measures, points, scores and ranks.

    Args:
        work: The prepared assessment.
        reasons: Whether the sentence of every point is made now.

    Returns:
        Whether it was. Raises ProblemsFound (M001, M002, M021, M022) where data are missing.
    """
    from scoring.computing import judge
    from scoring.ranking import build_ranking
    from scoring.results.reasons import are_stored
    from scoring.results.steps import build_results
    from scoring.scores import build_scores, missing_members
    from scoring.undecided import undecided

    session, plan = work.session, work.plan
    work.say("points", {"measures": len(plan.measures), "indicators": len(plan.bound)})
    judge(session, plan, work.wide)
    work.collect(undecided(session, plan, str(work.assessment.folder)))
    work.say("scores", {})
    build_scores(session, plan)
    work.collect(missing_members(session, plan, str(work.assessment.folder)))
    build_ranking(session, plan.criteria)
    stored = are_stored(session, plan, reasons)
    build_results(session, plan, reasons=stored)
    return stored
