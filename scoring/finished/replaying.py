"""A finished run scored again from its own stored tables: no report is read, no input file is needed.

What a comparison, a sensitivity analysis or a margin asks is "the same data, scored otherwise". The tables before judging
(units, facts, records, checks) stand in ``results.duckdb`` of every run and its criteria beside them, so that is all it takes.
Two things are not kept with a run, for they may be gigabytes: the cases of record tables, and a very large table ``data``.
Where other criteria count cases otherwise than the run did, or where the run took a large ``data``, the inputs are read
again from the folder of the assessment.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.problems import Problem, ProblemsFound, has_errors

if TYPE_CHECKING:
    from scoring.engine.database import Session
    from scoring.pipeline.work import Work
    from scoring.rules import Plan

# What judging reads, besides column_states and exempt_leaves, which depend on the criteria.
KEPT = (
    "units",
    "sources",
    "facts",
    "corrections",
    "appeals",
    "checks",
    "records_reports",
    "records_findings",
    "records_marks",
    "records_external",
    "records_exemptions",
)
COUNTED = ("record_inputs", "record_groups", "record_outcomes", "record_cases")
# The rows that came in, as the states of the columns keep them.
_UPDATES = "select line, unit_id, indicator_id, column_name, cycle, updated_on, items from column_states"


@dataclass
class Replay:
    """A run that can be scored again, any number of times.

    Args:
        plan: The bound criteria: the run's own, or those that were given.
        session: Tables before judging, in memory: what is changed in them is changed for this replay only.
        settings: What the run says of itself, by key (table ``run``).
        wide: Metrics that stand in ``data_wide`` instead of ``facts``.
        counted: Whether the numbers over cases stand ready and need not be counted again.
    """

    plan: Plan
    session: Session
    settings: dict[str, Any]
    wide: frozenset[str] = frozenset()
    counted: bool = False

    def score(self, plan: Plan | None = None) -> None:
        """Judge, roll up and rank: tables ``points_wide``, ``measures_wide``, ``scores_wide``, ``totals``, ``ranking`` and others.

        Args:
            plan: Other criteria over the same data; the replay's own when None. They may not count cases otherwise.

        Raises:
            ProblemsFound: M001, M002, M021, M022 where data that the criteria need are missing.
        """
        from scoring.ranking import build_ranking
        from scoring.rules.computing import judge
        from scoring.scores import build_scores, missing_members
        from scoring.scores.undecided import undecided

        used = plan or self.plan
        judge(self.session, used, self.wide, counted=self.counted)
        _raise(undecided(self.session, used, ""))
        build_scores(self.session, used)
        _raise(missing_members(self.session, used, ""))
        build_ranking(self.session, used.criteria)

    def results(self, plan: Plan | None = None) -> None:
        """Make the long tables of a scored replay: ``measures``, ``points`` and ``node_scores`` without sentences."""
        from scoring.results.steps import build_long

        build_long(self.session, plan or self.plan)


@contextmanager
def open_replay(run: Path, criteria: Path | None = None, inputs: Path | None = None, shared: Path | None = None) -> Iterator[Replay]:
    """Open a finished run to score it again.

    Args:
        run: Folder of the run.
        criteria: Other criteria; those of the run when None.
        inputs: Folder of the assessment, for the inputs that a run does not keep.
        shared: A folder that the replay's session may read and write besides its own passing one.

    Yields:
        The replay; its tables are gone afterwards.

    Raises:
        ProblemsFound: A007 (no run), A028 (a run of a version that kept less), A046 (inputs that the run did not keep, and no folder
            given), and what is wrong with the criteria.
    """
    from scoring.finished.locating import check_run
    from scoring.folder.planning import usable_plan
    from scoring.results.collect import run_settings
    from scoring.results.store import open_results
    from scoring.rules.adjusting import adjusted_plan

    check_run(run, scored_again=True)
    own, wanted = usable_plan(run / "criteria.yaml"), usable_plan(criteria) if criteria else None
    with open_results(run) as saved:
        settings = run_settings(saved)
        needs_inputs = _needs_inputs(saved, own, wanted)
    if needs_inputs:
        yield from _from_inputs(criteria or run / "criteria.yaml", _folder(run, inputs), settings, (run, *((shared,) if shared else ())))
        return
    with _copied(run, shared) as session:
        plan = adjusted_plan(session, wanted or own)
        yield _ready(Replay(plan, session, settings, counted=(wanted or own).records() is not None))


def _needs_inputs(saved: Session, own: Plan, wanted: Plan | None) -> bool:
    """Whether what the criteria read was not kept: a large table ``data``, or other numbers over cases."""
    if saved.rows("select count(*) from data_rows")[0][0]:
        return True
    return wanted is not None and wanted.records() is not None and wanted.records() != own.records()


def _copied(run: Path, shared: Path | None) -> Session:
    """The kept tables in a session of their own."""
    from scoring.engine.database import EngineError, Session
    from scoring.results.store import attach_saved, unread_results

    session = Session()
    session.lock(run, *((shared,) if shared else ()))
    try:
        attach_saved(session, run)
        there = session.tables()
        for table in (*KEPT, *(name for name in COUNTED if name in there)):
            _copy(session, run, table, streamed=table not in there)
        session.step("records_updates", _UPDATES.replace("column_states", "saved.column_states"))
        session.con.execute("detach saved")
    except EngineError as error:
        session.close()
        raise unread_results(run, error) from None
    except ProblemsFound:
        session.close()
        raise
    return session


def _copy(session: Session, run: Path, table: str, *, streamed: bool) -> None:
    from scoring.engine.database import literal

    source = f"read_parquet({literal(str(run / 'results' / f'{table}.parquet'))})" if streamed else f"saved.{table}"
    session.read(table, f"select * from {source}")


def _ready(replay: Replay) -> Replay:
    """With the tables that depend on the criteria."""
    from scoring.rules.records import exempt_leaves_sql
    from scoring.rules.updates import build_column_states

    replay.session.step("exempt_leaves", exempt_leaves_sql(replay.plan))
    build_column_states(replay.session, replay.plan)
    return replay


def _folder(run: Path, inputs: Path | None) -> Path:
    if inputs is None:
        raise ProblemsFound([Problem("A046", str(run))])
    return inputs


def _from_inputs(criteria: Path, inputs: Path, settings: dict[str, Any], shared: tuple[Path, ...]) -> Iterator[Replay]:
    from scoring.pipeline.work import Means, prepare

    work = prepare(inputs, Means(shared=shared), criteria=criteria)
    with work.session:
        yield Replay(work.plan, work.session, settings, work.wide)


def _raise(problems: list[Problem]) -> None:
    if has_errors(problems):
        raise ProblemsFound(problems)


def replay_of(work: Work, session: Session, settings: dict[str, Any]) -> Replay:
    """The replay of a run that is being made: its tables before judging, copied.

    Args:
        work: The assessment, read.
        session: An empty session, which takes the copies.
        settings: Settings of the run.
    """
    from scoring.engine.database import literal

    made = {step.name for step in work.session.steps}
    wide = ("data_wide",) if work.wide else ()
    for table in (*KEPT, *(name for name in COUNTED if name in made), "column_states", *wide):
        work.session.rows(f"select 1 from {table} limit 1")
        file = work.session.scratch / f"{table}.parquet"
        work.session.con.execute(f"copy {table} to {literal(str(file))} (format parquet)")
        session.read(table, f"select * from read_parquet({literal(str(file))})")
        file.unlink()
    session.lock()
    session.step("records_updates", _UPDATES)
    return _ready(Replay(work.plan, session, settings, work.wide, counted=work.plan.records() is not None))
