"""A nation over ten years: 200,000 units, 100 indicators, and how time and memory grow: `make bench`.

``BENCH_UNITS=20000`` takes fewer units; limits are held from 200,000 on. ``BENCH_WHOLE=1`` also shows ``scoring run`` on a
whole folder of so many units with ten years of figures and ``BENCH_RECORDS`` cases, once.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks import nation, workload
from tests.benchmarks.measured import Variant, in_turn, median
from tests.benchmarks.reporting import Most, Report

STATED = 200_000
UNITS, INDICATORS, YEARS = int(float(os.environ.get("BENCH_UNITS", STATED))), 100, 10
ROWS = int(float(os.environ.get("BENCH_RECORDS", "1e7")))
HELD = UNITS >= STATED
MOST_YEARS = 11.0  # of one year: ten years cost ten times as much
MOST_LIMITED, MOST_DOUBLED = 1.5, 2.2
REPORT = Report(
    "scale",
    "Units, indicators, years",
    f"{UNITS:,} units and {INDICATORS} indicators over 145 figures, from a wide Parquet file to totals, ranks and grades with exact "
    f"decimals; {YEARS} years are {YEARS * UNITS:,} rows.",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("scale")
    yield made
    shutil.rmtree(made)


def scoring(folder: Path, units: int = UNITS, count: int = INDICATORS, *options: str) -> Variant:
    """The engine over so many rows."""
    file, out = folder / f"{units}.parquet", folder / "out"
    out.mkdir(exist_ok=True)
    if not file.exists():
        workload.make_table(file, units)
    return Variant(" ".join([f"{units:,} x {count}", *options]), "engine", (str(file), str(count), str(out), *options))


def told(table: str, first: str, variant: Variant, rounds: int = 3) -> float:
    """Median of some runs as a row; the seconds."""
    took = median([one for (one,) in in_turn(variant, rounds=rounds)])
    REPORT.row(table, {table.rpartition(" ")[2]: first, "s": f"{took.seconds:.2f}", "MB": f"{took.megabytes:.0f}"})
    return took.seconds


def test_ten_years_beside_one(folder: Path) -> None:
    REPORT.compare("ten years", scoring(folder, YEARS * UNITS), scoring(folder), Most(MOST_YEARS, held=HELD), rounds=3)


def test_ten_years_under_a_limit_of_memory(folder: Path) -> None:
    limited = scoring(folder, YEARS * UNITS, INDICATORS, "--memory", "1GB")
    REPORT.compare("ten years under 1 GB", limited, scoring(folder, YEARS * UNITS), Most(MOST_LIMITED, held=HELD), rounds=3)


def test_growth_with_the_units(folder: Path) -> None:
    for units in (UNITS // 100, UNITS // 10, UNITS, YEARS * UNITS):
        told("Growth with the units", f"{units:,}", scoring(folder, units))


def test_growth_with_the_indicators(folder: Path) -> None:
    seconds = [told("Growth with the indicators", str(count), scoring(folder, UNITS, count)) for count in (25, 50, 100, 200)]
    assert not HELD or seconds[-1] <= MOST_DOUBLED * seconds[-2]


@pytest.mark.skipif(not os.environ.get("BENCH_WHOLE"), reason="BENCH_WHOLE=1 asks for it: several minutes")
def test_a_whole_folder_from_inputs_to_results(folder: Path) -> None:
    rows = {"requests": ROWS // 10, "disclosures": ROWS, "interpretations": ROWS // 100}
    nation.write(folder / "nation", nation.Nation(units=UNITS, years=YEARS, rows=rows, findings=UNITS // 10))
    arguments = (str(folder / "nation"), "--out", str(folder / "runs"))
    took = Variant("scoring run", "whole", arguments).run()
    what = f"{UNITS:,} units, {YEARS} years of 120 figures, {sum(rows.values()):,} cases, {INDICATORS} indicators"
    REPORT.line("whole", f"`scoring run --no-documents` on {what}: {took.seconds:.0f} s, {took.megabytes:.0f} MB (once)")
