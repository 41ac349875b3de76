"""The engine at size against floors of the same arithmetic, side by side: `make bench`.

Every ratio is that of whole processes measured in turn, the engine's result with exact decimals included.
Limits and method: CONTRIBUTING, "Speed".
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest

from scoring.engine.database import Session
from tests.benchmarks import engine, workload
from tests.benchmarks.measured import Variant
from tests.benchmarks.reporting import Most, Report

ROUNDS = 5
UNITS, INDICATORS = 200_000, 100
COINR = 1.08  # seconds that the R package COINr needs for 3,162 units x 49 indicators on a machine such as this
REPORT = Report("scoring", "Scoring", f"{UNITS:,} units, {INDICATORS} indicators over 145 figures, unless a row says otherwise.")
ONE_THREAD = {"POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables of the workload, by number of units."""
    made = tmp_path_factory.mktemp("workload")
    for units in (64, 3_162, UNITS // 2, UNITS, 2 * UNITS):
        workload.make_table(made / f"{units}.parquet", units)
    return made


def run(
    module: str, folder: Path, *options: str, units: int = UNITS, count: int = INDICATORS, environment: Mapping[str, str] | None = None
) -> Variant:
    """One process that scores a table."""
    out = folder / module
    out.mkdir(exist_ok=True)
    target = str(out) if module == "engine" else str(out / "totals.parquet")
    name = " ".join([{"engine": "scoring"}.get(module, module.removeprefix("floor_")), *options])
    return Variant(name, module, (str(folder / f"{units}.parquet"), str(count), target, *options), environment or {})


def compare(what: str, ours: Variant, theirs: Variant, limit: float) -> None:
    """Median of the ratios of pairs, measured in turn after one round that does not count."""
    REPORT.compare(what, ours, theirs, Most(limit), rounds=ROUNDS)


def test_one_thread_against_numpy(folder: Path) -> None:
    compare("one thread to numpy", run("engine", folder, "--threads", "1"), run("floor_numpy", folder, environment=ONE_THREAD), 2)


def test_two_threads_against_polars(folder: Path) -> None:
    compare(
        "two threads to polars",
        run("engine", folder, "--threads", "2"),
        run("floor_polars", folder, environment={"POLARS_MAX_THREADS": "2"}),
        2.5,
    )


def test_all_of_them_print_the_same_totals_and_ranks(folder: Path) -> None:
    tables = []
    for module in ("engine", "floor_numpy", "floor_polars"):
        run(module, folder).run()
        table = pl.read_parquet(folder / module / "totals.parquet").rename({"total_printed": "printed"}, strict=False)
        tables.append(table.select("unit_id", pl.col("printed", "rank").cast(pl.Float64).round(2)).sort("unit_id"))
    assert tables[0].equals(tables[1])
    assert tables[0].equals(tables[2])


def test_twenty_million_points_besides_the_totals(folder: Path) -> None:
    compare("with all points", run("engine", folder, "--detail"), run("engine", folder), 2.5)


@pytest.mark.parametrize(("units", "count"), [(2 * UNITS, INDICATORS), (UNITS, 2 * INDICATORS)], ids=["units or years", "indicators"])
def test_twice_as_much_costs_hardly_more_than_twice(folder: Path, units: int, count: int) -> None:
    compare(f"{units} x {count}", run("engine", folder, units=units, count=count), run("engine", folder), 2.2)


def test_under_a_limit_of_memory(folder: Path) -> None:
    compare("under 1 GB", run("engine", folder, "--memory", "1GB"), run("engine", folder), 1.5)


def test_planning_a_small_assessment(folder: Path) -> None:
    data, times = workload.criteria(60), []
    for _ in range(ROUNDS + 1):
        begin = time.perf_counter()
        plan = engine.planned(data)
        planned = time.perf_counter()
        with Session(threads=2) as session:
            engine.load(session, plan, str(folder / "64.parquet"))
            loaded = time.perf_counter()
            engine.score(session, plan)
            times.append((planned - begin, time.perf_counter() - loaded))
    planning, scoring = (statistics.median(column) for column in zip(*times[1:], strict=True))
    text = f"64 x 60: criteria to plan {planning * 1000:.0f} ms (limit 50), all steps of the engine {scoring * 1000:.0f} ms"
    REPORT.line("small", text)
    assert planning < 0.05


def test_min_max_means_and_ranks_against_coinr(folder: Path) -> None:
    plan, times = engine.planned(workload.index(49)), []
    for _ in range(ROUNDS + 1):
        with Session(threads=2) as session:
            engine.load(session, plan, str(folder / "3162.parquet"))
            begin = time.perf_counter()
            engine.score(session, plan)
            times.append(time.perf_counter() - begin)
    ours = statistics.median(times[1:])
    text = f"3,162 x 49: {ours * 1000:.0f} ms, COINr {COINR * 1000:.0f} ms, {COINR / ours:.1f} times as fast (limit 20)"
    REPORT.line("index", text)
    assert COINR / ours >= 20
