"""What a target is, and the list of them."""

from __future__ import annotations

import importlib
import pkgutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from scoring.problems import Problem, sentence

FOUND = Path(__file__).resolve().parents[1] / "found"
"""Smallest inputs that once ended otherwise than they should, by target."""
Mutator = Callable[[bytes, Random], bytes]


@dataclass(frozen=True)
class Target:
    """One way in.

    Args:
        seeds: Valid files (and some with ordinary mistakes), small ones first.
        check: Reads bytes as the program would. It returns where they end in facts or in problems; anything else is an
            exception: one of the reader's own that should not come out of it, or an AssertionError where a result is
            none that the program may have, or is beyond a documented limit.
        mutate: Makes another file of one, part by part of its format.
        examples: How many random changes the suite tries, times :data:`tests.budgets.FACTOR`.
        longest: Bytes that a campaign gives at most.
    """

    seeds: Callable[[], Sequence[bytes]]
    check: Callable[[bytes], None]
    mutate: Mutator
    examples: int
    longest: int = 100_000


def names() -> list[str]:
    """Names of all targets: the modules beside ``machinery``."""
    folder = Path(__file__).resolve().parents[1]
    return sorted(m.name for m in pkgutil.iter_modules([str(folder)]) if not m.ispkg and not m.name.startswith("test_"))


def load(name: str) -> Target:
    """The target of a name."""
    found = importlib.import_module(f"tests.fuzz.{name}").TARGET
    assert isinstance(found, Target)
    return found


@contextmanager
def passing_folder() -> Iterator[Path]:
    """A folder for one input, in memory where the system has such a place."""
    memory = Path("/dev/shm")  # noqa: S108 - the folder inside it has a name of its own
    with tempfile.TemporaryDirectory(prefix="fuzz-", dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


def assert_told(problems: Sequence[Problem]) -> None:
    """There are some, and every one can be said in both languages, and written to a file."""
    for problem in problems:
        for words in (sentence(problem), sentence(problem, "en")):
            assert words.endswith(f"[{problem.code}]"), words
            words.encode()
