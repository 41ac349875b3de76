"""Reads hostile files in processes that may take only so much: no clock is asserted, what takes too much is ended by the system.

One process without threads imports the readers once (``python -m tests.hostile.bounded``) and forks for every file.
A fork has a limit of address space and of processor seconds, both far above what any honest file takes, and tells
what it found and the most memory that it held.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

SPACE = 12_000_000_000  # bytes of addresses, most of which the engine only reserves
SECONDS = 20  # of the processor; the slowest file of the tables takes four
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    """What became of one file.

    Args:
        said: What the reader returned, or that it was ended.
        peak: The most memory that the process held, in bytes.
        taken: Seconds of the processor; told, never asserted.
    """

    said: Any
    peak: int
    taken: float


class Readers:
    """The process that forks for every file."""

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.hostile.bounded"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()

    def ask(self, reader: str, path: Path, *args: str) -> Outcome:
        """What a reader (a function of ``tests.hostile.readers``) says of a file."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps([reader, str(path), *args]) + "\n")
        self.process.stdin.flush()
        return Outcome(**json.loads(self.process.stdout.readline()))


def _forked(work: Callable[[], object]) -> dict[str, Any]:
    """Do a piece of work in a fork within the limits."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _work(work, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        text = pipe.read()
    _, status, usage = os.wait4(child, 0)
    said = json.loads(text) if text else f"ended by {os.waitstatus_to_exitcode(status)}"
    return {"said": said, "peak": usage.ru_maxrss * 1024, "taken": round(usage.ru_utime + usage.ru_stime, 2)}


def _work(work: Callable[[], object], writing: int) -> None:
    try:
        resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        try:
            said = work()
        except BaseException as error:  # noqa: BLE001 - whatever comes out is what the test shall see
            said = f"{type(error).__name__}: {error}"[:500]
        with os.fdopen(writing, "w") as pipe:
            json.dump(said, pipe, ensure_ascii=False, default=str)
    finally:
        os._exit(0)


def main() -> None:
    """Answer requests line by line: ``[reader, path, ...]`` in, what became of it out."""
    from tests.hostile import readers

    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a reader prints is no answer
    for line in sys.stdin:
        name, path, *args = json.loads(line)
        answers.write(json.dumps(_forked(lambda name=name, path=path, args=args: getattr(readers, name)(Path(path), *args))) + "\n")  # type: ignore[misc]  # mypy does not see defaults of a lambda
        answers.flush()


if __name__ == "__main__":
    main()
