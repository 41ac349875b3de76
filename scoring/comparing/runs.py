"""Two finished runs compared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.comparing.meeting import Meeting
from scoring.problems import Problem

if TYPE_CHECKING:
    from scoring.comparing.scorings import Scored
    from scoring.comparing.sides import Side
    from scoring.engine.database import Session
    from scoring.results.comparison.building import Order, World
    from scoring.results.comparison.model import Comparison


@dataclass(frozen=True)
class Options:
    """What a user may choose for a comparison.

    Args:
        out: Folder of the comparison; ``compare-<old>-<new>`` beside the new run when None.
        crosswalk: File of what continues under another id.
        order: How moves are split.
        old_inputs: Assessment folder of the old run, where its data have to be read again.
        new_inputs: That of the new run.
    """

    out: Path | None = None
    crosswalk: Path | None = None
    order: Order = "mean"
    old_inputs: Path | None = None
    new_inputs: Path | None = None


@dataclass(frozen=True)
class Compared:
    """A comparison that was made: what it says, its folder (None where nothing was written), the files in it."""

    comparison: Comparison
    folder: Path | None
    files: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def compare(old: Path, new: Path, options: Options | None = None) -> Compared:
    """Compare two runs: scores, ranks, grades and points, each move split into the part due to data and the part due to criteria.

    Args:
        old: Folder of the earlier run.
        new: Folder of the later run.
        options: What may be chosen.

    Raises:
        ProblemsFound: A007, A028 (no run), A046 (data that a run did not keep), K001-K008 (crosswalk), A006 (cannot be written).
    """
    from scoring.comparing.crosswalk import read_crosswalk
    from scoring.comparing.writing import write_comparison
    from scoring.engine.database import Session
    from scoring.finished.locating import check_run

    options = options or Options()
    check_run(old, scored_again=True)
    check_run(new, scored_again=True)
    crosswalk = read_crosswalk(options.crosswalk)
    with Session() as session, opened(old, "old", session.scratch) as one, opened(new, "new", session.scratch) as other:
        folder = options.out or new.resolve().parent / f"compare-{one[0].name}-{other[0].name}"
        session.lock(folder.absolute().parent)
        meeting = Meeting(one[0], other[0], crosswalk)
        scored = {"old": one[1], "new": other[1]}
        described = _built(session, meeting, scored, _Data(old, new, options))  # type: ignore[arg-type]  # the two worlds that were made
        return write_comparison(session, described, folder, new)


@dataclass(frozen=True)
class _Data:
    """Where the data of both sides are."""

    old: Path
    new: Path
    options: Options


@contextmanager
def opened(run: Path, world: World, folder: Path) -> Iterator[tuple[Side, Scored]]:
    """A run and the rows of its own scoring."""
    from scoring.comparing.scorings import written
    from scoring.comparing.sides import side_of
    from scoring.results.store import open_results

    with open_results(run, folder) as session:
        side = side_of(run, session)
        scored = written(session, world, side.plan, folder)
    yield side, scored


def _built(session: Session, meeting: Meeting, scored: dict[World, Scored], data: _Data) -> dict[str, Any]:
    """All four scorings and the tables over them; returns what the comparison is of."""
    from scoring.comparing.scorings import load_scorings
    from scoring.results.comparison.building import build_comparison

    load_scorings(session, scored)
    meeting.load(session)
    scored["old_by_new"] = _crossed(session, meeting, "old_by_new", data.old, data.options.old_inputs)
    scored["new_by_old"] = _crossed(session, meeting, "new_by_old", data.new, data.options.new_inputs)
    load_scorings(session, scored)
    build_comparison(session, data.options.order, meeting.best)
    return meeting.described(data.options.order, scored)


def _crossed(session: Session, meeting: Meeting, world: World, run: Path, inputs: Path | None) -> Scored:
    """The data of one run by the criteria of the other."""
    from scoring.comparing.scorings import crossed
    from scoring.comparing.years import criteria_for
    from scoring.finished.replaying import open_replay

    data, other = (meeting.old, meeting.new) if world == "old_by_new" else (meeting.new, meeting.old)
    period = data.plan.criteria.period
    criteria = criteria_for(other.criteria, period, session.scratch / f"{world}.yaml")
    with open_replay(run, criteria, inputs, session.scratch) as replay:
        return crossed(replay, world, crossing_of(session, meeting, world, session.scratch), session.scratch)


def crossing_of(session: Session, meeting: Meeting, world: World, folder: Path) -> Any:
    """How the data of one side meet the criteria of the other.

    Args:
        session: Holds the scorings that were made, and the links.
        meeting: What continues as what.
        world: Whose data by whose criteria.
        folder: Where the file of standing points goes.
    """
    from scoring.comparing.scorings import Crossing
    from scoring.engine.database import literal
    from scoring.results.comparison.building import fill_sql

    made = "new" if world == "old_by_new" else "old"
    fill = folder / f"{world}-fill.parquet"
    session.con.execute(f"copy ({fill_sql(made)}) to {literal(str(fill))} (format parquet)")  # type: ignore[arg-type]  # old or new
    own = meeting.old.plan if world == "old_by_new" else meeting.new.plan
    return Crossing(own, meeting.renamed(world), meeting.groups(world), fill)
