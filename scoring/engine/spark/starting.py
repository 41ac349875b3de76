"""Starting Spark or joining a cluster: all that Spark says goes into one file, and what is missing is one sentence."""

from __future__ import annotations

import logging
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import warnings
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.engine.spark.cluster import FIXED, USUAL, Cluster
from scoring.engine.spark.interrupts import kept, quiet
from scoring.files import passing
from scoring.machine.interrupts import held
from scoring.machine.limits import in_bytes
from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

JAVA = 17
WAIT = 120.0  # seconds for the first worker of a cluster
END = 30.0  # seconds in which Spark ends by itself
_REASON = re.compile(r"(?:Exception|Error)(?: in thread [^:]+)?: (?P<words>.+)")


@dataclass
class Connection:
    """A started Spark with the file that takes all its words."""

    spark: SparkSession
    log: Path
    home: Path | None
    is_log_named: bool = False

    def close(self) -> None:
        """Stop Spark and the process it runs in; its log goes where no problem names it."""
        from pyspark import SparkContext

        gateway = SparkContext._gateway  # noqa: SLF001 - pyspark has no public end of the process it starts
        with suppress(*failures()):  # a call that was broken off may leave it without an answer; its process is ended
            self.spark.stop()
        _end(gateway)
        _tidy(None if self.is_log_named else self.log, self.home)


def connect(place: Cluster, *, memory: str | None = None) -> Connection:
    """Start Spark or join a cluster.

    Args:
        place: The cluster.
        memory: Memory of the driver, such as ``2GB``; Spark's own default when None.

    Raises:
        ProblemsFound: A037 (the master does not answer or Spark does not start, with its words).
    """
    _check_reachable(place.master)
    handle, name = tempfile.mkstemp(prefix="scoring-spark-", suffix=".log", dir=passing.place())
    log = Path(name)
    home = _home(place.master)
    connection = None
    try:
        with os.fdopen(handle, "w") as words:
            spark = _start(_settings(place, memory), words, home)
        connection = Connection(spark, log, home)
        _wait_for_workers(connection, place)
    except failures() as error:
        args = told(error, log)
        if connection:
            connection.is_log_named = True
            connection.close()
        _tidy(None, home)
        raise ProblemsFound([Problem("A037", "--master", found=place.master, args=args)]) from None
    except BaseException:
        if connection:
            connection.close()
        _tidy(log, home)
        raise
    return connection


def _tidy(log: Path | None, home: Path | None) -> None:
    if log:
        log.unlink(missing_ok=True)
    if home:
        shutil.rmtree(home, ignore_errors=True)


def check_libraries() -> None:
    """Raises ProblemsFound A035 where pyspark or sqlglot is not installed."""
    lacking = [name for name in ("pyspark", "sqlglot") if find_spec(name) is None]
    if lacking:
        raise ProblemsFound([Problem("A035", "--engine", found="、".join(lacking))])


def check_java() -> None:
    """Raises ProblemsFound A036 where there is no Java, or an older one than Spark needs."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin") if home else shutil.which("java")
    words = ""
    if java:
        words = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr  # noqa: S603 - Java itself
    version = re.search(r'version "(?:1\.)?(\d+)', words)
    if not version or int(version[1]) < JAVA:
        raise ProblemsFound([Problem("A036", "--engine", found=version[0] if version else home or "java", args={"java": str(JAVA)})])


def _check_reachable(master: str) -> None:
    """A standalone master that nobody answers for is told at once; Spark itself tries for a minute."""
    if not master.startswith("spark://"):
        return
    words = ""
    for address in master.removeprefix("spark://").split(","):
        host, _, port = address.rpartition(":")
        try:
            socket.create_connection((host, int(port)), timeout=5).close()
        except (OSError, ValueError) as error:
            words = str(error)
        else:
            return
    raise ProblemsFound([Problem("A037", "--master", found=master, args={"reason": words, "log": "-"})])


def _home(master: str) -> Path | None:
    """A Spark folder of our own for ``local-cluster``, whose workers write into it; it points to the installed one."""
    if not master.startswith("local-cluster"):
        return None
    from pyspark.find_spark_home import _find_spark_home

    home = Path(tempfile.mkdtemp(prefix="scoring-spark-home-"))
    for part in Path(_find_spark_home()).iterdir():
        (home / part.name).symlink_to(part)
    return home


def _settings(place: Cluster, memory: str | None) -> dict[str, str]:
    own = {"spark.master": place.master}
    if memory:
        own["spark.driver.memory"] = f"{(in_bytes(memory) or 0) // 2**20}m"
    return USUAL | own | dict(place.conf) | FIXED


def _start(settings: dict[str, str], words: Any, home: Path | None) -> SparkSession:
    """The process of Spark, all of whose output goes into one file, and a session in it."""
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")  # which is not used here
    logging.getLogger("SQLQueryContextLogger").disabled = True  # it prints the trace of a failed query beside our sentence
    logging.getLogger().addFilter(quiet)
    logging.getLogger("py4j").setLevel(logging.CRITICAL)  # what fails between the two reaches us as an error
    from py4j.protocol import Py4JError
    from pyspark import SparkConf, SparkContext
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    conf = SparkConf(loadDefaults=False)
    for key, value in settings.items():
        conf.set(key, value)
    before = os.environ.get("SPARK_HOME")
    if home:
        os.environ["SPARK_HOME"] = str(home)
    gateway = None
    try:
        with held():
            gateway = launch_gateway(conf, {"stdout": words, "stderr": words})  # type: ignore[no-untyped-call]  # pyspark's own
        with kept():
            return SparkSession(SparkContext(gateway=gateway, conf=conf))
    except failures() as error:
        reason = str(error)  # which asks Java for the words
        if gateway:
            _end(gateway)
        raise Py4JError(reason) from None
    except BaseException:
        if gateway:
            _end(gateway)
        raise
    finally:
        if home:
            _restore("SPARK_HOME", before)


def _restore(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value


def _end(gateway: Any) -> None:
    """End the process of Spark, so that the next session may have other settings."""
    from pyspark import SparkContext

    SparkContext._gateway = SparkContext._jvm = None  # noqa: SLF001 - pyspark keeps the first process for ever
    with suppress(*failures()):
        gateway.shutdown()
    gateway.proc.stdin.close()
    try:
        gateway.proc.wait(END)
    except subprocess.TimeoutExpired:
        gateway.proc.kill()
        gateway.proc.wait()


def _wait_for_workers(connection: Connection, place: Cluster) -> None:
    """A cluster without free workers lets every query wait; it is said after a while instead."""
    if place.master.startswith("local"):
        return
    java = connection.spark.sparkContext._jsc.sc()  # noqa: SLF001 - the number of executors has no other door
    end = time.monotonic() + WAIT
    while java.getExecutorMemoryStatus().size() <= 1:  # the driver is one of them
        if time.monotonic() > end:
            reason = f"no worker took the application within {WAIT:.0f} s"
            raise ProblemsFound([Problem("A037", "--master", found=place.master, args={"reason": reason, "log": "-"})])
        time.sleep(0.2)


def failures() -> tuple[type[Exception], ...]:
    """What Spark raises, on either side of the wire."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    return PySparkException, Py4JError, OSError


def told(error: Exception, log: Path) -> dict[str, str]:
    """What went wrong in one line, from the error or, where that says nothing, from the log; and where the log is."""
    words = str(error).strip() or type(error).__name__
    if "JAVA_GATEWAY_EXITED" in words or "Py4J" in type(error).__name__:
        found = _REASON.findall(words) + _REASON.findall(log.read_text("utf-8", "replace"))
        words = found[0] if found else words
    return {"reason": words.splitlines()[0][:300], "log": str(log)}
