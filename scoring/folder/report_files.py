"""Which report belongs to which unit, and reading them on all cores."""

from __future__ import annotations

import functools
import hashlib
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scoring.files.caching import libraries, make_kept
from scoring.files.lookalike import differing, look
from scoring.folder.assessment import Assessment
from scoring.folder.report_entries import report_entries
from scoring.machine.processes import batches, outcome, processes
from scoring.problems import Problem

if TYPE_CHECKING:
    import polars as pl

    from scoring.intake.frames import Batch
    from scoring.intake.kept import Readings

BATCH = 64  # files that are objects at the same time in one process


class ReportReader:
    """Reads all files of the reports' folder, in processes that start before anything heavy is imported.

    Args:
        assessment: The assessment.
        jobs: Processes; as many as cores when None and a fork is possible. With one, files are read when they are asked for.
        fresh: Read files again whose readings were kept.
    """

    def __init__(self, assessment: Assessment, jobs: int | None = None, *, fresh: bool = False) -> None:
        self.folder = assessment.folder
        self.files = report_files(assessment.reports)
        self.readings = readings_of(assessment.folder, fresh=fresh) if self.files else None
        self.pool = processes(jobs, len(self.files))
        named = [(number, str(path), str(path.relative_to(self.folder))) for number, path in enumerate(self.files, 1)]
        self.batches = batches(named, jobs or 2, BATCH)
        self.work = functools.partial(read_batch, readings=self.readings)
        self.futures: list[Future[Batch]] = [self.pool.submit(self.work, batch) for batch in self.batches] if self.pool else []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.pool:
            self.pool.shutdown(cancel_futures=True)

    def read(self) -> Iterator[Batch]:
        """What the files say, batch by batch, in the order of their paths; afterwards no other reading is kept."""
        read: set[str] = set()
        for batch in map(outcome, self.futures) if self.pool else map(self.work, self.batches):
            read.update(report.sha256 for report in batch.reports)
            yield batch
        if self.readings:
            self.readings.forget_all_but(read)


def read_batch(named: Sequence[tuple[int, str, str]], form: str = "auto", readings: Readings | None = None) -> Batch:
    """Read some files; each as (number, path, name in messages)."""
    from scoring.intake.frames import make_batch
    from scoring.intake.reading import read_report

    return make_batch([read_report(Path(path), name, form=form, readings=readings) for _, path, name in named], named[0][0])


def readings_of(assessment: Path, *, fresh: bool = False) -> Readings | None:
    """Where the readings of an assessment's reports are kept by this program with these libraries; None where nothing is kept.

    Readings by other versions are removed.
    """
    kept = make_kept(assessment)
    if kept is None:
        return None
    from scoring.folder.manifest import program
    from scoring.intake.kept import Readings

    version = hashlib.sha256(repr((program(), libraries())).encode()).hexdigest()[:16]
    folder = kept / "readings" / version
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for other in folder.parent.iterdir():
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)
    return Readings(folder, fresh)


def report_files(folder: Path) -> list[Path]:
    """All files under a folder in the order of their paths, without hidden ones and what programs leave behind.

    Only files that lie in the folder: what is none, or leads out of it, is told by :func:`scoring.folder.report_entries.strange`.
    """
    return report_entries(folder).files


def owners(assessment: Assessment, tables: Mapping[str, pl.DataFrame], files: Sequence[Path]) -> tuple[dict[Path, str], list[Problem]]:
    """The unit of every file: by reports.csv, else by a file name equal to a unit's id or name.

    Returns:
        Unit id by file, and problems A011 (registered but not there), A012 (two units), A013 (nobody's), I086 (only looks like somebody's),
        I081 to I083 (no files).
    """
    register = str(assessment.inputs.get("reports", ""))
    units: dict[Path, str] = {}
    problems = list(report_entries(assessment.reports).problems)
    known = set(files)
    missing: list[tuple[str, int]] = []
    for row in tables["reports"].iter_rows(named=True):
        path = assessment.reports / (row["file"] or "")
        if row["file"] and path not in known:
            missing.append((row["file"], row["line"]))
        elif path in units:
            problems.append(Problem("A012", register, row["line"], "file", row["file"]))
        elif row["file"]:
            units[path] = row["unit_id"]
    names = unit_names(tables["units"].iter_rows(named=True))
    units |= {path: names[path.stem] for path in files if path not in units and path.stem in names}
    problems += [Problem("A011", register, line, "file", name) for name, line in missing]
    registered = {look(name): name for name, _ in missing} | {look(name): name for name in names}
    problems += [_nobodys(path, assessment.reports, registered) for path in files if path not in units]
    return units, problems


def _nobodys(path: Path, folder: Path, registered: Mapping[str, str]) -> Problem:
    """A file of which no unit is known: A013, or I086 where its name only looks like one that is."""
    for name in (path.relative_to(folder).as_posix(), path.stem):
        if other := registered.get(look(name)):
            return Problem("I086", str(path), found=path.name, args={"other": other, "differing": differing(name, other)})
    return Problem("A013", str(path), found=path.name)


def unit_names(rows: Iterator[dict[str, Any]]) -> dict[str, str]:
    """Unit id by every name that only one unit has; an id always means its own unit."""
    register = list(rows)
    shared = Counter(name for row in register for name in {row["short_name"], row["name"]})
    names = {row[key]: row["unit_id"] for row in register for key in ("short_name", "name") if row[key] and shared[row[key]] == 1}
    return names | {row["unit_id"]: row["unit_id"] for row in register if row["unit_id"]}
