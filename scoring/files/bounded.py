"""The bytes of a file, when it is one and is no larger than what is read of its kind."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

from scoring.problems import Problem


class UnreadError(Exception):
    """A file of which nothing was read.

    Args:
        code: I081 (no file but a pipe, a device or a socket, whose bytes never end) or I089 (too large).
        args: Words of its sentence.
    """

    def __init__(self, code: str, **args: Any) -> None:
        super().__init__(code)
        self.code = code
        self.words = args

    def problem(self, name: str) -> Problem:
        """The problem for the file ``name``."""
        return Problem(self.code, name, args=self.words)


def file_bytes(path: Path, most: int) -> bytes:
    """The bytes of a file; what is too large is refused by its size, before anything of it is in memory.

    Args:
        path: The file.
        most: Bytes that a file of its kind may have.

    Raises:
        OSError: It is not there or may not be read.
        UnreadError: I081 or I089.
    """
    with open(path, "rb", opener=_without_waiting) as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise UnreadError("I081")
        if found.st_size > most:
            raise UnreadError("I089", size=f"{most // 1_000_000} MB")
        return file.read(most + 1)


def _without_waiting(path: str, flags: int) -> int:
    """A pipe that nobody writes to would be waited for without end."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
