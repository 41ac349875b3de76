"""Signals that end a program: answered once, by tidying up, and never in the middle of a change of names."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 3.0  # seconds in which a further signal does not break off the tidying that the first one began


@contextmanager
def answered() -> Iterator[list[int]]:
    """In a block, every signal that ends a program raises KeyboardInterrupt, so that passing files and folders are removed.

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

    def end(number: int, _frame: FrameType | None) -> None:
        nonlocal last
        if os.getpid() != starter:
            os._exit(128 + number)
        came.append(number)
        if len(came) == 1 or time.monotonic() - last > PATIENCE:
            last = time.monotonic()
            raise KeyboardInterrupt

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


def end_quietly() -> None:
    """In a helper process: control-C, which a terminal sends to all processes, ends it at once and without a word."""
    signal.signal(signal.SIGINT, lambda number, _frame: os._exit(128 + number))
