"""A run's tables on disk: Parquet for other tools, one DuckDB file for queries."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from scoring.engine.database import EngineError, LackingError, Session, literal, sql_file
from scoring.machine.limits import is_full, spill_problem
from scoring.problems import Problem, ProblemsFound

# The stable tables of the data contract, in the order of the way of the data.
TABLES = (
    "units",
    "sources",
    "facts",
    "data_rows",
    "structure",
    "unread",
    "repairs",
    "records_reports",
    "records_findings",
    "records_marks",
    "records_external",
    "column_states",
    "records_exemptions",
    "corrections",
    "appeals",
    "checks",
    "checks_after",
    "anomalies",
    "anomaly_rules",
    "measures",
    "record_inputs",
    "record_groups",
    "record_measures",
    "record_states",
    "record_outcomes",
    "record_cases",
    "record_listed",
    "imputed",
    "treated",
    "points",
    "node_scores",
    "agreement",
    "screened",
    "totals",
    "members",
    "ranking",
    "appeal_points",
    "appeal_effects",
    "published_changes",
    "published_decisions",
    "tie_breakers",
    "policy_pairs",
    "margins",
    "margin_deciders",
    "rounding_pairs",
    "gate_facts",
    "compared_units",
    "compared_items",
    "compared_rest",
    "compared_means",
    "compared_improved",
    "robust_ranks",
    "robust_acceptability",
    "robust_weights",
    "robust_runs",
    "robust_variants",
    "robust_inputs",
    "figures",
    "figure_details",
    "run",
)

_REFUSED = (errno.EROFS, errno.EACCES)

MOST_RECORDS = 1_000_000  # rows of a table of records that --keep-steps copies; without it none is


def _present(session: Session) -> list[str]:
    """The tables of this run: many are only made where the criteria or assessment.yaml ask for them."""
    made = session.tables()
    return [table for table in TABLES if table in made]


def write_tables(session: Session, out: Path, *, keep_steps: bool = False) -> None:
    """Write ``results/*.parquet``, ``results.duckdb`` and ``steps/*.sql``.

    Args:
        session: A scored session that may write into ``out``.
        out: The run's (temporary) folder.
        keep_steps: Also keep the intermediate tables in the DuckDB file (schema ``steps``).

    Raises:
        ProblemsFound: A031 when the disk is full, A030 when that of the passing files is, A006 when ``out`` cannot be written.
    """
    with writing_tables(session, out.parent):
        _write(session, out, keep_steps=keep_steps)


@contextmanager
def writing_tables(session: Session, place: Path) -> Iterator[None]:
    """Round a block in which the engine writes files.

    Args:
        session: The engine.
        place: The folder that cannot be written then, as the user would name it.

    Raises:
        ProblemsFound: A031 when the disk is full, A030 when that of the passing files is, A006 when the place cannot be written.
    """
    try:
        yield
    except (EngineError, OSError) as error:
        raise ProblemsFound([_problem(session, error, place)]) from None


def _problem(session: Session, error: Exception, place: Path) -> Problem:
    if is_full(error) and str(session.scratch) not in str(error):
        return Problem("A031", str(place))
    return spill_problem(error, session.scratch, "", session.memory) or Problem("A006", str(place), found=_why(error))


def _why(error: Exception) -> str:
    """Why the engine could not write, in the words of the system where it hands them on within its own."""
    text = str(error).splitlines()[0]
    return next((words for words in map(os.strerror, _REFUSED) if words in str(error)), text)


def write_parquet(session: Session, table: str, file: Path) -> None:
    """Write a table, or a query in brackets, into a file that says of which assessment and by which criteria it is.

    Args:
        session: The scored session.
        table: Name, or query in brackets.
        file: The file.
    """
    options = ", ".join(["format parquet", "compression zstd", *_said(session)])
    session.con.execute(f"copy {table} to {literal(str(file))} ({options})")


def _said(session: Session) -> Iterator[str]:
    """The option with what a file says of itself; none where the tables are those of no run."""
    if "run" in _present(session):
        told = session.rows("select key, value from run where key in ('assessment', 'score_fingerprint') order by key")
        yield f"kv_metadata {{{', '.join(f'{key}: {literal(str(json.loads(value)))}' for key, value in told)}}}"


def _write(session: Session, out: Path, *, keep_steps: bool) -> None:
    folder = out / "results"
    folder.mkdir()
    for table in _present(session):
        write_parquet(session, table, folder / f"{table}.parquet")
    database = out / "results.duckdb"
    # Newer storage versions carry a random identifier; this one does not, and older DuckDBs read it too.
    session.con.execute(f"attach {literal(str(database))} as saved (storage_version 'v1.2.0')")
    streamed = {step.name for step in session.steps if step.kind == "view"}
    for table in _present(session):
        if table not in streamed:
            session.con.execute(f"create table saved.{table} as select * from {table}")
    if keep_steps:
        session.con.execute("create schema saved.steps")
        for name in dict.fromkeys(step.name for step in session.steps):  # some are made again, step by step
            if _is_large_input(session, name):
                continue
            session.con.execute(f"create table saved.steps.{name} as select * from {name}")
    session.con.execute("detach saved")
    steps = out / "steps"
    steps.mkdir()
    for number, step in enumerate(session.steps, 1):
        (steps / f"{number:02d}_{step.name}.sql").write_text(f"create or replace {step.kind} {step.name} as\n{step.sql};\n", "utf-8")


def _is_large_input(session: Session, name: str) -> bool:
    """Whether a table holds records as they came in, too many to be copied: the manifest names their files."""
    if not name.startswith("records_") or name in TABLES:
        return False
    return bool(session.rows(f"select count(*) from {name}")[0][0] > MOST_RECORDS)


class SavedSession(Session):
    """A session over the tables of a finished run; what cannot be read of them at the end of its block is a problem, not a trace."""

    def __init__(self, run: Path) -> None:
        super().__init__()
        self.run = run

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        super().__exit__(kind, value, trace)
        if isinstance(value, EngineError):
            raise unread_results(self.run, value) from value


def open_results(run: Path, shared: Path | None = None) -> Session:
    """A session in which the tables of a finished run can be read, and nothing outside it.

    Args:
        run: Folder of the run.
        shared: A folder that the session may read and write besides.

    Raises:
        ProblemsFound: A007 for a damaged run, A028 for one that lacks a table or a column, also at the end of the session's block;
            V090 for one whose database holds more than tables.
    """
    session = SavedSession(run)
    session.lock(run, *((shared,) if shared else ()))
    try:
        attach_saved(session, run)
        session.con.execute("use saved")
        _attach_streamed(session, run)
    except EngineError as error:
        session.close()
        raise unread_results(run, error) from None
    except ProblemsFound:
        session.close()
        raise
    return session


def attach_saved(session: Session, run: Path, name: str = "saved") -> None:
    """Make the database of a run known, read only; anybody may have put something into it.

    Args:
        session: Takes the tables under ``name``.
        run: Folder of the run.
        name: The name.

    Raises:
        ProblemsFound: V090 for a database with views or macros: they compute when they are read, and may stand for functions of
            the engine. EngineError where it cannot be opened.
    """
    session.con.execute(f"attach {literal(str(run / 'results.duckdb'))} as {name} (read_only)")
    found = session.con.execute(sql_file(__package__, "foreign_objects.sql"), [name, name]).fetchall()
    if found:
        raise ProblemsFound([Problem("V090", str(run / "results.duckdb"), found="、".join(text for (text,) in found))])


def unread_results(run: Path, error: EngineError) -> ProblemsFound:
    """What to raise where the tables of a run cannot be read: A028 where one is missing or has other columns, else A007."""
    told = str(error).splitlines()[0]
    lacking = re.search(r"(?:name|column) \"?(\w+)", told)
    if isinstance(error, LackingError):
        return ProblemsFound([Problem("A028", str(run), found=lacking[1] if lacking else told)])
    return ProblemsFound([Problem("A007", str(run), found=told)])


def _attach_streamed(session: Session, run: Path) -> None:
    """Tables of a large run that stand only in its Parquet files."""
    there = session.tables()
    for table in TABLES:
        file = run / "results" / f"{table}.parquet"
        if table not in there and file.is_file():
            session.con.execute(f"create temp view {table} as select * from read_parquet({literal(str(file))})")
