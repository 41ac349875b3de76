"""The work folder of a run on Spark: one folder of Parquet files per table.

A folder of this machine (or one that all machines mount) is read in place. A folder that only Hadoop's file systems know
(``hdfs://``, ``s3a://``, ``file://``) is read by the driver through copies of the tables that it asks for.
"""

from __future__ import annotations

import shutil
import uuid
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.engine.spark.starting import failures
from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def here(path: Path) -> str:
    """The address of a file or folder of this machine, as Hadoop reads addresses: no sign stands for another."""
    return f"file://{path}"


class Storage:
    """Where tables lie.

    Args:
        spark: The Spark that reads and writes.
        work: Folder or address shared with the workers; empty for a passing folder.
        scratch: Passing folder of this machine.

    Raises:
        ProblemsFound: A039 when the folder cannot be written.
    """

    def __init__(self, spark: SparkSession, work: str, scratch: Path) -> None:
        self._scratch = scratch / "tables"
        self._made = 0
        self.is_remote = "://" in work
        self._hadoop = _Hadoop(spark, work) if self.is_remote else None
        own = f"scoring-{uuid.uuid4().hex[:12]}"
        self.root = f"{work.rstrip('/')}/{own}" if work else str(self._scratch)
        self._begin(work)

    def _begin(self, work: str) -> None:
        try:
            self._scratch.mkdir()
            if self._hadoop:
                self._hadoop.make(self.root)
            else:
                Path(self.root).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise ProblemsFound([Problem("A039", "--work", found=work, args={"reason": reason})]) from None

    @property
    def here(self) -> Path:
        """The folder of this machine in which the driver reads tables."""
        return self._scratch if self.is_remote else Path(self.root)

    def shared(self, file: str) -> str:
        """The address of a file that a step reads itself: where it lies, or copied beside the tables where workers have these only."""
        if not self._hadoop:
            return here(Path(file).resolve())
        folder = self.new("read")
        self._hadoop.put(Path(file).resolve(), folder, move=False)
        return f"{folder}/{Path(file).name}"

    def new(self, name: str) -> str:
        """The folder of a new table, which Spark makes."""
        self._made += 1
        return f"{self.root}/{self._made:03d}_{name}"

    def put(self, file: Path, folder: str) -> None:
        """Move a file of this machine into a new folder of a table."""
        if self._hadoop:
            self._hadoop.put(file, folder)
        else:
            Path(folder).mkdir(parents=True)
            shutil.move(file, folder)

    def local(self, folder: str) -> Path:
        """The folder of a table as a folder of this machine; fetched where it is not."""
        if not self.is_remote:
            return Path(folder)
        copy = self._scratch / folder.rpartition("/")[2]
        if self._hadoop and not copy.exists():
            self._hadoop.fetch(folder, copy)
        return copy

    def leave(self) -> None:
        """Take the tables away that are elsewhere; the last thing that Spark is needed for."""
        if self._hadoop:
            with suppress(*failures(), ProblemsFound):  # they are in nobody's way
                self._hadoop.remove(self.root)
            self._hadoop = None

    def remove(self) -> None:
        """Take all tables of the run away."""
        self.leave()
        shutil.rmtree(self._scratch if self.is_remote else self.root, ignore_errors=True)


class _Hadoop:
    """The few calls of Hadoop's file systems that are needed, through the driver of Spark."""

    def __init__(self, spark: SparkSession, work: str) -> None:
        self._java: Any = spark.sparkContext._jvm  # noqa: SLF001 - Hadoop's file systems have no other door in Python
        self._conf: Any = spark.sparkContext._jsc.hadoopConfiguration()  # noqa: SLF001 - as above
        self._work = work

    def make(self, folder: str) -> None:
        self._call(lambda: self._of(folder).mkdirs(self._path(folder)))

    def put(self, file: Path, folder: str, *, move: bool = True) -> None:
        self.make(folder)
        overwrite = True
        self._call(lambda: self._of(folder).copyFromLocalFile(move, overwrite, self._path(here(file)), self._path(folder)))

    def fetch(self, folder: str, copy: Path) -> None:
        move, without_check_sums = False, True
        self._call(lambda: self._of(folder).copyToLocalFile(move, self._path(folder), self._path(here(copy)), without_check_sums))

    def remove(self, folder: str) -> None:
        recursive = True
        self._call(lambda: self._of(folder).delete(self._path(folder), recursive))

    def _of(self, folder: str) -> Any:
        return self._path(folder).getFileSystem(self._conf)

    def _path(self, text: str) -> Any:
        return self._java.org.apache.hadoop.fs.Path(text)

    def _call(self, action: Any) -> None:
        from py4j.protocol import Py4JJavaError

        try:
            action()
        except Py4JJavaError as error:
            words = str(error.java_exception.getMessage() or error.java_exception).splitlines()[0]
            raise ProblemsFound([Problem("A039", "--work", found=self._work, args={"reason": words[:300]})]) from None
