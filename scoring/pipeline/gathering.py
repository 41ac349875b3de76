"""Everything that an assessment folder holds, read: what ``scoring run`` and ``scoring check`` begin with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.folder.assessment import Assessment, in_folder, read_assessment, shown_file
from scoring.folder.completeness import missing_reports, missing_tables, other_period
from scoring.folder.paperwork import wrong_names
from scoring.folder.paperwork.references import of_criteria
from scoring.folder.report_files import ReportReader, owners, unit_names
from scoring.pipeline.gathered import Gathered, Say, silent
from scoring.pipeline.record_tables import open_tables
from scoring.problems import Problem, ProblemsFound, has_errors
from scoring.samples.remaining import invented_problem, left_rows, still_invented

if TYPE_CHECKING:
    import polars as pl

    from scoring.intake.frames import Batch, Source
    from scoring.intake.inputs.data_files import DataFile
    from scoring.rules import Plan


def gather(
    folder: Path, *, jobs: int | None = None, say: Say = silent, audit: bool = False, criteria: Path | None = None, fresh: bool = False
) -> Gathered:
    """Read assessment, criteria, tables and reports.

    Args:
        folder: The assessment folder.
        jobs: Processes that read reports.
        say: Told at every stage.
        audit: Criteria are optional, and what is wrong with reports is a finding instead of an error.
        criteria: Criteria in the place of those that the folder names.
        fresh: Read reports again whose readings were kept.

    Raises:
        ProblemsFound: with every error that can be found without the ones before it.
    """
    say("assessment", {"folder": str(folder)})
    assessment = _assessment(folder, criteria, audit=audit)
    problems: list[Problem] = []
    findings: list[Problem] = []
    of_reports = findings if audit else problems
    with ReportReader(assessment, jobs, fresh=fresh) as reader:
        plan = _plan(assessment, problems, say)
        tables = _tables(assessment, problems)
        if plan:
            problems += [*missing_tables(assessment, plan), *other_period(assessment, plan)]
        data = _data(assessment, plan, problems) if plan or not assessment.criteria else None
        records = open_tables(assessment, plan, problems) if plan else []
        sources, batches = _reports(reader, assessment, tables, of_reports, say) if tables else ([], [])
    if tables is None or (assessment.criteria and plan is None) or has_errors(problems):
        raise ProblemsFound([*problems, *findings])
    period = plan.criteria.period if plan else _period(assessment, sources)
    of_reports += missing_reports(assessment, tables, sources, period, plan, data.metrics if data else ())
    if has_errors(problems):
        raise ProblemsFound(problems)
    left_out = frozenset(disputed(sources, findings, period)) if audit else frozenset()
    invented = still_invented(assessment, plan, tables or {})
    problems += invented_problem(folder, invented)
    return Gathered(assessment, plan, tables, sources, batches, data, period, problems, findings, left_out, records, invented)


def _assessment(folder: Path, criteria: Path | None, *, audit: bool) -> Assessment:
    found = read_assessment(folder, criteria_optional=audit)
    return replace(found, criteria=criteria) if criteria else found


def _plan(assessment: Assessment, problems: list[Problem], say: Say) -> Plan | None:
    """The bound criteria where there are any, with all that is wrong with them and with what documents name of them."""
    from scoring.folder.planning import load_plan

    if assessment.criteria is None:
        return None
    say("criteria", {"file": assessment.criteria.name})
    try:
        plan, found = load_plan(assessment.criteria, shown_file(assessment, assessment.criteria))
    except ProblemsFound as error:
        problems += error.problems
        return None
    problems += found
    if plan:
        problems += wrong_names(assessment.folder / "assessment.yaml", assessment.documents, of_criteria(plan.criteria))
    return plan


def _period(assessment: Assessment, sources: Collection[Source]) -> int:
    """The year of an audit without criteria: as the settings say, else that of most reports, else the year before the run."""
    years = Counter(source.report.year for source in sources if source.report.year)
    most = max(years, key=lambda year: (years[year], year), default=assessment.run_date.year - 1)
    return assessment.period or most


def _tables(assessment: Assessment, problems: list[Problem]) -> dict[str, pl.DataFrame] | None:
    from scoring.intake.inputs.reading import read_inputs

    try:
        return read_inputs(assessment.folder, assessment.places)
    except ProblemsFound as error:
        problems += left_rows(in_folder(assessment, error.problems))
        return None


def _reports(
    reader: ReportReader, assessment: Assessment, tables: dict[str, pl.DataFrame], problems: list[Problem], say: Say
) -> tuple[list[Source], list[Batch]]:
    """Every file with its owner, and what the files say."""
    from scoring.intake.frames import Source
    from scoring.intake.inputs.tables import YES_NO

    units, found = owners(assessment, tables, reader.files)
    problems += left_rows(found)
    names = unit_names(tables["units"].iter_rows(named=True))
    zeros = {assessment.reports / row["file"] for row in tables["reports"].iter_rows(named=True) if row["blank_as_zero"] == YES_NO[0]}
    sources: list[Source] = []
    batches = []
    for batch in reader.read():
        batches.append(batch)
        for path, report in zip(reader.files[len(sources) :], batch.reports, strict=False):
            sources.append(Source(units.get(path, ""), report, path in zeros))
            problems += _refused_or_foreign(sources[-1], str(path), names.get(report.unit))
            say("reports", {"done": len(sources), "of": len(reader.files)} | _kept(sources, len(reader.files)))
    return sources, batches


def _kept(sources: Sequence[Source], files: int) -> dict[str, int]:
    """At the end of the reports: how many of them had been read before, where there are any."""
    kept = sum(source.report.kept for source in sources) if len(sources) == files else 0
    return {"kept": kept} if kept else {}


def _refused_or_foreign(source: Source, path: str, other: str | None) -> list[Problem]:
    unit, report = source.unit_id, source.report
    if report.refusal:
        code, reason = report.refusal
        # The sentence of the refusal names file and code itself, which the problem does too.
        words = reason.removeprefix(f"{report.file}: ").removesuffix(f" [{code}]").rstrip("。")
        return [Problem("A010", path, where=unit, found=words, args={"reason_code": code})]
    if unit and other and other != unit:
        return [Problem("A015", path, where=unit, found=report.unit, args={"unit": unit})]
    return []


def disputed(sources: Iterable[Source], findings: Iterable[Problem], period: int) -> Iterable[str]:
    """Ids of reports whose figures an audit does not take: nobody's, those that name another unit, and second ones.

    They would be held against the figures of other files, and contradictions found that no report has.
    """
    from scoring.intake.frames import source_id

    foreign = {problem.file for problem in findings if problem.code == "A015"}
    taken: set[tuple[str, int]] = set()
    for number, source in enumerate(sources, 1):
        report = source.report
        key = source.unit_id, report.year or period
        if not source.unit_id or key in taken or any(file.endswith(report.file) for file in foreign):
            yield source_id(number)
        elif not report.refusal:
            taken.add(key)


def _data(assessment: Assessment, plan: Plan | None, problems: list[Problem]) -> DataFile | None:
    """The table ``data`` with its header checked; None where there is none or it cannot be used."""
    from scoring.intake.dictionary import metrics
    from scoring.intake.inputs.data_files import open_data

    path = assessment.inputs.get("data")
    try:
        return open_data(path, str(path.relative_to(assessment.folder)), plan.names.metrics if plan else metrics()) if path else None
    except ProblemsFound as error:
        problems += in_folder(assessment, error.problems)
        return None
