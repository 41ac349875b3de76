"""``scoring margins``: how far every unit is from the next rank and grade, and which single finding, mark or figure would decide it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.engine.database import Session
    from scoring.results.margins.model import Margins


def margins(run: Path, units: Sequence[str] = (), *, deciders: bool = True, inputs: Path | None = None) -> Margins:
    """The list that an office reads before it signs.

    Args:
        run: Folder of a finished run.
        units: Ids, names or short names of the units that are looked at; all when none is named.
        deciders: Whether single findings, marks and figures are changed to see which of them would decide.
        inputs: Folder of the assessment, for the inputs that a run does not keep.

    Returns:
        Every ranked unit with its distances and what would move it, and neighbours whose order depends on the rules.

    Raises:
        ProblemsFound: A007, A028, A046 (the run cannot be scored again), A008 (no such unit), S030 (too many units at once),
            S031 (scored again, the run does not give its own scores).
    """
    from dataclasses import replace

    from scoring.deciding.making import build_deciders
    from scoring.finished.replaying import open_replay
    from scoring.ranking import build_margins, build_pairs
    from scoring.results.margins.collect import collect_margins

    with open_replay(run, inputs=inputs) as replay:
        replay.score()
        session, criteria = replay.session, replay.plan.criteria
        check_same(session, run)
        build_pairs(session, criteria)
        build_margins(session, criteria)
        named = _named(session, units, run)
        if deciders:
            build_deciders(session, replay.plan, named)
        found = collect_margins(session, replay.settings)
    return replace(found, units=tuple(row for row in found.units if not named or row.unit_id in named))


def write_page(found: Margins, out: Path, templates: Sequence[Path] = ()) -> Path:
    """The list as a page to print (签发前核对单); raises ProblemsFound D020-D023, D033, V038."""
    from scoring.documents.quality.margins import write_margins
    from scoring.files import output
    from scoring.problems import Problem, ProblemsFound

    output.refuse_final(out)
    try:
        return write_margins(found, out, templates)
    except OSError as error:
        raise ProblemsFound([Problem("D033", str(out), found=error.strerror or str(error))]) from None


def _named(session: Session, units: Sequence[str], run: Path) -> frozenset[str]:
    from scoring.results.naming import unit_of

    known: list[Any] = session.rows("select unit_id, name, short_name from units order by grp, ord")
    return frozenset(unit_of(known, unit, str(run)) for unit in units)


def check_same(session: Session, run: Path) -> None:
    """What is said of a run must be said of its own scores (S031)."""
    from scoring.problems import Problem, ProblemsFound
    from scoring.results.store import attach_saved

    columns = "unit_id, rank, grade, total_exact, total_printed"
    attach_saved(session, run, "printed")
    differing = session.rows(f"select unit_id from (select {columns} from ranking except select {columns} from printed.ranking) order by 1")
    session.con.execute("detach printed")
    if differing:
        raise ProblemsFound([Problem("S031", str(run), found="、".join(unit for (unit,) in differing[:5]))])
