"""Libraries written in Rust that panic over a damaged file: no Exception, and a trace on standard error that helps nobody."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_PANIC = "PanicException"  # of no module that could be imported
_STANDARD_ERROR = 2
_ONE_AT_A_TIME = threading.Lock()  # two threads that turn the same descriptor away would never give it back


@contextmanager
def panics_as(error: Exception) -> Iterator[None]:
    """A block in which a damaged file is read; raises ``error`` where the library panics, which prints nothing then."""
    with _ONE_AT_A_TIME, _silence():
        try:
            yield
        except BaseException as panic:
            if type(panic).__name__ != _PANIC:
                raise
            raise error from None


@contextmanager
def _silence() -> Iterator[None]:
    """Standard error of the whole process leads nowhere: the library writes there by itself."""
    try:
        kept = os.dup(_STANDARD_ERROR)
    except OSError:  # there is none
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STANDARD_ERROR)
        yield
    finally:
        os.dup2(kept, _STANDARD_ERROR)
        os.close(kept)
        os.close(nowhere)
