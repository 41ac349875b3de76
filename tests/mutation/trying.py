"""Processes in which mutants are tried: each is forked, runs tests until one fails, and ends."""

from __future__ import annotations

import json
import os
import resource
import signal
import struct
import sys
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from tests.mutation.applying import NotHotError, apply_cold

KILLED, SURVIVED, TIMED_OUT, NOT_HOT = "killed", "survived", "timed out", "not hot"
_SURVIVES, _DIES, _IS_NOT_HOT, _BREAKS = 0, 1, 3, 4
_CEILING = 900  # seconds that a process may stand still


def tried(work: Callable[[], str], seconds: float) -> tuple[str, str]:
    """What became of a mutant, and the test that told.

    Args:
        work: Puts the mutant in place and runs the tests; the id of the one that failed. Called in a process of its own.
        seconds: Processor time that the tests take without a mutant.
    """
    here, there = os.pipe()
    child = os.fork()
    if not child:
        os.close(here)
        _alone(work, seconds, there)
    os.close(there)
    with os.fdopen(here, "rb") as stream:
        told = stream.read().decode()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return (TIMED_OUT if os.WTERMSIG(status) in {signal.SIGXCPU, signal.SIGALRM} else KILLED), told
    if os.WEXITSTATUS(status) == _BREAKS:
        raise RuntimeError(told)
    return {_SURVIVES: SURVIVED, _IS_NOT_HOT: NOT_HOT}.get(os.WEXITSTATUS(status), KILLED), told


def _alone(work: Callable[[], str], seconds: float, told: int) -> None:
    """The life of such a process. What the mutant breaks, it breaks here."""
    code = _DIES
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        most = int(20 + 10 * seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (most, most + 5))
        signal.alarm(_CEILING)
        failed = work()
        os.write(told, failed.encode()[:4000])
        code = _DIES if failed else _SURVIVES
    except NotHotError:
        code = _IS_NOT_HOT
    except BaseException:  # noqa: BLE001 - what a test raises is pytest's affair; this is one of ours, and no mutant was noticed by it
        os.write(told, traceback.format_exc().encode()[:4000])
        code = _BREAKS
    os._exit(code)


class Chosen:
    """Plug-in of pytest: runs these tests in this order.

    Args:
        names: Ids of tests.
    """

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self.failed = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what failed."""
        if report.failed:
            self.failed = report.nodeid

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep what was chosen."""
        known = {item.nodeid: item for item in items}
        items[:] = [known[name] for name in self._names if name in known]


# What the nursery has loaded cannot be rewritten by pytest any more, which it warns of; none of it is ours.
OPTIONS = (
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
    "-q",
    "-x",
    "--tb=no",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
    "-p",
    "tests.mutation.drawing",
)


class Nursery:
    """A process without anything of the project in it, from which those are forked that import it with a mutant."""

    def __init__(self) -> None:
        down, self._down = os.pipe()
        self._up, up = os.pipe()
        self.child = os.fork()
        if not self.child:
            os.close(self._down)
            os.close(self._up)
            _tend(down, up)
        os.close(down)
        os.close(up)

    def tried(self, file: str, text: str, names: list[str], seconds: float) -> tuple[str, str]:
        """What became of a mutant of ``file`` whose whole text is ``text``, with the tests of these ids."""
        _send(self._down, {"file": file, "text": text, "names": names, "seconds": seconds})
        result, told = _receive(self._up)
        return str(result), str(told)

    def close(self) -> None:
        """End the process. It is told so: others that were forked later hold the pipe too, so that closing it would end nothing."""
        _send(self._down, None)
        os.waitpid(self.child, 0)


def _tend(down: int, up: int) -> None:
    # What all tests import and what is none of ours: loaded once.
    import duckdb  # noqa: F401 - for the processes that are forked
    import hypothesis  # noqa: F401 - as above
    import lxml.etree  # noqa: F401 - as above
    import pandera.polars  # noqa: F401 - as above

    try:
        while (asked := _receive(down)) is not None:
            _send(up, tried(lambda asked=asked: _cold(asked), asked["seconds"]))  # type: ignore[misc]  # mypy does not infer a lambda with a default
    except BaseException:  # noqa: BLE001 - the process has no one else who could tell
        traceback.print_exc()
    os._exit(0)


def _cold(asked: dict[str, Any]) -> str:
    for name in [name for name in sys.modules if name.partition(".")[0] == "scoring"]:
        raise AssertionError(name)
    apply_cold(asked["file"], asked["text"])
    files = sorted({name.partition("::")[0] for name in asked["names"]})
    chosen = Chosen(asked["names"])
    code = pytest.main([*OPTIONS, *files], plugins=[chosen])
    if code in {pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.NO_TESTS_COLLECTED}:
        raise RuntimeError(f"pytest ended with {code}")
    return chosen.failed or ("collecting" if code else "")


def _send(pipe: int, value: Any) -> None:
    data = json.dumps(value).encode()
    with os.fdopen(os.dup(pipe), "wb") as stream:
        stream.write(struct.pack("!I", len(data)) + data)


def _receive(pipe: int) -> Any:
    head = os.read(pipe, 4)
    if not head:
        return None
    size, data = struct.unpack("!I", head)[0], b""
    while len(data) < size:
        data += os.read(pipe, size - len(data))
    return json.loads(data)
