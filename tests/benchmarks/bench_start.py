"""Start-up and small runs against bare imports, in fresh processes: `make bench`.

A small run is dominated by the interpreter and its imports, so the limits are ratios to the bare import
of the libraries that the work cannot do without.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tests.benchmarks.reporting import Report
from tests.repository import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ROUNDS = 7
ENGINE = "import duckdb, yaml, pandera.polars"
REPORT = Report("start", "Start-up and small runs")


def seconds(*arguments: str) -> float:
    """Median wall time of a Python process, bytecode compiled before the first measured round."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(ROUNDS + 1):
        begin = time.perf_counter()
        subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, check=True, capture_output=True)
        times.append(time.perf_counter() - begin)
    return statistics.median(times[1:])


def report(what: str, measured: float, bare: float, limit: float) -> None:
    REPORT.line(what, f"{what}: {measured:.2f} s, bare {bare:.2f} s, ratio {measured / bare:.2f} (limit {limit})")
    assert measured <= limit * bare, what


def test_help_needs_hardly_more_than_click() -> None:
    report("scoring --help", seconds("-m", "scoring", "--help"), seconds("-c", "import click"), 2)


def test_scoring_the_example_is_mostly_imports(tmp_path: Path) -> None:
    run = ("-m", "scoring", "run", "data/linjiang-2016", "--no-documents", "--out", str(tmp_path))
    report("example without documents", seconds(*run), seconds("-c", ENGINE), 1.5)


def test_an_unchanged_run_is_little_more_than_a_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Inputs and all documents are there from the first time; every one of them is held against the manifest again.
    monkeypatch.setenv("SCORING_CACHE", str(tmp_path / "kept"))
    run = ("-m", "scoring", "run", "data/linjiang-2016", "--out", str(tmp_path / "out"))
    report("unchanged run with documents", seconds(*run), seconds("-m", "scoring", "--version"), 2)
