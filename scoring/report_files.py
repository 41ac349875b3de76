"""Which report belongs to which unit, and reading them on all cores."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scoring.assessment import Assessment
from scoring.problems import Problem

if TYPE_CHECKING:
    import polars as pl

    from scoring.intake.report import Report

# Below this many files a second process costs more than it saves.
WORTH_A_PROCESS = 8
BATCHES_PER_JOB = 4
LITTER = {"thumbs.db", "desktop.ini"}  # what file managers leave behind


class ReportReader:
    """Reads all files of the reports' folder, in processes that start before anything heavy is imported.

    Args:
        assessment: The assessment.
        jobs: Processes; as many as cores when None and a fork is possible. With one, files are read when they are asked for.
    """

    def __init__(self, assessment: Assessment, jobs: int | None = None) -> None:
        self.folder = assessment.folder
        self.files = _files(assessment.reports)
        self.pool: ProcessPoolExecutor | None = None
        self.batches: list[tuple[list[Path], Future[list[Report]]]] = []
        # A fork shares what is imported and starts at once, but only a process without threads may fork. Where a
        # caller has loaded an engine, processes must be asked for: starting afresh needs a main module that allows it.
        threaded = not {"duckdb", "polars"}.isdisjoint(sys.modules)
        jobs = jobs or (1 if threaded else os.cpu_count() or 1)
        if jobs > 1 and len(self.files) >= WORTH_A_PROCESS:
            self._start(jobs, threaded=threaded)

    def _start(self, jobs: int, *, threaded: bool) -> None:
        self.pool = ProcessPoolExecutor(jobs, get_context("spawn" if threaded else "fork"))
        size = max(1, len(self.files) // (jobs * BATCHES_PER_JOB))
        for start in range(0, len(self.files), size):
            batch = self.files[start : start + size]
            named = [(str(path), str(path.relative_to(self.folder))) for path in batch]
            self.batches.append((batch, self.pool.submit(_read_batch, named)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.pool:
            self.pool.shutdown(cancel_futures=True)

    def reports(self) -> Iterator[tuple[Path, Report]]:
        """Every file with what it says, in the order of paths."""
        if not self.batches:
            for path in self.files:
                yield path, _read_batch([(str(path), str(path.relative_to(self.folder)))])[0]
        for paths, future in self.batches:
            yield from zip(paths, future.result(), strict=True)


def _read_batch(named: Sequence[tuple[str, str]]) -> list[Report]:
    from scoring.intake.reading import read_report

    return [read_report(Path(path), name) for path, name in named]


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(
        path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", "~$")) and path.name.lower() not in LITTER
    )


def owners(assessment: Assessment, tables: Mapping[str, pl.DataFrame], files: Sequence[Path]) -> tuple[dict[Path, str], list[Problem]]:
    """The unit of every file: by reports.csv, else by a file name equal to a unit's id or name.

    Returns:
        Unit id by file, and problems A011 (registered but not there), A012 (two units), A013 (nobody's).
    """
    register = str(assessment.inputs.get("reports", ""))
    units: dict[Path, str] = {}
    problems = []
    known = set(files)
    for line, row in enumerate(tables["reports"].iter_rows(named=True), 2):
        path = assessment.reports / (row["file"] or "")
        if row["file"] and path not in known:
            problems.append(Problem("A011", register, line, "file", row["file"]))
        elif path in units:
            problems.append(Problem("A012", register, line, "file", row["file"]))
        elif row["file"]:
            units[path] = row["unit_id"]
    names = unit_names(tables["units"].iter_rows(named=True))
    for path in files:
        if path in units:
            continue
        if path.stem in names:
            units[path] = names[path.stem]
        else:
            problems.append(Problem("A013", str(path), found=path.name))
    return units, problems


def unit_names(rows: Iterator[dict[str, Any]]) -> dict[str, str]:
    """Unit id by every name of a unit."""
    return {row[key]: row["unit_id"] for row in rows for key in ("short_name", "name", "unit_id") if row[key]}
