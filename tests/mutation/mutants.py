"""All mutants of the files under test, each with a name that stays when lines move."""

from __future__ import annotations

import collections
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.mutation.sqltext import Change, changes, tokens
from tests.repository import ROOT

UNDER_TEST = ("scoring/numbers.py", "scoring/rules", "scoring/scores", "scoring/ranking")
_SHOWN = 60


@dataclass(frozen=True)
class Mutant:
    """One changed place of one file.

    Args:
        file: The file below the root of the repository.
        within: Class and function, such as ``Ratio.points_sql``; empty for what stands outside, and in SQL.
        was: What stands there, on one line.
        now: What stands there instead.
        number: Which one of those that read alike, from 1.
        lines: First and last line of the statement.
        is_inside: Whether it lies in the body of a function, so that it acts only when that is called.
        made: Gives the text of the file with the mutant.
    """

    file: str
    within: str
    was: str
    now: str
    number: int
    lines: tuple[int, int]
    is_inside: bool
    made: Callable[[], str]

    @property
    def name(self) -> str:
        """The mutant in one line, unique."""
        return f"{self.file} {self.within or '-'}: {self.was} => {self.now} #{self.number}"

    @property
    def draw(self) -> str:
        """Its place in the order in which a sample is drawn: the same on every machine."""
        return hashlib.sha256(self.name.encode()).hexdigest()


def files(only: str = "") -> list[Path]:
    """The files under test, those below ``only`` if it is named."""
    found: list[Path] = []
    for place in UNDER_TEST:
        path = ROOT / place
        found += sorted([*path.glob("*.py"), *path.glob("*.sql")]) if path.is_dir() else [path]
    return [file for file in found if file == ROOT / only or file.is_relative_to(ROOT / only)]


def mutants(file: Path) -> list[Mutant]:
    """The mutants of a file, in the order of its text."""
    found = _of_sql(file) if file.suffix == ".sql" else _of_python(file)
    seen: collections.Counter[str] = collections.Counter()
    named = []
    for mutant in found:
        seen[mutant.name] += 1
        named.append(replace(mutant, number=seen[mutant.name]))
    return named


def sample(listed: list[Mutant], most: int) -> list[Mutant]:
    """At most so many of them, drawn by the hash of their names; 0 for all."""
    return sorted(listed, key=lambda mutant: mutant.draw)[: most or None]


def _of_python(file: Path) -> Iterator[Mutant]:
    from tests.mutation.pythontext import Module  # its libraries are there for `make mutants` only

    module = Module(file.read_text("utf-8"))
    path = file.relative_to(ROOT).as_posix()
    for found in module.found:
        was, now = _shown(found.was, found.now)
        lines = (found.line, found.last_line)
        yield Mutant(path, found.within, was, now, 1, lines, found.is_inside, lambda found=found: module.made(found))  # type: ignore[misc]  # mypy does not infer a lambda with a default


def _of_sql(file: Path) -> Iterator[Mutant]:
    text, path = file.read_text("utf-8"), file.relative_to(ROOT).as_posix()
    read = tokens(text)
    for change in changes(text):
        line = text.count("\n", 0, change.start) + 1
        was, now = _shown(*_clauses(text, change, [(token.start, token.end) for token in read]))
        yield Mutant(path, "", was, now, 1, (line, line), is_inside=True, made=lambda change=change: change.made(text))  # type: ignore[misc]  # as above


def _clauses(text: str, change: Change, places: list[tuple[int, int]]) -> tuple[str, str]:
    """The change with two tokens on either side, so that it can be found and read."""
    start = ([0, *(first for first, last in places if last <= change.start)])[-3:][0]
    end = ([*(last for first, last in places if first >= change.end), len(text)])[:2][-1]
    return text[start:end], text[start : change.start] + change.now + text[change.end : end]


def _shown(was: str, now: str) -> tuple[str, str]:
    """Both on one line; of long ones only what differs, with what stands around it."""
    was, now = (re.sub(r"\s+", " ", text).strip() for text in (was, now))
    if max(len(was), len(now)) <= 2 * _SHOWN:
        return was, now
    same = next((at for at, (one, other) in enumerate(zip(was, now, strict=False)) if one != other), min(len(was), len(now)))
    behind = next((at for at in range(min(len(was), len(now)) - same) if was[-1 - at] != now[-1 - at]), min(len(was), len(now)) - same)
    head, tail = max(same - _SHOWN // 2, 0), max(behind - _SHOWN // 2, 0)
    cut = [("…" if head else "") + text[head : len(text) - tail] + ("…" if tail else "") for text in (was, now)]
    return _middle(cut[0]), _middle(cut[1])


def _middle(text: str) -> str:
    return text if len(text) <= 4 * _SHOWN else f"{text[: 2 * _SHOWN]}…{text[-2 * _SHOWN :]}"
