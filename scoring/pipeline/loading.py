"""From what was gathered to the tables of the session."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from scoring.folder.assessment import in_folder
from scoring.pipeline.gathered import Gathered, Loaded, Say, silent
from scoring.pipeline.record_tables import load_tables
from scoring.problems import Problem, has_errors
from scoring.samples.remaining import left_rows

if TYPE_CHECKING:
    from scoring.engine.database import Session

RECORDS = ("reports", "findings", "marks", "external", "updates", "exemptions")


def load_gathered(session: Session, gathered: Gathered, say: Say = silent) -> Loaded:
    """Make the tables of units, records, reports, ``data`` and ``corrections``.

    Returns:
        Problems of the cells of ``data`` and of corrections, and the metrics that are in ``data_wide``.
    """
    from scoring.engine.database import sql_file
    from scoring.intake.inputs.data_table import load_data

    tables = gathered.tables
    say("tables", {name: frame.height for name, frame in tables.items()})
    session.load("units", tables["units"].drop("line"))
    session.load("unit_lines", tables["units"].select("unit_id", "line"))
    for name in RECORDS:
        session.load(f"records_{name}", tables[name].select("line", *(column for column in tables[name].columns if column != "line")))
    _load_reports(session, gathered)
    declared = gathered.plan.criteria.metrics if gathered.plan else ()
    loaded = load_data(session, gathered.data, gathered.metrics, declared, gathered.period)
    problems = left_rows([*loaded.problems, *load_tables(session, gathered, say)])
    session.step("records_reports", sql_file("scoring.intake.inputs", "published_reports.sql"))
    if not has_errors(problems):
        problems += _corrections(session, gathered, loaded.wide)
    return Loaded(in_folder(gathered.assessment, problems), loaded.wide)


def _load_reports(session: Session, gathered: Gathered) -> None:
    """The tables of all reports, and ``printed_dates``; each frame is let go as soon as the engine has it."""
    import polars as pl

    from scoring.intake.frames import blanks_as_zero, join_batches, source_id

    sources = gathered.sources
    frames = join_batches(gathered.batches, [source.unit_id for source in sources], gathered.period)
    if declared := [source_id(number) for number, source in enumerate(sources, 1) if source.blank_as_zero]:
        frames["facts"] = blanks_as_zero(frames["facts"], declared)
    gathered.batches.clear()
    for name in list(frames):
        frame = frames.pop(name)
        if gathered.left_out and name != "sources":
            frame = frame.filter(~pl.col("source_id").is_in(sorted(gathered.left_out)))
        session.load(f"{name}_reported" if name in {"facts", "sources"} else name, frame)
    dates = [(source.unit_id, source.report.published_on) for source in sources]
    session.load("printed_dates", pl.DataFrame(dates, schema={"unit_id": pl.String, "printed_on": pl.Date}, orient="row"))


def _corrections(session: Session, gathered: Gathered, wide: frozenset[str]) -> Iterable[Problem]:
    import polars as pl

    from scoring.appeals.applying import correction_rows
    from scoring.appeals.loading import table_file
    from scoring.appeals.reading import read_appeals
    from scoring.intake.corrections import Assessed, load_corrections

    assessment, rows = gathered.assessment, gathered.tables["corrections"]
    path = assessment.inputs.get("corrections")
    file = str(path.relative_to(assessment.folder)) if path else "corrections.csv"
    decided = correction_rows(read_appeals(gathered.tables["appeals"]), table_file(assessment)[0], assessment.run_date)
    rows = pl.concat([rows, decided], how="diagonal")
    return load_corrections(session, rows, Assessed(gathered.metrics, gathered.period, assessment.run_date, file, wide))
