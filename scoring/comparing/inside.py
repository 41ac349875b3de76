"""The earlier run that an assessment names, compared while the assessment is scored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.comparing.meeting import Meeting
from scoring.comparing.sides import Side
from scoring.finished.locating import check_run
from scoring.folder.paperwork.comparison import NAME, crosswalk, earlier_run

if TYPE_CHECKING:
    from scoring.comparing.scorings import Scored
    from scoring.engine.database import Session
    from scoring.finished.replaying import Replay
    from scoring.pipeline.work import Work
    from scoring.results.comparison.building import World
    from scoring.rules import Plan


def compare_inside(work: Work) -> dict[str, Any] | None:
    """Make the tables of a comparison in the session of a scored assessment.

    Args:
        work: The scored assessment.

    Returns:
        What the comparison is of, for the settings of the run; None where assessment.yaml has no section ``comparison``. Raises
        ProblemsFound as :func:`scoring.comparing.compare`.
    """
    section = work.assessment.documents.get(NAME)
    if section is None:
        return None
    from scoring.comparing.crosswalk import read_crosswalk
    from scoring.comparing.runs import opened
    from scoring.comparing.scorings import load_scorings, written
    from scoring.engine.database import Session
    from scoring.results.comparison.building import build_comparison

    earlier, links = earlier_run(work.assessment.folder, section), crosswalk(work.assessment.folder, section)
    if earlier is None:
        return None
    run = earlier.path
    check_run(run, scored_again=True)
    continued = read_crosswalk(links.path if links else None, section.get("crosswalk"))
    shared = work.session.scratch
    with Session() as session, opened(run, "old", shared) as (old, before):
        session.lock(shared)
        meeting = Meeting(old, _own_side(work), continued)
        scored: dict[World, Scored] = {"old": before, "new": written(work.session, "new", work.plan, shared)}
        load_scorings(session, scored)
        meeting.load(session)
        scored["old_by_new"] = _old_by_new(session, meeting, run, shared)
        scored["new_by_old"] = _new_by_old(session, meeting, work)
        load_scorings(work.session, scored)
        meeting.load(work.session)
        build_comparison(work.session, section["order"], meeting.best)
    return meeting.described(section["order"], scored)


def _own_side(work: Work) -> Side:
    from scoring.comparing.scorings import units_of
    from scoring.criteria import fingerprints

    criteria = work.plan.criteria
    told = {
        "title": work.assessment.title,
        "period": criteria.period,
        "criteria_title": criteria.title,
        "score_fingerprint": fingerprints(criteria.source.data)[0],
    }
    return Side(work.assessment.id, work.assessment.scored_by, work.plan, told, units_of(work.session))


def _old_by_new(session: Session, meeting: Meeting, run: Path, shared: Path) -> Scored:
    from scoring.comparing.runs import crossing_of
    from scoring.comparing.scorings import crossed
    from scoring.comparing.years import criteria_for
    from scoring.finished.replaying import open_replay

    file = criteria_for(meeting.new.criteria, meeting.old.plan.criteria.period, session.scratch / "old_by_new.yaml")
    with open_replay(run, file, shared=shared) as replay:
        return crossed(replay, "old_by_new", crossing_of(session, meeting, "old_by_new", shared), shared)


def _new_by_old(session: Session, meeting: Meeting, work: Work) -> Scored:
    from scoring.comparing.runs import crossing_of
    from scoring.comparing.scorings import crossed
    from scoring.comparing.years import criteria_for
    from scoring.folder.planning import usable_plan

    file = criteria_for(meeting.old.criteria, work.plan.criteria.period, session.scratch / "new_by_old.yaml")
    with _replayed(work, usable_plan(file), file) as replay:
        shared = work.session.scratch
        return crossed(replay, "new_by_old", crossing_of(session, meeting, "new_by_old", shared), shared)


@contextmanager
def _replayed(work: Work, plan: Plan, file: Path) -> Iterator[Replay]:
    """The assessment's data, ready to be scored by other criteria; they are read again where cases are counted otherwise."""
    from scoring.engine.database import Session, literal
    from scoring.finished.replaying import COUNTED, KEPT, Replay
    from scoring.pipeline.work import Means, prepare
    from scoring.rules.adjusting import adjusted_plan

    records = plan.records()
    if records is not None and records != work.plan.records():
        again = prepare(work.assessment.folder, Means(shared=(work.session.scratch,)), criteria=file)
        with again.session:
            yield Replay(again.plan, again.session, {}, again.wide)
        return
    with Session() as session:
        there = work.session.tables()
        for table in (*KEPT, "records_updates", *(name for name in (*COUNTED, "data_wide") if name in there)):
            path = work.session.scratch / f"{table}.parquet"
            work.session.con.execute(f"copy {table} to {literal(str(path))} (format parquet)")
            session.read(table, f"select * from read_parquet({literal(str(path))})")
            path.unlink()
        session.lock(work.session.scratch)
        yield Replay(adjusted_plan(session, plan), session, {}, work.wide, counted=records is not None)
