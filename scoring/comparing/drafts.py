"""What a draft of criteria would change: the data of a finished run by two criteria files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.comparing.sides import Side

if TYPE_CHECKING:
    from scoring.comparing.runs import Compared, Options
    from scoring.comparing.scorings import Scored
    from scoring.results.comparison.building import World
    from scoring.rules import Plan


def preview(old: Path, new: Path, run: Path, options: Options | None = None) -> Compared:
    """Score the data of a run by two criteria files and compare.

    Both criteria are taken for the year of the run; its whole move is due to the criteria. What the draft asks and the data do not
    hold has no points under it, and what that means for the total is what the draft says of indicators without a number.

    Args:
        old: The criteria in force.
        new: The draft.
        run: Folder of a finished run, such as last year's.
        options: ``out`` (nothing is written when None), ``crosswalk`` (of indicators and groups), ``old_inputs`` (assessment folder
            of the run, where its data have to be read again).

    Raises:
        ProblemsFound: A007, A028, A046, K001-K009, and what is wrong with the criteria.
    """
    from scoring.comparing.runs import Options
    from scoring.comparing.sides import side_of
    from scoring.finished.locating import check_run
    from scoring.results.store import open_results

    options = options or Options()
    check_run(run, scored_again=True)
    with open_results(run) as stored:
        own = side_of(run, stored)
    return _compared(own, (old, new), run, options)


def _compared(own: Side, files: tuple[Path, Path], run: Path, options: Options) -> Compared:
    """The run's data by both files, side by side."""
    from scoring.comparing.crosswalk import read_crosswalk
    from scoring.comparing.meeting import Meeting
    from scoring.comparing.scorings import load_scorings
    from scoring.comparing.writing import write_comparison
    from scoring.engine.database import Session
    from scoring.results.comparison.building import build_comparison

    with Session() as session:
        session.lock(*((options.out.absolute().parent,) if options.out else ()))
        crosswalk, place = read_crosswalk(options.crosswalk).without("unit"), session.scratch
        one = _side(own, files[0], place / "old.yaml", {})
        other = _side(own, files[1], place / "new.yaml", crosswalk.new_ids("group"))
        meeting = Meeting(one, other, crosswalk)
        data = _Data(run, options.old_inputs, own.plan, place)
        scored = data.scored(one, ("old", "new_by_old"), {}, {})
        scored |= data.scored(other, ("new", "old_by_new"), meeting.renamed("old_by_new"), meeting.groups("old_by_new"))
        load_scorings(session, scored)
        meeting.load(session)
        build_comparison(session, "mean", meeting.best)
        return write_comparison(session, meeting.described("mean", scored, preview=True), options.out, run)


def _side(own: Side, file: Path, target: Path, groups: Mapping[str, str]) -> Side:
    """The run's data as one of the criteria sees them."""
    from scoring.comparing.years import criteria_for
    from scoring.criteria import fingerprints
    from scoring.folder.deriving import derive
    from scoring.folder.planning import usable_plan

    used = criteria_for(file, own.plan.criteria.period, target)
    plan = usable_plan(used)
    told = {"criteria_title": plan.criteria.title, "score_fingerprint": fingerprints(derive(file).source.data)[0]}
    units = {key: replace(unit, grp=groups.get(unit.grp, unit.grp)) for key, unit in own.units.items()}
    return Side(own.name, used, plan, {**own.settings, **told}, units)


@dataclass(frozen=True)
class _Data:
    """The data of the run, whose criteria were ``own``; files go into ``place``."""

    run: Path
    inputs: Path | None
    own: Plan
    place: Path

    def scored(self, side: Side, worlds: tuple[World, World], renamed: Mapping[str, str], groups: Mapping[str, str]) -> dict[World, Scored]:
        """The data by one of the criteria, under both names: old and new data are the same here."""
        from scoring.comparing.scorings import Crossing, crossed, written
        from scoring.finished.replaying import open_replay

        with open_replay(self.run, side.criteria, self.inputs, self.place) as replay:
            made = crossed(replay, worlds[0], Crossing(self.own, renamed, groups), self.place)
            twin = written(replay.session, worlds[1], replay.plan, self.place)
        twin.lacking = made.lacking
        made.held = []  # nothing stands for what the data lack
        return {worlds[0]: made, worlds[1]: twin}
