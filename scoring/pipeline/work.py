"""The way of the data, room by room: what ``scoring run`` does."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.engine.choosing import Engine, check_engine, open_session
from scoring.folder.assessment import Assessment, shown_file
from scoring.machine.limits import limit_problems
from scoring.pipeline.gathered import Gathered, Say, silent
from scoring.pipeline.gathering import gather
from scoring.pipeline.loading import load_gathered
from scoring.problems import Problem, ProblemsFound, has_errors

if TYPE_CHECKING:
    from scoring.appeals.loading import Appealed
    from scoring.engine.database import Session
    from scoring.results.reasons import Reasons
    from scoring.rules import Plan
    from scoring.samples.remaining import Left


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
        record_files: Every file of the record tables.
        appealed: The appeals.
        invented: What of the folder is still invented.
    """

    assessment: Assessment
    plan: Plan
    session: Session
    problems: list[Problem] = field(default_factory=list)
    say: Say = silent
    wide: frozenset[str] = frozenset()
    record_files: tuple[Path, ...] = ()
    appealed: Appealed | None = None
    invented: tuple[Left, ...] = ()

    def collect(self, problems: list[Problem]) -> None:
        """Keep warnings, raise errors together with the warnings so far."""
        self.problems += problems
        if has_errors(self.problems):
            raise ProblemsFound(self.problems)


@dataclass(frozen=True)
class Means:
    """What a run may take of the machine; its results do not depend on it.

    Args:
        threads: Threads of the engine.
        memory: Memory limit of the engine, such as ``2GB``.
        spill: Folder for what memory does not take.
        jobs: Processes that read reports.
        engine: What computes.
        fresh: Whether reports are read again whose readings were kept.
        shared: Folders that the engine may read and write besides its own passing one.
    """

    threads: int | None = None
    memory: str | None = None
    spill: Path | None = None
    jobs: int | None = None
    engine: Engine = field(default_factory=Engine)
    fresh: bool = False
    shared: tuple[Path, ...] = ()


def prepare(folder: Path, means: Means | None = None, say: Say = silent, criteria: Path | None = None) -> Work:
    """Read everything and check it: assessment, criteria, tables, reports, footing.

    Args:
        folder: The assessment folder.
        means: What the run may take of the machine.
        say: Told at every stage.
        criteria: Criteria in the place of those that the folder names.

    Raises:
        ProblemsFound: with every error that can be found without the ones before it; A023 and A032 before anything is read.
    """
    means = means or Means()
    if problems := limit_problems(means.memory, means.spill):
        raise ProblemsFound(problems)
    check_engine(means.engine)
    gathered = gather(folder, jobs=means.jobs, say=say, criteria=criteria, fresh=means.fresh)
    plan = gathered.plan
    if plan is None:
        raise ProblemsFound(gathered.problems)
    session = open_session(means.engine, threads=means.threads, memory=means.memory, spill=means.spill)
    work = Work(gathered.assessment, plan, session, say=say, invented=gathered.invented)
    try:
        work.collect(gathered.problems)
        _load(work, gathered, means.shared)
    except BaseException:
        work.session.close()
        raise
    return work


def _load(work: Work, gathered: Gathered, shared: tuple[Path, ...]) -> None:
    from scoring.appeals.loading import load_appeals
    from scoring.appeals.published import load_published
    from scoring.checks.corrected import run_checks_with_corrections
    from scoring.pipeline.screening import screen_gathered
    from scoring.rules.records import exempt_leaves_sql
    from scoring.rules.updates import build_column_states

    session, plan = work.session, work.plan
    loaded = load_gathered(session, gathered, work.say)
    work.wide = loaded.wide
    work.record_files = tuple(file.path for opened in gathered.records for file in opened.files)
    # Wide numbers and record tables may be views: their files stay open, and nothing else does.
    session.lock(*shared, files=gathered.files())
    work.collect(loaded.problems)
    work.collect(criteria_problems(session, plan, work.assessment))
    work.plan, work.appealed, found = load_appeals(session, plan, work.assessment, gathered.tables)
    work.collect([*found, *load_published(session, plan, work.assessment)])
    session.step("exempt_leaves", exempt_leaves_sql(work.plan))
    build_column_states(session, work.plan)
    work.say("checks", {})
    run_checks_with_corrections(session)
    screen_gathered(session, gathered)


def criteria_problems(session: Session, plan: Plan, assessment: Assessment) -> list[Problem]:
    """What the loaded tables name that the criteria do not know: groups, units above, events, marks, keys."""
    from scoring.rules.records import check_records
    from scoring.scores import member_problems

    register = shown_file(assessment, assessment.inputs["units"])
    shown = {name: shown_file(assessment, path) for name, path in assessment.inputs.items()}
    return [
        *_group_problems(session, plan, register),
        *member_problems(session, plan, register),
        *check_records(session, plan, shown, assessment.folder),
    ]


def _group_problems(session: Session, plan: Plan, register: str) -> list[Problem]:
    from scoring.engine.database import sql_file

    known = [group.id for group in plan.criteria.groups]
    return [
        Problem("M003", register, line, f"{unit}.grp", grp, {"allowed": "、".join(known)})
        for line, unit, grp, _, _ in session.rows(sql_file("scoring.scores", "register.sql"))
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
    from scoring.appeals.checking import wrong_points
    from scoring.appeals.outcome import build_effects
    from scoring.appeals.published import compare_published
    from scoring.ranking import build_ranking
    from scoring.results.reasons import are_stored
    from scoring.results.steps import build_results
    from scoring.rules.computing import judge
    from scoring.scores import build_scores, missing_members
    from scoring.scores.undecided import undecided

    session, plan = work.session, work.plan
    work.say("points", {"measures": len(plan.measures), "indicators": len(plan.bound)})
    before = _score_before(work)
    judge(session, plan, work.wide, counted=before)
    work.collect(undecided(session, plan, str(work.assessment.folder)))
    work.say("scores", {})
    build_scores(session, plan)
    work.collect(missing_members(session, plan, str(work.assessment.folder)))
    work.collect(wrong_points(session, plan, work.appealed.shown if work.appealed else ""))
    build_ranking(session, plan.criteria)
    if before:
        build_effects(session, plan)
    work.collect(compare_published(session, work.assessment))
    stored = are_stored(session, plan, reasons)
    build_results(session, plan, reasons=stored)
    return stored


def _score_before(work: Work) -> bool:
    """Score without what appeals decided, where they decided anything; whether that was done."""
    from scoring.appeals.outcome import score_before

    if work.appealed is None or not work.appealed.applied:
        return False
    work.say("appeals", {"appeals": len(work.appealed.appeals)})
    work.collect(score_before(work.session, work.appealed, work.wide))
    return True
