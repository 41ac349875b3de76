"""Bounds on what a template may take: time, length, and the sizes it may ask for.

A template is written by an office and may be wrong; it must end with a sentence, not with a full memory.
"""

from __future__ import annotations

import ctypes
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

MOST_SECONDS = 30.0  # an annex of 3,000 rows takes a third of a second
MOST_CHARACTERS = 50_000_000  # of one document; the annex of 3,000 rows has two million
MOST_ROUNDS = 1_000_000  # of all counted loops of one document together
MOST_KEPT = 10_000_000  # characters of a block, a macro or a variable; a whole annex of 3,000 rows has two million
MOST_REPEATED = 1_000_000  # characters or items that one operation may make
_WIDTH = re.compile(r"[0-9]{5,}|\*")


class TooMuchError(Exception):
    """A template asked for more than a document may take; ``args[0]`` says of what, in Chinese."""


@contextmanager
def time_limit() -> Iterator[None]:
    """Stop the block after MOST_SECONDS with TooMuchError; works in any thread, unlike an alarm of the system."""
    thread, lock, over, fired = threading.get_ident(), threading.Lock(), False, False

    def stop() -> None:
        nonlocal fired
        with lock:
            if not over:
                fired = True
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(_OutOfTimeError))

    timer = threading.Timer(MOST_SECONDS, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    except _OutOfTimeError as error:
        raise TooMuchError(f"超过 {MOST_SECONDS:g} 秒").with_traceback(error.__traceback__) from None
    finally:
        with lock:
            over = True
            # Taking back what was never raised would leave the interpreter looking for it at every step from then on.
            if fired:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), None)
        timer.cancel()


class _OutOfTimeError(Exception):
    """Raised inside the template by the timer."""


class Rounds:
    """``range`` for templates: as Python's, with a budget per document."""

    def __init__(self) -> None:
        self._left = threading.local()

    def reset(self) -> None:
        """A new document begins."""
        self._left.count = MOST_ROUNDS

    def __call__(self, *args: int) -> range:
        """Count the rounds; raises TooMuchError."""
        made = range(*args)
        self._left.count = getattr(self._left, "count", MOST_ROUNDS) - len(made)
        if self._left.count < 0:
            raise TooMuchError(f"循环超过 {MOST_ROUNDS} 次")
        return made


def check_operation(operator: str, left: Any, right: Any) -> None:
    """``+``, ``*``, ``**`` and ``%`` of a template; raises TooMuchError where the result would be huge."""
    if operator == "+" and hasattr(left, "__len__") and hasattr(right, "__len__"):
        check_size(len(left) + len(right))
    elif operator == "*":
        for many, times in ((left, right), (right, left)):
            if hasattr(many, "__len__") and isinstance(times, int):
                check_size(len(many) * times)
    elif operator == "**" and abs(right) * len(str(left)) > MOST_ROUNDS // 1000:
        raise TooMuchError("幂过大")
    elif operator == "%" and isinstance(left, str):
        check_format(left)


def check_arguments(value: object, *args: object, **kwargs: object) -> None:
    """Arguments of a filter or of a method of text: widths, counts, replacements; raises TooMuchError."""
    for number in (*args, *kwargs.values()):
        if isinstance(number, int):
            check_size(number)
    texts = [text for text in (*args, *kwargs.values()) if isinstance(text, str)]
    if isinstance(value, str) and texts:
        check_size((len(value) + 1) * max(map(len, texts)) // 100)


def check_joined(glue: object, items: object) -> None:
    """What is joined by a text; raises TooMuchError. Items that are counted while they come are counted when they have come."""
    if hasattr(items, "__len__"):
        check_size(len(items) * (len(str(glue)) + 1))


def joined(parts: Iterable[str]) -> str:
    """The text of a block or of a macro; raises TooMuchError."""
    kept = list(parts)
    _check_kept(sum(map(len, kept)))
    return "".join(kept)


def bounded(text: str) -> str:
    """A text that an operation made; raises TooMuchError."""
    _check_kept(len(text))
    return text


def _check_kept(count: int) -> None:
    if count > MOST_KEPT:
        raise TooMuchError(f"一段文字超过 {MOST_KEPT} 个字符")


def check_format(text: str) -> None:
    """A format whose widths are written out and small; raises TooMuchError."""
    if _WIDTH.search(text):
        raise TooMuchError("格式的宽度过大")


def check_size(count: int) -> None:
    """So many characters or items; raises TooMuchError."""
    if count > MOST_REPEATED:
        raise TooMuchError(f"一次生成超过 {MOST_REPEATED} 个字符或项目")
