"""``scoring check``: read and check everything, score nothing, write the data-quality report."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.files import output
from scoring.files.locking import locked
from scoring.folder.completeness import reads_reports
from scoring.pipeline.gathered import Gathered, Say, silent
from scoring.pipeline.gathering import gather
from scoring.pipeline.loading import load_gathered
from scoring.problems import Problem, ProblemsFound, has_errors, sentence, sort_problems
from scoring.results.drafts import sample_title
from scoring.workbooks.storing import refuse_unfinished

if TYPE_CHECKING:
    from scoring.engine.database import Session
    from scoring.folder.assessment import Assessment
    from scoring.results.model import CheckRow
    from scoring.results.quality.model import Quality, Trouble


@dataclass(frozen=True)
class Checked:
    """What is in an assessment folder.

    Args:
        quality: Everything that the data-quality report says.
        folder: Folder of the report (checks.html, checks.csv); None where it was not written.
        problems: What is wrong with the folder, its tables and its reports, errors too: those that stop a run.
    """

    quality: Quality
    folder: Path | None
    problems: tuple[Problem, ...]

    @property
    def checks(self) -> tuple[CheckRow, ...]:
        """Checks that fail or cannot be assessed, one row per check x unit x place."""
        return self.quality.checks

    @property
    def is_fit_to_score(self) -> bool:
        """Whether nothing was found that would stop a run."""
        return not has_errors(self.problems)

    def as_dict(self) -> dict[str, Any]:
        """The audit as plain data: numbers, checks that fail or cannot be assessed, units per check, corrections."""
        quality, totals = self.quality, dict(self.quality.totals)
        counts = {name: totals.pop(name) for name in ("holds", "fails", "not_assessable")}
        return {
            "status": "ok" if self.is_fit_to_score else "problems",
            "report": str(self.folder / "checks.html") if self.folder else None,
            "period": quality.period,
            **totals,
            "counts": counts,
            "checks": [asdict(row) for row in quality.checks],
            "per_check": [asdict(row) for row in quality.counts],
            "corrections": [asdict(row) for row in quality.corrections],
            "unread": [asdict(row) for row in quality.unread],
            "anomalies": [asdict(row) for row in quality.screened.rows],
            "anomaly_rules": [asdict(row) for row in quality.screened.rules],
        }


def check(folder: Path, out: Path | None = None, *, jobs: int | None = None, wait: float = 0, say: Say = silent) -> Checked:
    """Read and check an assessment folder, write the data-quality report where it is wanted; criteria are optional.

    Args:
        folder: The assessment folder.
        out: Folder that receives the folder of the report, ``<id>-check``; nothing is written when None.
        jobs: Processes that read reports.
        wait: Seconds to wait while another command works in ``out``.
        say: Told at every stage.

    Raises:
        ProblemsFound: when settings, criteria or tables are so wrong that nothing can be checked; nothing is written then.
            A050, A051 where the folder of the report cannot be had for this audit alone.
    """
    refuse_unfinished(folder)
    if out is None or not folder.is_dir():
        return _check(folder, None, jobs, say)
    with locked(out, "check", wait, say):
        return _check(folder, out, jobs, say)


def _check(folder: Path, out: Path | None, jobs: int | None, say: Say) -> Checked:
    gathered = gather(folder, jobs=jobs, say=say, audit=True)  # before any engine is imported: its processes are forks
    from scoring.engine.database import Session

    with Session() as session:
        problems = [*gathered.problems, *gathered.findings, *_load(session, gathered, say)]
        quality = _quality(session, gathered)
    target = out / f"{gathered.assessment.id}-check" if out else None
    if target:
        _write(gathered.assessment, quality, target, jobs, say)
    return Checked(quality, target, tuple(sort_problems(problems)))


def _load(session: Session, gathered: Gathered, say: Say) -> list[Problem]:
    """Tables and checks; the problems of what the tables name."""
    from scoring.appeals.loading import load_appeals
    from scoring.pipeline.screening import screen_gathered
    from scoring.pipeline.work import criteria_problems

    loaded = load_gathered(session, gathered, say)
    session.lock(files=gathered.files())
    if has_errors(loaded.problems):
        raise ProblemsFound([*gathered.problems, *gathered.findings, *loaded.problems])
    problems = [*loaded.problems]
    if gathered.plan:
        problems += criteria_problems(session, gathered.plan, gathered.assessment)
    if gathered.plan and not has_errors(problems):
        problems += load_appeals(session, gathered.plan, gathered.assessment, gathered.tables)[2]
    say("checks", {})
    _run_checks(session, gathered.left_out)
    screen_gathered(session, gathered)
    return problems


def _run_checks(session: Session, left_out: Collection[str]) -> None:
    """Check the reports whose figures are taken; of the others ``sources`` keeps that they came in, and nothing is said of their tables."""
    from scoring.checks.corrected import run_checks_with_corrections

    if left_out:
        listed = ", ".join(f"'{name}'" for name in sorted(left_out))
        session.step("sources_listed", "select * from sources")
        session.step("sources", f"select * from sources_listed where source_id not in ({listed})")
    run_checks_with_corrections(session)
    if left_out:
        session.step("sources", "select * from sources_listed")


def _quality(session: Session, gathered: Gathered) -> Quality:
    from scoring.results.quality.collect import collect_quality

    assessment, plan = gathered.assessment, gathered.plan
    described: dict[str, Any] = {
        "title": sample_title(assessment.title) if gathered.invented else assessment.title,
        "period": gathered.period,
        "run_date": assessment.run_date,
    }
    if plan:
        from scoring.criteria import fingerprints

        described |= {
            "criteria_title": plan.criteria.title,
            "reads_reports": reads_reports(plan),
            "score_fingerprint": fingerprints(plan.criteria.source.data)[0],
            "groups": [{"id": group.id, "title": group.title} for group in plan.criteria.groups],
            "metric_titles": {metric.code: metric.title for metric in plan.criteria.metrics.values()},
        }
    names = dict(session.rows("select unit_id, name from units"))
    return collect_quality(session, described, tuple(_troubles(gathered, names)))


def _troubles(gathered: Gathered, names: dict[str, str]) -> Iterable[Trouble]:
    """Findings about reports, as rows of the report."""
    from scoring.results.quality.model import Trouble

    folder = f"{gathered.assessment.folder}/"
    for problem in sort_problems(gathered.findings):
        unit = problem.where if problem.where in names else ""
        words = sentence(replace(problem, file="", line=None, where=""), "zh").removesuffix(f" [{problem.code}]")
        yield Trouble(unit, names.get(unit, ""), problem.file.removeprefix(folder), problem.code, words)


def _write(assessment: Assessment, quality: Quality, target: Path, jobs: int | None, say: Say) -> None:
    from scoring import documents
    from scoring.commands.asking import write_requests

    say("documents", {})
    with output.new_folder(target) as folder:
        documents.write_quality(quality, folder)
        write_requests(assessment, quality, folder, jobs, say)
    say("done", {"report": str(target)})
