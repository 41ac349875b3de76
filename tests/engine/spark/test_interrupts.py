"""Control-C while Spark starts, and a start that fails: what was started is ended, and one sentence is left."""

from __future__ import annotations

import logging
import signal
from typing import TYPE_CHECKING

import pytest

from scoring.engine.spark.cluster import Cluster
from scoring.engine.spark.interrupts import kept, quiet
from scoring.engine.spark.starting import _settings, connect
from scoring.machine.interrupts import held
from scoring.problems import ProblemsFound, sentence
from tests.engine.spark.conftest import check_spark

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_waits_for_the_end_of_the_block(number: signal.Signals) -> None:
    def end(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    done = []

    def start() -> None:
        with held():
            signal.raise_signal(number)
            done.append(True)

    before = signal.signal(number, end)
    try:
        with pytest.raises(KeyboardInterrupt):
            start()
        assert signal.getsignal(number) is end
    finally:
        signal.signal(number, before)
    assert done


def test_the_answer_to_control_c_stays_what_it_was() -> None:
    before = signal.getsignal(signal.SIGINT)
    with kept():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    assert signal.getsignal(signal.SIGINT) is before


def test_the_trace_of_a_call_that_was_broken_off_is_not_printed() -> None:
    broken, other = (logging.LogRecord("root", logging.ERROR, "", 0, words, None, None) for words in ("x while sending command.", "x"))
    assert (quiet(broken), quiet(other)) == (False, True)


@pytest.mark.parametrize(("size", "expected"), [("2GB", "1907m"), ("1.5 GiB", "1536m"), ("500mb", "476m")])
def test_the_memory_of_the_driver_is_said_in_words_of_java(size: str, expected: str) -> None:
    assert _settings(Cluster(), size)["spark.driver.memory"] == expected


@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")
def test_memory_that_is_too_small_for_spark_is_told_in_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_spark()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(ProblemsFound) as caught:
        connect(Cluster("local[1]"), memory="200MB")
    (words,) = (sentence(problem, "en") for problem in caught.value.problems)
    assert "[INVALID_DRIVER_MEMORY.SYSTEM_MEMORY] Insufficient driver memory: System memory" in words
    (log,) = tmp_path.glob("scoring-spark-*.log")
    assert words.endswith(f"the log is {log}. [A037]")
