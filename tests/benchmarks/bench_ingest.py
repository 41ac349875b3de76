"""Ten million rows of a CSV file with twelve checks beside the plain typed load, in turn: `make bench`.

``BENCH_INGEST=1e6`` takes fewer rows; the limit is held from ten million on.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.measured import Variant, in_turn, median
from tests.benchmarks.records_workload import UNITS, make_records
from tests.benchmarks.reporting import Most, Report

STATED = 10_000_000
ROWS = int(float(os.environ.get("BENCH_INGEST", STATED)))
BROKEN = 600  # rows of each of eight kinds that must be refused
MOST_CHECKED, MOST_LIMITED = 3.5, 2.0
MOST = Most(MOST_CHECKED, held=ROWS >= STATED)
REPORT = Report(
    "ingest",
    "Reading and checking cases",
    f"{ROWS:,} rows of eight columns from one CSV file (a table that the office declares), of {UNITS:,} units. Checked: unit known, "
    "identity there, its pattern, no row twice, two closed lists, two dates, first date there, their order, a whole number, a decimal, "
    "and the ranges of both. The plain load reads the same file into a table of the same types.",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("ingest")
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def clean(folder: Path) -> str:
    return str(make_records(folder / "clean", ROWS, table="hotline", form="csv"))


def engine(file: str, *options: str) -> Variant:
    return Variant("scoring", "ingest_engine", (file, *options))


def floor(file: str, *options: str) -> Variant:
    return Variant("plain load", "ingest_floor", (file, *options))


def test_both_load_every_row(clean: str) -> None:
    assert engine(clean).output().strip() == floor(clean).output().strip() == str(ROWS)


def test_twelve_checks_beside_the_plain_load(clean: str) -> None:
    REPORT.compare("checked and typed", engine(clean), floor(clean), MOST, rounds=3)


def test_under_a_limit_of_memory(clean: str) -> None:
    limited = engine(clean, "--memory", "1GB")
    REPORT.compare("checked and typed under 1 GB", limited, engine(clean), Most(MOST_LIMITED, held=MOST.held), rounds=3)


def test_rows_that_must_be_refused(folder: Path, clean: str) -> None:
    file = str(make_records(folder / "broken", ROWS, table="hotline", form="csv", broken=BROKEN))
    pairs = in_turn(engine(file), engine(clean), rounds=3)
    first, second = (median(list(took)) for took in zip(*pairs, strict=True))
    refused = f"{8 * BROKEN:,} rows refused with file, row, column, found and expected"
    times = f"{first.seconds / second.seconds:.1f} times as long as without"
    REPORT.line("refused", f"{refused}: {first.seconds:.2f} s, {first.megabytes:.0f} MB, {times}; told: {engine(file).output().strip()}")


def test_growth_with_the_rows(folder: Path) -> None:
    for rows in (ROWS // 100, ROWS // 10, ROWS):
        file = str(make_records(folder / str(rows), rows, table="hotline", form="csv"))
        took = median([engine(file).run() for _ in range(3)])
        REPORT.row("Growth with the rows", {"rows": f"{rows:,}", "s": f"{took.seconds:.2f}", "MB": f"{took.megabytes:.0f}"})
        Path(file).unlink()
