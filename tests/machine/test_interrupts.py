"""A signal ends a command with one exception, at a moment at which nothing is left behind that others would wait for."""

from __future__ import annotations

import signal
import time

import pytest

from scoring.machine.interrupts import IMPORTING, Ended, answered

COMES = "signal.raise_signal(number)\npassed.append(number)\npassed.append(number)\n"


def test_a_signal_that_comes_while_something_is_imported_is_answered_when_that_is_done() -> None:
    passed: list[int] = []
    inside = compile(COMES, IMPORTING, "exec")
    with answered() as came:
        exec(inside, {"signal": signal, "number": signal.SIGTERM, "passed": passed})  # noqa: S102 - to stand where imports stand
        assert (passed, came) == ([signal.SIGTERM] * 2, [])
        with pytest.raises(Ended):
            time.sleep(5)
        assert came == [signal.SIGTERM]


def test_any_other_signal_is_answered_at_once() -> None:
    passed: list[int] = []
    with answered() as came, pytest.raises(Ended):
        exec(COMES, {"signal": signal, "number": signal.SIGTERM, "passed": passed})  # noqa: S102 - beside the one above
    assert (passed, came) == ([], [signal.SIGTERM])
