"""Control-C and SIGTERM while Spark starts or computes: one quiet end, and no process that goes on."""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread

_WORDS = "while sending command"  # with which py4j prints the trace of every interrupted call


def quiet(record: logging.LogRecord) -> bool:
    """Whether a record of the log is anything else than py4j's trace of an interrupted call."""
    return _WORDS not in str(record.msg)


@contextmanager
def kept() -> Iterator[None]:
    """After a block, control-C is answered as before it: pyspark puts an answer of its own in place, which asks Spark first."""
    before = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        if current_thread() is main_thread():
            signal.signal(signal.SIGINT, before)
