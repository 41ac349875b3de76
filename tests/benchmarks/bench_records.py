"""Timeliness of a hundred million cases by the project's own steps, beside bare scans, pandas and polars: `make bench`.

``BENCH_RECORDS=1e7`` takes fewer cases; limits are held from a hundred million on, as fewer are mostly start-up.
``BENCH_HUGE=5e8`` shows so many under 2 GB once. ``BENCH_FOLDER=DIR`` keeps the files there and takes them again.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.measured import Variant, in_turn, median
from tests.benchmarks.records_workload import AGGREGATES, TABLE, UNITS, make_records
from tests.benchmarks.reporting import Most, Report

STATED = 100_000_000
ROWS, HUGE = int(float(os.environ.get("BENCH_RECORDS", STATED))), int(float(os.environ.get("BENCH_HUGE", "0")))
HELD = ROWS >= STATED
MOST_TIMELINESS, MOST_PERCENTILES, MOST_LIMITED = 1.4, 2.5, 1.25  # of the bare scan and group-by; of the same without a limit
MOST_PANDAS, MOST_PANDAS_MEMORY, MOST_POLARS = 1 / 4, 1 / 20, 1.0
MOST_DOUBLED = 2.2
REPORT = Report(
    "records",
    "Timeliness of cases",
    f"{ROWS:,} items with the day they were made and the day they were published, of {UNITS:,} units and two years, in one Parquet file; "
    "counted by unit and year: items, those in time (20 working days), working days taken. The bare scan reads the same columns and groups "
    "by the same keys with calendar days. Percentiles are exact.",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    kept = os.environ.get("BENCH_FOLDER")
    made = Path(kept) if kept else tmp_path_factory.mktemp("records")
    yield made
    if not kept:
        shutil.rmtree(made)


def cases(folder: Path, rows: int = ROWS, units: int = UNITS, table: str = TABLE) -> str:
    """The file of so many cases, written once."""
    place = folder / f"{rows}-of-{units}"
    file = place / f"{table}.parquet"
    if not file.exists():
        begin = time.perf_counter()
        make_records(place, rows, units, table=table)
        size = file.stat().st_size / 1e6
        REPORT.row("Making the files", {"cases": f"{rows:,} {table}", "s": f"{time.perf_counter() - begin:.0f}", "MB": f"{size:.0f}"})
    return str(file)


def engine(file: str, measures: str = "timeliness", *options: str) -> Variant:
    return Variant("scoring", "records_engine", (file, measures, *options))


def bare(file: str, what: str = "group") -> Variant:
    return Variant("bare group-by" if what == "group" else "bare scan", "records_floor", (file, what))


def polars(file: str, *wanted: str) -> Variant:
    return Variant("polars", "records_polars", (file, *wanted), {"POLARS_MAX_THREADS": str(os.cpu_count())})


def test_all_of_them_count_the_same(folder: Path) -> None:
    file = cases(folder, min(ROWS, 5_000_000))
    printed = [variant.output().split()[-2:] for variant in (engine(file), Variant("pandas", "records_pandas", (file,)), polars(file))]
    assert printed[0] == printed[1] == printed[2]


def test_timeliness_beside_the_bare_scan(folder: Path) -> None:
    file = cases(folder)
    REPORT.compare("timeliness", engine(file), bare(file), Most(MOST_TIMELINESS, held=HELD))
    REPORT.compare("timeliness, to the scan alone", engine(file), bare(file, "raw"), Most(MOST_PERCENTILES, held=HELD))


def test_exact_percentiles_beside_the_bare_scan(folder: Path) -> None:
    file = cases(folder)
    REPORT.compare("median and 90th percentile", engine(file, "percentiles"), bare(file), Most(MOST_PERCENTILES, held=HELD))


def test_statutory_replies_beside_the_bare_scan(folder: Path) -> None:
    """Receipt by channel, two regimes, corrections, third parties, extensions: told, not held against a limit."""
    file = cases(folder, ROWS // 4, table="requests")
    REPORT.compare(f"statutory replies, {ROWS // 4:,} applications", engine(file), bare(file), Most(0), rounds=3)


def test_timeliness_beside_pandas(folder: Path) -> None:
    file = cases(folder)
    pandas = Variant("pandas", "records_pandas", (file,))
    REPORT.compare("timeliness, to pandas", engine(file), pandas, Most(MOST_PANDAS, MOST_PANDAS_MEMORY, HELD), rounds=3)


def test_timeliness_beside_polars(folder: Path) -> None:
    file = cases(folder)
    REPORT.compare("timeliness, to polars", engine(file), polars(file), Most(MOST_POLARS, held=HELD))


@pytest.mark.parametrize("measures", ["timeliness", "percentiles"])
def test_under_a_limit_of_memory(folder: Path, measures: str) -> None:
    file = cases(folder)
    limited = engine(file, measures, "--memory", "500MB")
    REPORT.compare(f"{measures} under 500 MB", limited, engine(file, measures), Most(MOST_LIMITED, held=HELD))


def test_growth_with_the_rows(folder: Path) -> None:
    sizes = [ROWS // 8, ROWS // 4, ROWS // 2, ROWS]
    took = [median([engine(cases(folder, rows)).run() for _ in range(3)]) for rows in sizes]
    for rows, one in zip(sizes, took, strict=True):
        REPORT.row("Growth with the cases", {"cases": f"{rows:,}", "s": f"{one.seconds:.2f}", "MB": f"{one.megabytes:.0f}"})
    assert not HELD or took[-1].seconds <= MOST_DOUBLED * took[-2].seconds


def test_growth_with_the_units(folder: Path) -> None:
    for units in (UNITS // 100, UNITS // 10, UNITS):
        file = cases(folder, ROWS // 4, units)
        first, second = (median(list(took)) for took in zip(*in_turn(engine(file), bare(file), rounds=3), strict=True))
        cells = {"units": f"{units:,}", "cases": f"{ROWS // 4:,}", "s": f"{first.seconds:.2f}", "MB": f"{first.megabytes:.0f}"}
        REPORT.row("Growth with the units", cells | {"bare group-by, s": f"{second.seconds:.2f}"})


def test_growth_with_the_measures(folder: Path) -> None:
    file = cases(folder, ROWS // 4)
    for count in (1, 2, 5, len(AGGREGATES)):
        took = median([engine(file, str(count)).run() for _ in range(3)])
        cells = {"measures": str(count), "cases": f"{ROWS // 4:,}", "s": f"{took.seconds:.2f}", "MB": f"{took.megabytes:.0f}"}
        REPORT.row("Growth with the measures", cells)


@pytest.mark.skipif(not HUGE, reason="BENCH_HUGE=5e8 asks for it: four minutes and 3 GB of disk")
def test_five_times_as_many_under_two_gigabytes(folder: Path) -> None:
    file = cases(folder, HUGE)
    for variant, measures in ((engine(file, "timeliness", "--memory", "2GB"), "timeliness"), (bare(file), "")):
        took = variant.run()
        cells = {"": variant.name, "measures": measures, "cases": f"{HUGE:,}", "s": f"{took.seconds:.2f}", "MB": f"{took.megabytes:.0f}"}
        REPORT.row("Once, under 2 GB", cells)
    took = engine(file, "percentiles", "--memory", "2GB").run()
    cells = {"": "scoring, percentiles", "measures": "percentiles", "cases": f"{HUGE:,}"}
    REPORT.row("Once, under 2 GB", cells | {"s": f"{took.seconds:.2f}", "MB": f"{took.megabytes:.0f}"})
