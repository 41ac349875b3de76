"""The checks of many reports against those of a quarter of them, side by side: `make bench`."""

from __future__ import annotations

import statistics
import time
from decimal import Decimal

from scoring.checks import run_checks
from scoring.checks.declarations import terms_frame
from scoring.engine.database import Session
from tests.benchmarks.reporting import Report
from tests.checks.loading import load

UNITS, TIMES = 500, 4
ROUNDS = 3
MOST_TIMES = 8  # for four times as many reports; a query that multiplies rows takes sixteen times as long
YEAR = 2017
REPORT = Report("checks", "Checks of reports")


def test_the_checks_grow_with_the_number_of_reports() -> None:
    pairs = [(_seconds(UNITS), _seconds(TIMES * UNITS)) for _ in range(ROUNDS + 1)][1:]
    ratio = statistics.median(many / few for few, many in pairs)
    REPORT.line("growth", f"checking {TIMES * UNITS} reports: {ratio:.1f} times as long as {UNITS} (limit {MOST_TIMES})")
    assert ratio <= MOST_TIMES


def _seconds(units: int) -> float:
    """Seconds that the checks of so many filled six-section reports take."""
    cells = terms_frame().filter(form="2019").select("metric", "part").unique().rows()
    facts = [
        (f"u{unit}", YEAR, metric, part, Decimal(unit % 7), "numeric", "exact", "件", "1", "", f"s{unit}", "table 3", "")
        for unit in range(units)
        for metric, part in cells
    ]
    sources = [(f"s{unit}", "", "", 0, "html", "2019", f"u{unit}", YEAR, "read", "") for unit in range(units)]
    with Session() as session:
        load(session, facts, sources, [])
        begin = time.perf_counter()
        run_checks(session)
        seconds = time.perf_counter() - begin
        assert session.rows("select count(distinct unit_id) from checks") == [(units,)]
    return seconds
