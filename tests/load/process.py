"""What this process holds of the machine at a moment: memory, open files, threads, children, passing files."""

from __future__ import annotations

import ctypes
import gc
import sys
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc/self")
HERE = sys.platform == "linux"  # everything below is read from /proc


@dataclass(frozen=True, slots=True)
class Held:
    """What a process holds.

    Args:
        kilobytes: Resident memory, after garbage was collected and free memory given back.
        files: Open files, sockets and pipes.
        threads: Threads.
        children: Child processes that live or were not waited for.
        passing: Files and folders in the folder for passing files.
    """

    kilobytes: int
    files: int
    threads: int
    children: int
    passing: int


COUNTED = ("files", "threads", "children", "passing")


def held(passing: Path) -> Held:
    """What this process holds now; ``passing`` is its TMPDIR."""
    gc.collect()
    # What was freed and not given back differs from moment to moment and is no leak.
    ctypes.CDLL(None).malloc_trim(0)
    status = dict(line.split(":", 1) for line in (PROC / "status").read_text("ascii").splitlines())
    children = [child for task in (PROC / "task").iterdir() for child in (task / "children").read_text("ascii").split()]
    return Held(
        kilobytes=int(status["VmRSS"].split()[0]),
        files=sum(1 for _ in (PROC / "fd").iterdir()) - 1,  # the listing itself is one
        threads=int(status["Threads"]),
        children=len(children),
        passing=sum(1 for _ in passing.rglob("*")),
    )
