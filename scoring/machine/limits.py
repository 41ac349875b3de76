"""What the engine may take of memory and disk: checked before anything is read, told when it is not enough, and what it took.

Memory is asked of the system (``getrusage``); what the engine itself held, and what it moved to the disk, of its own
profile of every step, which is kept only where a limit was set: it costs a little of every step.
"""

from __future__ import annotations

import errno
import json
import math
import os
import re
import resource
import sys
import tempfile
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from scoring.problems import Problem

SMALLEST = 64_000_000  # bytes; the engine needs some of it for every thread before it reads a row
_SIZE = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([KMGT])(i?)B\s*", re.IGNORECASE)
_POWERS = {"K": 1, "M": 2, "G": 3, "T": 4}
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_MOST_SPILLED = "max_temp_directory_size"  # the engine stops at nine tenths of what is free, and says so in these words


def in_bytes(size: str) -> int | None:
    """Bytes of a size such as ``2GB`` or ``1.5 GiB``; None for what is none."""
    found = _SIZE.fullmatch(size)
    if found is None:
        return None
    base, power = 1024 if found[3] else 1000, _POWERS[found[2].upper()]
    return int(Decimal(found[1]) * math.prod([base] * power))


def limit_problems(memory: str | None, spill: Path | None) -> list[Problem]:
    """What is wrong with ``--memory`` (A023) and ``--spill`` (A032)."""
    problems = []
    if memory is not None and (in_bytes(memory) or 0) < SMALLEST:
        problems.append(Problem("A023", "--memory", found=memory))
    if spill is not None:
        try:
            with tempfile.TemporaryFile(dir=spill):
                pass
        except OSError as error:
            problems.append(Problem("A032", str(spill), where="--spill", found=error.strerror or str(error)))
    return problems


def is_full(error: Exception) -> bool:
    """Whether a disk had no room; the engine hands the words of the system on within its own."""
    return any(os.strerror(number) in str(error) for number in _FULL) or getattr(error, "errno", None) in _FULL


def spill_problem(error: Exception, scratch: Path, step: str, memory: str) -> Problem | None:
    """Why a step could not go on: memory (A043) or the disk that it spills to (A030); None where it is something else.

    Args:
        error: What the engine or the system said.
        scratch: Folder of the engine for passing files.
        step: Name of the step.
        memory: The memory limit as given; empty without.
    """
    if is_full(error) or _MOST_SPILLED in str(error):
        return Problem("A030", str(scratch.parent), where=step)
    return Problem("A043", "--memory", where=step, found=memory or "—") if "Out of Memory" in str(error) else None


@dataclass
class Observed:
    """The most that a run took, in bytes. It differs from run to run and is part of no hash.

    Args:
        limit: The memory limit as given; empty without.
        engine: Memory that the engine held during one step; None where it was not watched.
        spilled: Passing files of the engine during one step; None where they were not watched.
        process: Memory of this process, the engine in it.
        helpers: Memory of the largest process that it started.
    """

    limit: str = ""
    engine: int | None = None
    spilled: int | None = None
    process: int = field(default=0)
    helpers: int = field(default=0)

    def see(self, profile: str) -> None:
        """Take the engine's profile of a step (JSON; a step that only names a view has none)."""
        found = json.loads(profile or "{}").get("system", {})
        self.engine = max(self.engine or 0, int(found.get("peak_buffer_memory", 0)))
        self.spilled = max(self.spilled or 0, int(found.get("peak_temp_dir_size", 0)))

    def ask_system(self) -> None:
        """Ask for the peak of the processes."""
        unit = 1 if sys.platform == "darwin" else 1024  # kilobytes, but on macOS bytes
        self.process = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
        self.helpers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit

    def as_dict(self) -> dict[str, Any]:
        """The part ``observed`` of the manifest: bytes by name, without what was not watched."""
        found: dict[str, Any] = {"peak_memory_bytes": self.process, "peak_memory_of_helpers_bytes": self.helpers}
        if self.engine is not None:
            found |= {"memory_limit": self.limit, "peak_memory_of_engine_bytes": self.engine, "peak_spilled_bytes": self.spilled}
        return found
