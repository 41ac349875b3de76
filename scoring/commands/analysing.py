"""``scoring sensitivity``: how firm a ranking is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.pipeline.gathered import Say, silent
from scoring.problems import Problem, ProblemsFound
from scoring.results.robustness.asked import VARIANTS, Asked, asked_of
from scoring.results.robustness.tables import COLUMNS

if TYPE_CHECKING:
    from scoring.engine.database import Session
    from scoring.finished.replaying import Replay
    from scoring.pipeline.work import Work
    from scoring.results.robustness.analysis import GroupAnalysis
    from scoring.results.robustness.model import Robustness
    from scoring.rules import Plan

SECTION = "sensitivity"


@dataclass(frozen=True)
class Analysis:
    """A finished analysis: what was asked, what came out, files written, and what could not be compared."""

    asked: Asked
    robustness: Robustness
    files: tuple[Path, ...]
    problems: tuple[Problem, ...]


def sensitivity(
    run: Path, out: Path | None = None, wanted: Mapping[str, Any] | None = None, inputs: Path | None = None, say: Say = silent
) -> Analysis:
    """Analyse how firm the ranking of a finished run is.

    Args:
        run: Folder of the run.
        out: Folder for tables, charts and a page; nothing is written when None.
        wanted: Keys of the section ``sensitivity`` that win over those of the run.
        inputs: Folder of the assessment, for the inputs that a run does not keep.
        say: Told how many draws are made.

    Raises:
        ProblemsFound: A007, A028, A046 (no run to score again), S001 (the draws would be of something else), S002 (nothing is ranked).
    """
    from scoring.finished.replaying import open_replay
    from scoring.results.collect import stored_sections
    from scoring.results.store import open_results

    with open_replay(run, inputs=inputs, shared=out) as replay:
        with open_results(run) as saved:
            section = stored_sections(saved).get(SECTION, {})
        asked = asked_of({**section, **(wanted or {})})
        problems = analyse(replay, asked, str(run), say)
        return _finished(replay, asked, problems, out, run / "templates")


def _finished(replay: Replay, asked: Asked, problems: list[Problem], out: Path | None, templates: Path) -> Analysis:
    from scoring.results.robustness.collecting import collect_robustness

    found = collect_robustness(replay.session, replay.settings, asked)
    files: tuple[Path, ...] = ()
    if out is not None:
        files = _written(replay, found, out, (templates,) if templates.is_dir() else ())
    return Analysis(asked, found, files, tuple(problems))


def _written(replay: Replay, found: Robustness, out: Path, templates: tuple[Path, ...]) -> tuple[Path, ...]:
    """Tables, charts and page; all of them or none."""
    from scoring.documents.robustness.page import write_charts, write_page
    from scoring.files.locking import locked
    from scoring.files.output import new_files
    from scoring.results.store import writing_tables

    with locked(out, "sensitivity"), new_files(out) as folder:
        title, fingerprint = str(replay.settings["title"]), str(replay.settings["score_fingerprint"])
        with writing_tables(replay.session, out):
            made = list(_tables(replay.session, folder))
        made += [*write_charts(found, folder), write_page(found, title, fingerprint, folder / "sensitivity.html", templates)]
        return tuple(out / file.relative_to(folder) for file in made)


def _tables(session: Session, folder: Path) -> Iterator[Path]:
    """Every table as CSV and as Parquet."""
    from scoring.engine.database import literal
    from scoring.files.csvfile import write_rows

    for table, columns in COLUMNS.items():
        order = ", ".join(str(number) for number in range(1, len(columns) + 1))
        # The engine's own CSV would let a title that begins like a formula run as one.
        texts = session.rows(f"select columns(*)::varchar from {table} order by {order}")
        yield write_rows(folder / f"{table}.csv", [tuple(columns), *texts])
        file = folder / f"{table}.parquet"
        session.con.execute(f"copy (select * from {table} order by {order}) to {literal(str(file))} (format parquet, compression zstd)")
        yield file


def analyse(replay: Replay, asked: Asked, place: str, say: Say = silent) -> list[Problem]:
    """Make the tables of an analysis in the session of a replay.

    Args:
        replay: The run.
        asked: What is asked.
        place: What problems call the run.
        say: Told how many draws are made.

    Returns:
        What could not be compared (S003, S004); raises ProblemsFound S001, S002.
    """
    from scoring.results.robustness.analysis import analyse_group
    from scoring.results.robustness.reading import read_groups
    from scoring.results.robustness.storing import store_analysis

    plan = replay.plan
    _check_names(plan, asked, place)
    replay.score()
    rows = list(read_groups(replay.session, plan))
    _check_base([row.field().differing() for row in rows], place)
    told = _counting(say, asked.draws * len(asked.distributions), len(rows))
    groups = [analyse_group(row, asked, number, told) for number, row in enumerate(rows)]
    problems = [Problem("S003", place, where=group.id, found=group.title) for group in plan.criteria.groups if group.members]
    titles = _titles(replay.session, plan)
    problems += _decided(replay, asked, groups, titles, place)
    store_analysis(replay.session, groups, asked, titles)
    return problems


def _counting(say: Say, draws: int, groups: int) -> Callable[[int], None]:
    """What tells of draws as they are made; never that all are, so that a log has one line of the stage and no more.

    Args:
        say: Who is told.
        draws: Draws of a group. What follows them is not counted and told as nothing of one.
        groups: Number of groups.
    """
    made = 0

    def told(more: int) -> None:
        nonlocal made
        made += more
        say("sensitivity", {"done": made, "of": draws * groups} if made % draws else {"done": 0, "of": 1})

    return told


def _check_names(plan: Plan, asked: Asked, place: str) -> None:
    known = {node.id for node in plan.criteria.nodes()}
    if wrong := [Problem("S005", place, where="ranges", found=name) for name in asked.ranges if name not in known]:
        raise ProblemsFound(wrong)


def _check_base(differing: list[list[tuple[str, float, float]]], place: str) -> None:
    if not differing:
        raise ProblemsFound([Problem("S002", place)])
    wrong = [row for found in differing for row in found]
    if wrong:
        unit, printed, found = wrong[0]
        args = {"expected": f"{printed:.0f}", "units": str(len(wrong))}
        raise ProblemsFound([Problem("S001", place, where=unit, found=f"{found:.0f}", args=args)])


def _titles(session: Session, plan: Plan) -> dict[str, str]:
    """Titles of nodes, sources and variants by id; of units by ``unit.`` and their id."""
    from scoring.results.robustness.sources import source_titles
    from scoring.results.robustness.titles import WORDS

    units = session.rows("select unit_id, coalesce(nullif(short_name, ''), name) from units")
    nodes = {node.id: node.title for node in plan.criteria.nodes()}
    return WORDS | source_titles(plan) | nodes | {f"unit.{unit}": name for unit, name in units}


def _decided(replay: Replay, asked: Asked, groups: list[GroupAnalysis], titles: dict[str, str], place: str) -> list[Problem]:
    """Add the ranks under other policies, which the engine scores; those under which it cannot are told (S004)."""
    import numpy as np

    from scoring.results.robustness.analysis import Variant
    from scoring.results.robustness.policies import decided_otherwise

    problems = []
    for other in decided_otherwise(replay.plan, asked.variants):
        name = f"{other.kind}.{other.id}"
        titles[name] = other.title
        try:
            replay.score(other.plan)
        except ProblemsFound:
            problems.append(Problem("S004", place, where=name, found=other.title))
            continue
        ranks = dict(replay.session.rows("select unit_id, rank from ranking where rank is not null"))
        for group in groups:
            group.variants.append(Variant(other.kind, name, np.array([ranks.get(unit, 0) for unit in group.field.units])))
    for group in groups:
        group.variants.sort(key=lambda variant: VARIANTS.index(variant.kind))
    return problems


def analyse_work(work: Work, settings: Mapping[str, Any]) -> None:
    """Add the tables of an analysis to a run that is being made, from a copy of its tables before judging.

    Args:
        work: The scored assessment; what could not be compared (S003, S004) is added to its problems.
        settings: Settings of the run, with the section ``sensitivity``.

    Raises:
        ProblemsFound: S001, S002, S005.
    """
    from scoring.engine.database import Session
    from scoring.finished.replaying import replay_of

    work.say("sensitivity", {})
    asked = asked_of(work.assessment.documents[SECTION])
    with Session(memory=work.session.memory or None) as session:
        replay = replay_of(work, session, dict(settings))
        work.collect(analyse(replay, asked, str(work.assessment.folder), work.say))
        for table, columns in COLUMNS.items():
            frame = session.con.sql(f"select * from {table}").pl()
            work.session.load(f"drawn_{table}", frame)
            # Named by their places: names such as first and rank are functions too.
            order = ", ".join(str(number) for number in range(1, len(columns) + 1))
            work.session.step(table, f"select * from drawn_{table} order by {order}")
