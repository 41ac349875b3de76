"""The one place where an engine is chosen: DuckDB in this process, or Spark."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from scoring.engine.database import Session

EngineName = Literal["duckdb", "spark"]


@dataclass(frozen=True)
class Engine:
    """What computes a run.

    Args:
        name: ``duckdb`` or ``spark``.
        master: Where Spark runs, such as ``local[2]`` or ``spark://host:7077``; all cores of this machine when None.
        conf: Settings of Spark, each ``KEY=VALUE``.
        work: Folder or address that driver and workers of Spark share.
    """

    name: EngineName = "duckdb"
    master: str | None = None
    conf: tuple[str, ...] = ()
    work: str | None = None


def check_engine(engine: Engine) -> None:
    """Find out what is wrong with an engine before anything is read.

    Raises:
        ProblemsFound: A035 (libraries missing), A036 (no Java), A040 (a wrong setting), A041 (settings of Spark without
            it), A042 (no such master).
    """
    if engine.name == "duckdb":
        given = (("--master", engine.master), ("--spark-conf", engine.conf), ("--work", engine.work))
        if problems := [Problem("A041", name) for name, value in given if value]:
            raise ProblemsFound(problems)
        return
    from scoring.engine.spark.cluster import cluster
    from scoring.engine.spark.starting import check_java, check_libraries

    cluster(engine.master, engine.conf, engine.work)
    check_libraries()
    check_java()


def open_session(engine: Engine, *, threads: int | None = None, memory: str | None = None, spill: Path | None = None) -> Session:
    """A session of the engine; close it.

    Args:
        engine: The engine.
        threads: Threads of DuckDB, on Spark of the one that reads its tables, and of Spark where no master is named.
        memory: Memory limit such as ``2GB``; on Spark that of its driver and of the DuckDB in it.
        spill: Folder for what memory does not take, and for the tables of Spark where no work folder is named.

    Raises:
        ProblemsFound: those of :func:`check_engine`, A023 (memory), A037 (Spark cannot be reached or started).
    """
    if engine.name == "duckdb":
        from scoring.engine.database import Session

        return Session(threads=threads, memory=memory, spill=spill)
    from scoring.engine.spark.cluster import cluster
    from scoring.engine.spark.session import SparkSession

    master = engine.master or (f"local[{threads}]" if threads else None)
    return SparkSession(cluster(master, engine.conf, engine.work), threads=threads, memory=memory, spill=spill)
