"""``final.json``: what makes a run final, and its place in the chain of final runs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from scoring.files import jsonfile
from scoring.files.output import FINAL, digest
from scoring.problems import Problem, ProblemsFound

NOTICE = "superseded.json"  # put into a final run when another takes its place; the only file that ever comes later


@dataclass(frozen=True, slots=True)
class Link:
    """Another final run: its assessment, number, folder and date, and the SHA-256 of its ``final.json``."""

    assessment: str
    number: int
    run: str
    date: str
    final: str


@dataclass(frozen=True, slots=True)
class Successor:
    """What a final run says of the one that took its place: which, who decided it, why."""

    final: Link
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A file by its place, size and SHA-256."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Final:
    """A final run.

    Args:
        assessment: Id of the assessment.
        number: Which final run of this assessment it is, from 1.
        run: Name of its folder.
        date: ISO date, as given.
        by: Who made it final.
        reason: Why without the steps before, where they were passed over.
        manifest: SHA-256 of its ``manifest.json``, and so of every input and output.
        score_fingerprint: Fingerprint of everything in the criteria that changes scores.
        log: SHA-256 of the line of the log that was the last one then, empty for none.
        previous: The final run before it, of this or another assessment; None for the first.
        supersedes: The final run of the same assessment whose place it takes.
        why: Why it takes its place.
        left_out: Inputs of the manifest that are not kept in ``inputs/``.
        added: Files in ``inputs/`` that the manifest does not name: where the criteria lie, and the office's own typefaces.
    """

    assessment: str
    number: int
    run: str
    date: str
    by: str
    reason: str
    manifest: str
    score_fingerprint: str
    log: str
    previous: Link | None = None
    supersedes: Link | None = None
    why: str = ""
    left_out: tuple[Entry, ...] = ()
    added: tuple[Entry, ...] = ()

    def link(self, sha256: str) -> Link:
        """How others name it."""
        return Link(self.assessment, self.number, self.run, self.date, sha256)

    def as_bytes(self) -> bytes:
        """The file."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def read_final(run: Path) -> tuple[Final, str]:
    """``final.json`` of a run and its SHA-256; raises ProblemsFound V044 where it cannot be read."""
    file = run / FINAL
    try:
        data = jsonfile.read(file)
        links = {name: Link(**data[name]) if data[name] else None for name in ("previous", "supersedes")}
        files = {name: tuple(Entry(**entry) for entry in data[name]) for name in ("left_out", "added")}
        return Final(**(data | links | files)), digest(file)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ProblemsFound([Problem("V044", str(file), found=str(error))]) from None


def superseded_by(run: Path) -> Successor | None:
    """The final run that took the place of this one, as this one says; None where it says nothing that can be read."""
    try:
        data = jsonfile.read(run / NOTICE)
        return Successor(Link(**data["superseded_by"]), data["by"], data["reason"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def superseded_note(run: Path) -> list[Problem]:
    """V051 where another final run took the place of this one: what is made of it is not in force."""
    later = superseded_by(run)
    args = {"number": later.final.number, "date": later.final.date, "reason": later.reason} if later else {}
    return [Problem("V051", str(run), found=later.final.run, args=args)] if later else []


def notice(final: Final, sha256: str) -> bytes:
    """The file that goes into the run whose place a final run takes."""
    data = {"superseded_by": asdict(final.link(sha256)), "by": final.by, "reason": final.why}
    return (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
