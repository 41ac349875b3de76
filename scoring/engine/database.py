"""The session that executes named SQL steps on DuckDB.

One connection factory for the whole project: progress bar off (it would print to
standard output), no extension is installed or loaded, threads, memory limit and spill
directory are set, and once the inputs are in, external access is closed and the
configuration locked. Every step has a name and its SQL text is kept, so that a run can
write ``steps/*.sql`` and an auditor can replay it.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

import duckdb

from scoring.files.passing import scratch
from scoring.machine.limits import Observed, spill_problem
from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    import polars as pl


EngineError = duckdb.Error
LackingError = (duckdb.CatalogException, duckdb.BinderException)  # a table or a column is not there


@dataclass(frozen=True, slots=True)
class Step:
    """One executed step: the table or view it made and the SQL text that made it."""

    name: str
    sql: str
    kind: Literal["table", "view"] = "table"


class Session:
    """A DuckDB connection that makes tables by named steps.

    Args:
        threads: Number of threads; DuckDB's own choice when None. Results do not depend on it.
        memory: Memory limit such as ``2GB``; DuckDB's own choice when None.
        database: File to keep the tables in; in memory when None.
        spill: Folder in which the passing folder is made that takes what memory does not; the system's own when None.
    """

    def __init__(
        self, *, threads: int | None = None, memory: str | None = None, database: Path | None = None, spill: Path | None = None
    ) -> None:
        self._scratch = scratch(spill)
        self.scratch = self._scratch.path
        settings: dict[str, Any] = {
            "enable_progress_bar": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "temp_directory": str(self.scratch / "spill"),
            # A DuckDB file that is written is the same bytes each time only without compression.
            "force_compression": "uncompressed",
            # TRY_CAST over a reader raises when the cast is pushed into it. Where projections go best is thought over for longer than
            # any query of ours runs: half a minute for the wide rows of a hundred indicators, whatever the number of units.
            "disabled_optimizers": "type_pushdown,projection_placement",
        }
        if threads:
            settings["threads"] = str(threads)
        self.memory = memory or ""
        if memory:
            settings["memory_limit"] = memory
        self.con = duckdb.connect(str(database) if database else ":memory:")
        self.steps: list[Step] = []
        self.observed = Observed(self.memory)
        self._is_locked = False
        self._watched = bool(memory or spill)
        try:
            for name, value in settings.items():
                self.con.execute(f"set {name} = {literal(value)}")
            if self._watched:
                self.con.execute("set enable_profiling = 'no_output'")
        except duckdb.Error:
            self.close()
            raise ProblemsFound([Problem("A023", "--memory", found=self.memory)]) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection and remove the scratch folder."""
        self.con.close()
        self._scratch.close()

    def step(self, name: str, sql: str, *, kind: Literal["table", "view"] = "table") -> None:
        """Make ``name`` from a SELECT and remember its text.

        Args:
            name: Name of the table.
            sql: The SELECT.
            kind: ``view`` for a wide step that is read once or twice: computing it again costs less
                than writing hundreds of columns.
        """
        self._make(name, sql, kind)
        self.steps.append(Step(name, sql.strip() + "\n", kind))

    def read(self, name: str, sql: str, *, kind: Literal["table", "view"] = "table") -> None:
        """Make ``name`` from a SELECT over files; not a step, for its text names places of this machine."""
        self._make(name, sql, kind)

    def kind(self, name: str) -> Literal["table", "view"]:
        """What the latest step of a name made."""
        return next(step.kind for step in reversed(self.steps) if step.name == name)

    def _make(self, name: str, sql: str, kind: str = "table") -> None:
        with self.told(name):
            self.con.execute(f"create or replace {kind} {name} as {sql}")
        if self._watched:
            self.observed.see(self.con.get_profiling_information(format="json"))

    @contextmanager
    def told(self, step: str) -> Iterator[None]:
        """What the engine cannot do in a block is a problem: A043 (memory), A030 (disk), A024 (a number too large)."""
        try:
            yield
        except (duckdb.ConversionException, duckdb.OutOfRangeException) as error:
            number = re.search(r"-?[0-9][0-9.]*(?:e[+-]?[0-9]+)?", str(error))
            raise ProblemsFound([Problem("A024", "", where=step, found=number[0] if number else "")]) from None
        except (duckdb.Error, OSError) as error:
            problem = spill_problem(error, self.scratch, step, self.memory)
            if problem is None:
                raise
            raise ProblemsFound([problem]) from None

    def load(self, name: str, frame: pl.DataFrame) -> None:
        """Make table ``name`` from a polars frame (through Parquet: the exact types, no further library)."""
        file = self.scratch / f"{name}.parquet"
        with self.told(name):
            frame.write_parquet(file, compression="uncompressed")
        self._make(name, f"select * from read_parquet({literal(str(file))})")
        file.unlink()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.con.execute(sql).fetchall()

    def tables(self) -> set[str]:
        """Names of the tables that are there, also of those of a finished run that is open; the steps that one kept are left out."""
        return {name for (name,) in self.rows("select table_name from information_schema.tables where table_schema = 'main'")}

    def records(self, sql: str) -> list[dict[str, Any]]:
        """All rows of a query as dictionaries by column name."""
        cursor = self.con.execute(sql)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    @contextmanager
    def apart(self) -> Iterator[Self]:
        """The session with tables and steps of its own for a block; both are gone afterwards. It costs a tenth of a new session."""
        kept, self.steps = self.steps, []
        self.con.execute("attach ':memory:' as apart")
        self.con.execute("use apart")
        try:
            yield self
        finally:
            self.con.execute("use memory")
            self.con.execute("detach apart")
            self.steps = kept

    def lock(self, *folders: Path, files: Iterable[Path] = ()) -> None:
        """Close external access but for some places, and lock the configuration: from here on no SQL opens either again.

        It comes before anything is computed that criteria, tables or somebody else's run have a word in
        (``tests/hostile/test_sessions.py``). A session that is locked stays as it is.

        Args:
            folders: What may be read and written besides the passing folder.
            files: What may be read and written alone, such as inputs that a view still reads.
        """
        if self._is_locked:
            return
        self._is_locked = True
        allowed = ", ".join(literal(f"{folder.absolute()}/") for folder in (*folders, self.scratch))
        single = ", ".join(literal(str(file.absolute())) for file in files)
        self.con.execute(f"set allowed_directories = [{allowed}]")
        self.con.execute(f"set allowed_paths = [{single}]")
        self.con.execute("set enable_external_access = false")
        self.con.execute("set lock_configuration = true")

    def finish(self) -> None:
        """Nothing is computed any more; tables are written and read from here on."""


def literal(text: str) -> str:
    """A text as a SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


@functools.cache
def sql_file(package: str, name: str) -> str:
    """The text of a ``.sql`` file that lies beside its Python package."""
    return importlib.resources.files(package).joinpath(name).read_text("utf-8")
