"""Signals that end a program: answered once, by tidying up, and never in the middle of a change of names."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer, current_thread, main_thread
from types import FrameType

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 3.0  # seconds in which a further signal does not break off the tidying that the first one began

IMPORTING = "<frozen importlib._bootstrap>"
"""Where an exception out of nowhere can leave the lock on imports held, for which every other thread then waits without end."""
LATER = 0.02  # seconds after which a signal that came there comes again

MOMENT = 1.0  # seconds in which a helper hands over what it has


class Ended(KeyboardInterrupt):
    """What a signal raises.

    Not KeyboardInterrupt itself: where that passes through ``exec``, as in the making of a dataclass, the interpreter ends
    by the signal later on, whoever has answered it and whatever the exit code is.
    """


@contextmanager
def answered() -> Iterator[list[int]]:
    """In a block, every signal that ends a program raises KeyboardInterrupt (:class:`Ended`), so that passing files are removed.

    A signal that the caller has the program ignore (``nohup``, a job in the background) stays ignored. A helper process
    that was forked in the block has nothing to remove and ends at once.

    Yields:
        The numbers of the signals that came, the first one first.
    """
    came: list[int] = []
    if current_thread() is not main_thread():  # only there may a signal be answered
        yield came
        return
    starter, last = os.getpid(), 0.0

    def end(number: int, frame: FrameType | None) -> None:
        nonlocal last
        if os.getpid() != starter:
            os._exit(128 + number)
        if frame is not None and frame.f_code.co_filename == IMPORTING:
            _again(number)
            return
        came.append(number)
        if len(came) == 1 or time.monotonic() - last > PATIENCE:
            last = time.monotonic()
            raise Ended

    before = {number: signal.signal(number, end) for number in ENDING if signal.getsignal(number) != signal.SIG_IGN}
    try:
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def held() -> Iterator[None]:
    """In a block, signals that end a program wait until its end: what is begun there must not be left half done."""
    if current_thread() is not main_thread():
        yield
        return
    came: list[int] = []

    def hold(number: int, _frame: FrameType | None) -> None:
        came.append(number)

    before = {number: signal.signal(number, hold) for number in ENDING if signal.getsignal(number) != signal.SIG_IGN}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if came:
        signal.raise_signal(came[0])


def _again(number: int) -> None:
    """Have a signal come once more, a little later."""
    later = Timer(LATER, os.kill, (os.getpid(), number))
    later.daemon = True
    later.start()


def end_quietly() -> None:
    """In a helper process: do not end in the middle of handing over a result, which its starter would wait for without end.

    Control-C, which a terminal sends to all processes, is left to the starter; other signals end the helper a moment later.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end_soon)


def _end_soon(number: int, _frame: FrameType | None) -> None:
    moment = Timer(MOMENT, os._exit, (128 + number,))
    moment.daemon = True
    moment.start()
