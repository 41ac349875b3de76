"""A variant as a process of its own: how long it took from start to exit, and the most memory it held.

Usage: python -m tests.benchmarks.measured MODULE ARGUMENT...   runs the module and prints the peak as its last line

The peak is read by the process itself: what its parent learns of a child begins with the parent's own size.
"""

from __future__ import annotations

import os
import resource
import runpy
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.repository import ROOT

STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Took:
    """What one process, or the median of several, took: wall seconds, and megabytes at its peak."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Variant:
    """A module with arguments that does the work to be measured.

    Args:
        name: What tables call it.
        module: A module of ``tests.benchmarks``.
        arguments: Its command line.
        environment: Variables besides the usual ones.
    """

    name: str
    module: str
    arguments: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self) -> Took:
        """Run it once."""
        return self._run()[0]

    def output(self) -> str:
        """What it prints."""
        return self._run()[1]

    def _run(self) -> tuple[Took, str]:
        command = [sys.executable, "-m", "tests.benchmarks.measured", f"tests.benchmarks.{self.module}", *self.arguments]
        variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        begin = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, env=variables | dict(self.environment), capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - begin
        if done.returncode:
            raise RuntimeError(f"{self.name}: {done.stderr[-3000:]}")
        printed, _, megabytes = done.stdout.rstrip().rpartition("\n")
        return Took(seconds, float(megabytes)), printed


def in_turn(*variants: Variant, rounds: int) -> list[list[Took]]:
    """Every round runs each variant once, in turn; a first round that fills the caches does not count.

    Returns:
        One list per round with what each variant took.
    """
    return [[variant.run() for variant in variants] for _ in range(rounds + 1)][1:]


def median(took: list[Took]) -> Took:
    """Medians of seconds and of megabytes."""
    return Took(statistics.median(one.seconds for one in took), statistics.median(one.megabytes for one in took))


def peak() -> float:
    """Megabytes that this process held at most."""
    if STATUS.exists():
        line = next(line for line in STATUS.read_text("utf-8").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024)  # where there is no such file, in bytes


def main() -> None:
    """Run a module with its arguments and print the peak."""
    module = sys.argv[1]
    sys.argv = sys.argv[1:]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
    print(f"\n{peak():.1f}")  # noqa: T201 - the process that measures reads it


if __name__ == "__main__":
    main()
