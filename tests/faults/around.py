"""What goes on around a run (part of ``make faults``): clocks that jump, neighbours in the same folder, a damaged cache.

Every run has to be the same files as one that nothing disturbed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.repository import ROOT
from tests.runs import mini

CLOCKS = ("1970-01-02 00:00:00", "2100-06-01 12:00:00", "2026-03-29 01:59:59", "+0 x1000", "-10y")  # one runs a thousand times too fast
ZONES = ("Pacific/Kiritimati", "Europe/Berlin")
NEIGHBOURS = 8


def main() -> int:
    """Try all; 1 where a run differs."""
    with tempfile.TemporaryDirectory(prefix="faults-") as place:
        root = Path(place)
        mini.make(root / "mini")
        wanted = [0, digest(root / "undisturbed")] if end(start(root, "undisturbed")) == 0 else []
        tried = {**clocks(root), **zones(root), "eight at once": neighbours(root), "damaged cache": cache(root)}
        wrong = [name for name, found in tried.items() if found != wanted]
        for name in tried:
            say(f"{'WRONG' if name in wrong else 'as undisturbed'}: {name}")
    return int(bool(wrong))


def clocks(root: Path) -> dict[str, list[object]]:
    """Runs under clocks that are wrong, where libfaketime is installed."""
    if not shutil.which("faketime"):
        say("not tried: clocks that jump (faketime is not installed)")
        return {}
    return {
        f"clock {clock}": [end(start(root, f"clock{n}", before=("faketime", "-f", _told(clock)))), digest(root / f"clock{n}")]
        for n, clock in enumerate(CLOCKS)
    }


def _told(clock: str) -> str:
    return clock if clock[0] in "+-" else f"@{clock}"


def zones(root: Path) -> dict[str, list[object]]:
    """Runs in other time zones."""
    return {f"zone {zone}": [end(start(root, zone.replace("/", "-"), TZ=zone)), digest(root / zone.replace("/", "-"))] for zone in ZONES}


def neighbours(root: Path) -> list[object]:
    """Eight runs at once into one folder, each waiting for its turn: all end well, and one run is there."""
    codes = {end(process) for process in [start(root, "shared", "--wait", "300") for _ in range(NEIGHBOURS)]}
    return [max(codes), digest(root / "shared")]


def cache(root: Path) -> list[object]:
    """A run after every file of the cache was filled with something else."""
    for file in (root / "cache").rglob("*"):
        if file.is_file():
            file.write_bytes(os.urandom(50))
    return [end(start(root, "undisturbed")), digest(root / "undisturbed")]


def start(root: Path, out: str, *more: str, before: Sequence[str] = (), **variables: str) -> subprocess.Popen[bytes]:
    """A run of the assessment in ``root`` into a folder beside it."""
    command = [*before, sys.executable, "-m", "scoring", "run", "mini", "--no-documents", "--out", out, *more]
    own = {**os.environ, "PYTHONPATH": str(ROOT), "SCORING_CACHE": str(root / "cache"), **variables}
    return subprocess.Popen(command, cwd=root, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def end(process: subprocess.Popen[bytes]) -> int:
    """The exit code."""
    return process.wait()


def digest(out: Path) -> str:
    """SHA-256 over names and bytes of all that is in a folder of results."""
    found = hashlib.sha256()
    for file in sorted(path for path in out.rglob("*") if path.is_file()):
        found.update(f"{file.relative_to(out)}\n{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()


def say(line: str) -> None:
    """Print at once, as a campaign tells how far it is."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
