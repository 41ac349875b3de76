"""``states.jsonl``: one line per decision, appended only, each with the SHA-256 of the one before.

::

    {"assessment": "linjiang-2016", "by": "张三", "date": "2017-08-14", "final": "", "from": "draft", "line": 1,
     "manifest": "<sha256>", "previous": "", "reason": "", "run": "linjiang-2016-1a2b3c4d", "sha256": "<of this line>", "to": "feedback"}

A line that was altered does not fit its own hash, one that was taken out or put in leaves the next without its predecessor.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from scoring.files.bounded import UnreadError, file_bytes
from scoring.files.jsonfile import MOST_BYTES, mapping
from scoring.files.output import unwritten
from scoring.problems import Problem, ProblemsFound

State = Literal["draft", "feedback", "appeals", "final"]
STATES: tuple[State, ...] = ("draft", "feedback", "appeals", "final")
NAME = "states.jsonl"


@dataclass(frozen=True, slots=True)
class Line:
    """One decision.

    Args:
        number: Place in the log, from 1.
        assessment: Id of the assessment.
        run: Name of the run's folder.
        manifest: SHA-256 of the run's ``manifest.json``.
        before: State of the assessment before.
        state: State after.
        date: ISO date of the decision, as given.
        by: Who took it.
        reason: Why, where a reason is asked for.
        final: SHA-256 of ``final.json`` where the run became final, else empty.
        previous: SHA-256 of the line before, empty in the first.
        sha256: SHA-256 of this line without this key.
    """

    number: int
    assessment: str
    run: str
    manifest: str
    before: State
    state: State
    date: str
    by: str
    reason: str = ""
    final: str = ""
    previous: str = ""
    sha256: str = ""


_KEYS = {"number": "line", "before": "from", "state": "to"}  # fields that are called otherwise in the file


@dataclass(frozen=True, slots=True)
class Log:
    """The log of a folder of runs: its whole lines, what is wrong with it, and how many bytes of it are whole lines."""

    file: Path
    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()
    whole: int = 0

    @property
    def head(self) -> str:
        """SHA-256 of the last line, empty where there is none."""
        return self.lines[-1].sha256 if self.lines else ""

    def of(self, assessment: str) -> tuple[Line, ...]:
        """The lines of one assessment."""
        return tuple(line for line in self.lines if line.assessment == assessment)

    def state(self, assessment: str) -> State:
        """The state of an assessment: that of its last line, ``draft`` where it has none."""
        lines = self.of(assessment)
        return lines[-1].state if lines else "draft"

    def finals(self, assessment: str | None = None) -> tuple[Line, ...]:
        """The lines by which runs became final, of one assessment or of all."""
        return tuple(line for line in self.lines if line.state == "final" and assessment in {None, line.assessment})


def runs_of(run: Path) -> Path:
    """The folder of runs that a run lies in, as the user would name it."""
    return run.resolve().parent if run.name in {"", ".."} or run.is_symlink() else run.parent


def read_log(out: Path) -> Log:
    """Read and check the log of a folder of runs.

    Args:
        out: The folder that holds the runs.

    Returns:
        The lines that can be read, with the problems V030 (last line torn), V031 (no line of a log), V032 (altered) and
        V033 (not chained to the line before). Raises ProblemsFound I089 where it is longer than any log.
    """
    file = out / NAME
    try:
        data = file_bytes(file, MOST_BYTES) if file.is_file() else b""
    except UnreadError as unread:
        raise ProblemsFound([unread.problem(str(file))]) from None
    whole, torn = _whole_lines(data)
    problems = [Problem("V030", str(file), len(whole) + 1, found=torn.decode("utf-8", "replace"))] if torn else []
    lines: list[Line] = []
    for number, text in enumerate(whole, 1):
        line = _line(text)
        if line is None:
            problems.append(Problem("V031", str(file), number, found=text.decode("utf-8", "replace")))
            continue
        problems += _broken(file, number, line, lines[-1].sha256 if lines else "")
        lines.append(line)
    return Log(file, tuple(lines), tuple(problems), len(data) - len(torn))


def _whole_lines(data: bytes) -> tuple[list[bytes], bytes]:
    """The lines that end, and what stands behind the last of them."""
    *whole, torn = data.split(b"\n")
    return whole, torn


def _broken(file: Path, number: int, line: Line, previous: str) -> Iterator[Problem]:
    if line.sha256 != _digest(line):
        yield Problem("V032", str(file), number, found=line.sha256[:16])
    if line.previous != previous or line.number != number:
        yield Problem("V033", str(file), number, found=line.previous[:16])


def _line(text: bytes) -> Line | None:
    """A line of the log; None where it is none."""
    try:
        data = mapping(text)
        line = Line(**{field: data.pop(_KEYS.get(field, field)) for field in Line.__dataclass_fields__})
        dt.date.fromisoformat(line.date)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    texts = (value for field, value in asdict(line).items() if field != "number")
    sound = not data and isinstance(line.number, int) and line.state in STATES and all(isinstance(value, str) for value in texts)
    return line if sound else None


def _written(line: Line) -> dict[str, Any]:
    return {_KEYS.get(field, field): value for field, value in asdict(line).items()}


def _digest(line: Line) -> str:
    """SHA-256 of a line without its own hash: sorted keys, no spaces, UTF-8."""
    data = {key: value for key, value in _written(line).items() if key != "sha256"}
    return hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def chained(log: Log, line: Line) -> Line:
    """A line as it will stand behind the last one: numbered, with its predecessor's hash and its own."""
    placed = replace(line, number=len(log.lines) + 1, previous=log.head)
    return replace(placed, sha256=_digest(placed))


def append(log: Log, line: Line) -> Line:
    """Write a line behind the last whole one; what was torn there goes.

    Returns:
        The line as it stands in the file. Raises ProblemsFound A006, A031.
    """
    placed = chained(log, line)
    text = json.dumps(_written(placed), ensure_ascii=False, sort_keys=True) + "\n"
    is_new = not log.file.exists()
    try:
        with log.file.open("xb" if is_new else "r+b") as file:
            file.truncate(log.whole)
            file.seek(log.whole)
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        _undo(log, is_new=is_new)
        raise unwritten(log.file, error) from None
    return placed


def _undo(log: Log, *, is_new: bool) -> None:
    """Take away what a full disk took of a line."""
    with suppress(OSError):
        if is_new:
            log.file.unlink()
        else:
            os.truncate(log.file, log.whole)
