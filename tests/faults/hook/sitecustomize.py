"""Loaded at the start of every Python that a campaign starts: strikes at the n-th change of the file system.

The commands under test run as they are; Python imports this module because its folder stands in ``PYTHONPATH``. Every
call that changes the file system tells the audit hooks of Python about itself before it is made, and those that do not
(write through a number, fsync) are wrapped. ``SCORING_FAULT`` is ``WHAT N``: at the N-th change of the first process the
process is killed (``kill``), or the call fails with an error of the system (``ENOSPC`` and so on); ``ENOSPC 7-`` lets the
seventh and all later calls fail. ``worker-kill N`` kills a helper process at its N-th change. ``count 0`` only counts.
With ``SCORING_FAULT_LOG`` every change is written into that file, one a line.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "fcntl.flock"}
_CHANGES |= {"scoring.exchange", "os.fsync", "os.write", "os.pwrite"}
_FIRST = "SCORING_FAULT_FIRST"  # process that the campaign started; helpers have others


class _Striker:
    """Counts the changes of a process and strikes at one of them."""

    def __init__(self, what: str, at: str, log: str) -> None:
        self.what, self.all_later = what.removeprefix("worker-"), at.endswith("-")
        self.at, self.count = int(at.removesuffix("-")), 0
        self.own, self.lock = threading.local(), threading.Lock()
        self.in_helpers = what.startswith("worker-")
        self.first = int(os.environ.setdefault(_FIRST, str(os.getpid())))
        self.log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND) if log else -1
        self.write = os.write  # as it is before it is wrapped

    def hear(self, event: str, args: tuple[Any, ...]) -> None:
        if getattr(self.own, "busy", False) or not _is_change(event, args) or (os.getpid() == self.first) == self.in_helpers:
            return
        self.own.busy = True
        try:
            with self.lock:
                self.count += 1
                number = self.count
            if self.log >= 0:
                self.write(self.log, f"{number}\t{event}\t{args[0] if args else ''}\n".encode())
            if number == self.at or (self.all_later and number > self.at):
                self.strike(args)
        finally:
            self.own.busy = False

    def strike(self, args: tuple[Any, ...]) -> None:
        if self.what == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif self.what in {"SIGTERM", "SIGINT", "SIGHUP"}:
            signal.raise_signal(signal.Signals[self.what])
        elif self.what != "count":
            number = getattr(errno, self.what)
            raise OSError(number, os.strerror(number), str(args[0]) if args else None)


def _is_change(event: str, args: tuple[Any, ...]) -> bool:
    if event == "open":
        flags = args[2] if len(args) > 2 else 0
        return isinstance(flags, int) and bool(flags & _WRITING) and not str(args[0]).startswith(("/dev/", "/proc/"))
    return event in _CHANGES


def _tell(name: str) -> None:
    """Wrap a function of ``os`` that the interpreter does not tell audit hooks about."""
    own = getattr(os, name)

    def told(*args: Any) -> Any:
        sys.audit(f"os.{name}", *args)
        return own(*args)

    setattr(os, name, told)


def _begin() -> None:
    what, _, at = os.environ.get("SCORING_FAULT", "").partition(" ")
    if not what:
        return
    striker = _Striker(what, at or "0", os.environ.get("SCORING_FAULT_LOG", ""))
    for name in ("fsync", "write", "pwrite"):
        _tell(name)
    sys.addaudithook(striker.hear)


_begin()
