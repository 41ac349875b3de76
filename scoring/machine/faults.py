"""Faults of the machine, told as problems: what no input can be blamed for, and no trace of Python explains.

The engine and libraries hand on the words of the system within errors of their own, so words are looked for as well as
numbers. What is not known here is a mistake of the program and stays what it is.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from scoring.machine.limits import is_full
from scoring.problems import Problem, ProblemsFound

_CODES = {
    "A006": (errno.EROFS,),
    "A057": (errno.ENOMEM,),
    "A058": (errno.EMFILE, errno.ENFILE),
    "A059": (errno.EAGAIN,),
    "A060": (errno.EIO, errno.ESTALE, errno.ENODEV, errno.ENXIO, errno.ETIMEDOUT),
    "A061": (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EACCES, errno.EPERM, errno.ELOOP),
}
_WORDS = {"A057": ("Out of Memory", "bad allocation", "bad_alloc"), "A059": ("start new thread", "fork")}
_TELLING = {"A006", "A057", "A058", "A060"}  # whose words say enough within others; "No such file" may be said of anything


@contextmanager
def faults_told() -> Iterator[None]:
    """Round a block: what the machine could not do is raised as ProblemsFound (A006, A031, A057-A061)."""
    try:
        yield
    except Exception as error:
        problem = fault(error)
        if problem is None:
            raise
        raise ProblemsFound([problem]) from error


def fault(error: BaseException) -> Problem | None:
    """What of the machine made a command fail; None where it is no fault of the machine.

    Args:
        error: What was raised.

    Returns:
        A031 (no room), A006 (read-only), A057 (memory), A058 (open files), A059 (processes), A060 (the disk or its
        connection), A061 (a file that went away or may not be read), with the file where one is known.
    """
    if isinstance(error, ProblemsFound | BrokenPipeError):
        return None
    code = "A031" if _is_full(error) else _code(error)
    place = getattr(error, "filename", None)
    return Problem(code, os.fsdecode(place) if isinstance(place, str | bytes) else "", found=_found(error)) if code else None


def _is_full(error: BaseException) -> bool:
    return isinstance(error, Exception) and is_full(error)


def _code(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "A057"
    if isinstance(error, OSError) and error.errno:
        return next((code for code, numbers in _CODES.items() if error.errno in numbers), "")
    words = str(error)
    told = {code: (*_WORDS.get(code, ()), *map(os.strerror, _CODES[code] if code in _TELLING else ())) for code in _CODES}
    return next((code for code, known in told.items() if any(word in words for word in known)), "")


def _found(error: BaseException) -> str:
    """The words of the system, else the first line of what was raised."""
    return getattr(error, "strerror", None) or next(iter(str(error).splitlines()), "") or type(error).__name__
