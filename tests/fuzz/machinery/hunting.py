"""Trying inputs one after the other: what ends otherwise than it should is kept once per place in the code, the smallest of each."""

from __future__ import annotations

import hashlib
import json
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.fuzz.machinery.packages import packed, unpacked
from tests.fuzz.machinery.target import Target

SUMMARY = "summary.json"
_OFTEN = 200  # executions between two writings of the summary: a reader may end the whole process
_ATTEMPTS = 600  # executions that making one input smaller may take
_CHANGES = (1, 1, 1, 2, 3, 6)


@dataclass
class Hunt:
    """One campaign of one target in one process.

    Args:
        target: What is tried.
        folder: Receives ``found/<place>`` with the input, ``<place>.txt`` with what was raised, and the summary.
    """

    target: Target
    folder: Path
    executions: int = 0
    found: dict[str, bytes] = field(default_factory=dict)

    def __call__(self, data: bytes) -> None:
        """Try one input."""
        self.executions += 1
        if self.executions % _OFTEN == 0:
            self.write()
        if raised := ending(self.target, data):
            self._keep(raised, data)

    def _keep(self, raised: tuple[str, str], data: bytes) -> None:
        place, trace = raised
        if place in self.found and len(data) >= len(self.found[place]):
            return
        self.found[place] = data
        kept = self.folder / "found" / hashlib.sha256(place.encode()).hexdigest()[:12]
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(data)
        kept.with_suffix(".txt").write_text(f"{place}\n{trace}", "utf-8", "backslashreplace")
        self.write()

    def write(self) -> None:
        """Write the summary."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / SUMMARY).write_text(json.dumps({"executions": self.executions, "found": sorted(self.found)}, indent=1), "utf-8")


def ending(target: Target, data: bytes) -> tuple[str, str] | None:
    """Where in the code an input ended that should not have, and the trace; None where all is well."""
    try:
        target.check(data)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a library in another language may end with what is no Exception
        frames = [f for f in traceback.extract_tb(error.__traceback__) if "/scoring/" in f.filename or "/tests/fuzz/" in f.filename]
        last = frames[-1] if frames else None
        place = f"{last.filename.rpartition('/scoring/')[2]}:{last.lineno}" if last else "?"
        return f"{type(error).__name__} at {place}", traceback.format_exc()[-4000:]
    return None


def changed(target: Target, data: bytes, random: Random) -> bytes:
    """An input with one or a few things changed in it."""
    for _ in range(random.choice(_CHANGES)):
        data = target.mutate(data, random)
    return data


def hunt_at_random(hunt: Hunt, go_on: Callable[[], bool], random: Random) -> None:
    """Changes of the seeds without any guidance, as long as the caller wants."""
    seeds = list(hunt.target.seeds())
    for seed in seeds:
        hunt(seed)
    while go_on():
        data = changed(hunt.target, random.choice(seeds), random)
        if len(data) <= hunt.target.longest:
            hunt(data)
    hunt.write()


def smallest(target: Target, data: bytes) -> bytes:
    """An input that ends at the same place in the code and has as little in it as can be found in a bounded number of attempts."""
    raised = ending(target, data)
    left = _ATTEMPTS

    def still(candidate: bytes) -> bool:
        nonlocal left
        left -= 1
        found = ending(target, candidate) if left > 0 else None
        return bool(found and raised and found[0] == raised[0])

    parts = unpacked(data) if data.startswith(b"PK") else None
    if not parts or not still(packed(parts)):
        return _fewer(data, still)
    for name, _ in list(parts):
        others = [part for part in parts if part[0] != name]
        if still(packed(others)):
            parts = others
    for place, (name, part) in enumerate(parts):
        around = parts[:place], parts[place + 1 :]
        parts[place] = (name, _fewer(part, lambda shorter, a=around, n=name: still(packed([*a[0], (n, shorter), *a[1]]))))  # type: ignore[misc]  # defaults bind the loop's values
    return packed(parts)


def _fewer(data: bytes, still: Callable[[bytes], bool]) -> bytes:
    """Take out pieces, half of what is there first, then ever smaller ones."""
    size = max(len(data) // 2, 1)
    while size:
        place = 0
        while place < len(data):
            shorter = data[:place] + data[place + size :]
            if still(shorter):
                data = shorter
            else:
                place += size
        size //= 2
    return data
