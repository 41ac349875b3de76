"""What became of mutants: kept from campaign to campaign, counted per file, held against the explained survivors."""

from __future__ import annotations

import collections
import fcntl
import functools
import hashlib
import json
import resource
import sys
from pathlib import Path
from typing import Any

import yaml

from tests.mutation.mutants import Mutant
from tests.mutation.trying import KILLED, SURVIVED, TIMED_OUT
from tests.repository import ROOT

HERE = Path(__file__).parent
NOT_COVERED = "not covered"
COUNTED = ("made", "tried", KILLED, TIMED_OUT, SURVIVED, NOT_COVERED)


@functools.cache
def explained() -> dict[str, str]:
    """The reason of every explained survivor, by the name of the mutant (``survivors.yaml``)."""
    listed = yaml.safe_load((HERE / "survivors.yaml").read_text("utf-8"))
    return {name: reason for reason, names in listed["survivors"].items() for name in names}


def _digest(texts: list[str]) -> str:
    """Texts in any order as one word."""
    return hashlib.sha256("\n".join(sorted(texts)).encode()).hexdigest()[:16]


class Results:
    """The results so far.

    Args:
        file: Where they are kept, one JSON object per line.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        self._kept: dict[str, dict[str, Any]] = {}
        self._texts: dict[str, str] = {}
        self._made: dict[str, set[str]] = {}
        self.read_again()

    def read_again(self) -> None:
        """What workers have added since."""
        lines = self._file.read_text("utf-8").splitlines() if self._file.exists() else []
        self._kept = {entry["name"]: entry for entry in map(json.loads, lines)}

    @property
    def unexplained(self) -> list[str]:
        """What lives in the files of this campaign and has no reason."""
        alive = [name for path in self._made for name, each in self._current(path).items() if each["result"] in {SURVIVED, NOT_COVERED}]
        return [name for name in alive if name not in explained()]

    def begin(self, path: str, listed: list[Mutant]) -> None:
        """A file comes up: its mutants."""
        # Where something is imported from does not change what it does.
        lines = (ROOT / path).read_text("utf-8").splitlines()
        text = "\n".join(line for line in lines if not line.startswith(("from ", "import ")))
        self._texts[path] = _digest([text])
        self._made[path] = {mutant.name for mutant in listed}

    def needs(self, mutant: Mutant) -> bool:
        """Whether it has to be tried: not if it was killed and its file is the same since."""
        kept = self._kept.get(mutant.name)
        return kept is None or kept["text"] != self._texts[mutant.file] or kept["result"] not in {KILLED, TIMED_OUT}

    def survived(self, mutant: Mutant, tests: list[str]) -> bool:
        """Whether it has met these tests already, or more, and lived."""
        kept = self._kept.get(mutant.name, {})
        return (kept.get("text"), kept.get("result")) == (self._texts[mutant.file], SURVIVED) and set(tests) <= set(kept["tests"])

    def add(self, mutant: Mutant, result: str, tests: list[str], told: str) -> None:
        """One more result, and the test that told of it; what lives and has no reason is told at once."""
        entry = {"name": mutant.name, "file": mutant.file, "line": mutant.lines[0], "text": self._texts[mutant.file], "result": result}
        now = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        self._kept[mutant.name] = {**entry, "tests": tests if result == SURVIVED else [], "by": told, "cpu": round(now, 1)}
        with self._file.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(self._kept[mutant.name], ensure_ascii=False) + "\n")
        if result in {SURVIVED, NOT_COVERED} and mutant.name not in explained():
            sys.stderr.write(f"{result}: line {mutant.lines[0]}, {len(tests)} tests: {mutant.name}\n")

    def counts(self, path: str) -> dict[str, int]:
        """The figures of a file."""
        current = self._current(path)
        by_result = collections.Counter(each["result"] for each in current.values())
        return {"made": len(self._made[path]), "tried": len(current), **{key: by_result[key] for key in COUNTED[2:]}}

    def _current(self, path: str) -> dict[str, dict[str, Any]]:
        """The results of a file as it stands now."""
        return {name: each for name, each in self._kept.items() if name in self._made[path] and each["text"] == self._texts[path]}

    def tell(self, path: str) -> None:
        """A line about a finished file, and its figures among those of the others (``figures.yaml``)."""
        counts = self.counts(path)
        sys.stderr.write(f"{path}: " + ", ".join(f"{key} {counts[key]}" for key in COUNTED) + "\n")
        file = HERE / "figures.yaml"
        with (self._file.parent / "figures.lock").open("w") as lock:  # another campaign may count other files
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._write(file, path, counts)

    @staticmethod
    def _write(file: Path, path: str, counts: dict[str, int]) -> None:
        figures = yaml.safe_load(file.read_text("utf-8")) or {}
        figures[path] = counts
        head = "# Written by `make mutants`: what became of the mutants of each file.\n"
        file.write_text(head + yaml.safe_dump(dict(sorted(figures.items())), sort_keys=False), "utf-8")
