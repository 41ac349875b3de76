"""The session that executes named SQL steps on Spark, with the face of :class:`scoring.engine.database.Session`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from scoring.engine.database import Session, literal
from scoring.engine.spark.cluster import Cluster
from scoring.engine.spark.mirror import Made, Mirror
from scoring.engine.spark.reading import NUMBERS, escaped, read_files
from scoring.engine.spark.starting import Connection, connect, failures, told
from scoring.engine.spark.storage import Storage
from scoring.engine.spark.translation import translated
from scoring.engine.spark.types import Column, parquet_columns, spark_columns, spark_schema
from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    import polars as pl
    from pyspark.sql import DataFrame
    from pyspark.sql import SparkSession as Spark

_TOO_LARGE = ("NUMERIC_VALUE_OUT_OF_RANGE", "CAST_OVERFLOW", "ARITHMETIC_OVERFLOW")


class SparkSession(Session):
    """Makes every table by Spark, as Parquet in the work folder, and lets the DuckDB of the driver read it.

    Args:
        place: The Spark that computes.
        threads: Threads of the DuckDB in the driver.
        memory: Memory of the driver of Spark and of the DuckDB in it.
        spill: Folder in which the passing folder is made.
        connection: A Spark that is running and stays so; one of the session's own when None.
    """

    def __init__(
        self,
        place: Cluster,
        *,
        threads: int | None = None,
        memory: str | None = None,
        spill: Path | None = None,
        connection: Connection | None = None,
    ) -> None:
        super().__init__(threads=threads, memory=memory, spill=spill)
        self._own: Connection | None = None
        self._storage: Storage | None = None
        try:
            self._own = None if connection else connect(place, memory=memory)
            self._log, self.spark = _known(connection or self._own)
            self._storage = Storage(self.spark, place.work, self.scratch)
        except BaseException:
            self.close()
            raise
        self._mirror = Mirror(self.con, self._storage)
        self._here: set[str] = set()

    @property
    def storage(self) -> Storage:
        """Where the tables lie."""
        if self._storage is None:
            raise RuntimeError("the session is closed")
        return self._storage

    def close(self) -> None:
        """Take the tables of the run away, stop Spark, and what the session of DuckDB does."""
        storage, self._storage = self._storage, None
        if storage:
            storage.leave()
        self._stop()  # a step that was broken off writes until then
        if storage:
            storage.remove()
        super().close()

    def lock(self, *folders: Path, files: Iterable[Path] = ()) -> None:
        """Close the DuckDB of the driver, but for the tables of Spark; Spark itself gets only SQL that was written from trees."""
        super().lock(*folders, self.storage.here, files=files)

    def finish(self) -> None:
        """Nothing is computed any more: Spark stops."""
        self._mirror.read_all()
        self.storage.leave()
        self._stop()

    def load(self, name: str, frame: pl.DataFrame) -> None:
        """Make table ``name`` from a polars frame."""
        file = self.scratch / f"{name}.parquet"
        frame.write_parquet(file, compression="zstd")
        columns = self._mirror.columns(f"select * from read_parquet({literal(str(file))})")
        folder = self.storage.new(name)
        self.storage.put(file, folder)
        self._read(name, Made(folder, columns))

    def read(self, name: str, sql: str, *, kind: Literal["table", "view"] = "table") -> None:
        """Make ``name`` from a SELECT over files, which DuckDB reads whatever their format; Spark gets it when a step asks for it.

        Tables that it names, also those that were loaded, have their rows in DuckDB before. A view over Parquet files is one on
        Spark too, which reads them where they lie.
        """
        self._mirror.read(sql)
        self._mirror.forget(name)
        super()._make(name, sql, kind)
        self._here.add(name)
        if kind == "view":
            self._mirror.keep_view(name, sql)
            if "read_parquet(" in sql:
                self._make_view(name, sql)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        self._mirror.read(sql)
        return super().rows(sql)

    def records(self, sql: str) -> list[dict[str, Any]]:
        """All rows of a query as dictionaries by column name."""
        self._mirror.read(sql)
        return super().records(sql)

    def _make(self, name: str, sql: str, kind: str = "table") -> None:
        for table in self._here.intersection(re.findall(r"\w+", sql)):
            self._publish(table)
        if kind == "view":
            self._make_view(name, sql)
            self._mirror.view(name, sql)
            return
        columns = self._mirror.columns(sql)
        folder = self.storage.new(name)
        with self._failures(name):
            self._selected(sql, columns).write.parquet(folder)
            self._read(name, Made(folder, columns))

    def _make_view(self, name: str, sql: str) -> None:
        columns = self._mirror.columns(sql)
        with self._failures(name):
            self._selected(sql, columns).createOrReplaceTempView(name)
        self._here.discard(name)

    def _selected(self, sql: str, columns: Sequence[Column]) -> DataFrame:
        """What Spark makes of a SELECT, with DuckDB's types."""
        text, readers = translated(sql)
        for reader in readers:
            of_files = [column for column in self._mirror.columns(f"select * from {reader.sql}") if column[0] not in NUMBERS]
            rows = read_files(self.spark, [self.storage.shared(file) for file in reader.files], of_files)
            rows.createOrReplaceTempView(reader.view)
        return self.spark.sql(text).selectExpr(*spark_columns(columns))

    def _publish(self, name: str) -> None:
        """Hand a table that DuckDB has read on to Spark."""
        file = self.scratch / f"{name}.parquet"
        columns = self._mirror.columns(f"select * from {name}")
        self._mirror.read(name)
        with self.told(name):
            self.con.execute(
                f"copy (select {parquet_columns(columns)} from {name}) to {literal(str(file))} (format parquet, compression zstd)"
            )
        folder = self.storage.new(name)
        self.storage.put(file, folder)
        self._see(name, Made(folder, columns))
        self._here.remove(name)

    def _read(self, name: str, made: Made) -> None:
        """Both engines read the files of a table from now on."""
        self._here.discard(name)
        self._see(name, made)
        self._mirror.table(name, made)

    def _see(self, name: str, made: Made) -> None:
        """Spark reads the files of a table from now on; what is announced need not be looked for in them."""
        self.spark.read.schema(spark_schema(made.columns)).parquet(escaped(made.folder)).createOrReplaceTempView(name)

    def _stop(self) -> None:
        if self._own:
            self._own.close()
            self._own = None

    @contextmanager
    def _failures(self, name: str) -> Iterator[None]:
        """What Spark cannot do in a block is a problem: A024 (a number too large), A038 (anything else)."""
        try:
            yield
        except failures() as error:
            words = str(error)
            if any(kind in words for kind in _TOO_LARGE):
                number = re.search(r"-?[0-9][0-9.]*(?:[eE][+-]?[0-9]+)?", words.partition("]")[2])
                raise ProblemsFound([Problem("A024", "", where=name, found=number[0] if number else "")]) from None
            args = told(error, self._log)
            if self._own:
                self._own.is_log_named = True
            raise ProblemsFound([Problem("A038", "--engine", where=name, found=args["reason"], args=args)]) from None


def _known(connection: Connection | None) -> tuple[Path, Spark]:
    if connection is None:
        raise RuntimeError("no Spark")
    return connection.log, connection.spark
