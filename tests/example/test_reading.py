"""The example reports are read exactly, and the checks report the planted mistakes and nothing else."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from scoring.commands.checking import Checked, check
from scoring.intake.reading import read_report
from scoring.intake.report import Report

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "linjiang-2016"
# Check and unit of every planted mistake, by its kind in figures.csv.
EXPECTED_FAILURES = {
    ("A7", "yanbei"),  # staff_sum
    ("A5", "lingxi"),  # reviews_total
    ("N-reading-points", "yunyan"),  # reading_points_sum
    ("N-growth", "minzheng"),  # growth_rate
    ("S-published", "lingxi"),  # late by a day
    ("S-published", "tiyu"),  # late
    ("S-published", "linye"),  # late
}
EXPECTED_NOT_ASSESSABLE = {
    ("A1", "gongshang"),  # blank_for_zero
    ("S-published", "guozi"),  # no date
}


def _rows(name: str) -> list[dict[str, str]]:
    with (EXAMPLE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


REPORTS = {row["unit_id"]: row for row in _rows("reports.csv")}
UNITS = {row["unit_id"]: row for row in _rows("units.csv")}
GOLD: dict[str, list[dict[str, str]]] = defaultdict(list)
for _row in _rows("figures.csv"):
    GOLD[_row["unit_id"]].append(_row)


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return {unit: read_report(EXAMPLE / "reports" / row["file"], row["file"]) for unit, row in REPORTS.items()}


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check(EXAMPLE)


@pytest.mark.parametrize("unit", REPORTS)
def test_every_figure_is_read_with_its_value_and_semantic(reports: dict[str, Report], unit: str) -> None:
    report = reports[unit]
    read: dict[str, set[tuple[Decimal | None, str]]] = defaultdict(set)
    for fact in report.facts:
        read[fact.metric].add((fact.value, fact.semantic))
    wanted = {
        row["metric"] + ("@prev" if row["period"] == "2015" else ""): {(Decimal(row["value"]) if row["value"] else None, row["semantic"])}
        for row in GOLD[unit]
    }
    assert {metric: read[metric] for metric in wanted} == wanted


@pytest.mark.parametrize("unit", REPORTS)
def test_unit_year_form_and_date_are_read(reports: dict[str, Report], unit: str) -> None:
    report, stated = reports[unit], REPORTS[unit]["published_on"]
    assert report.unit in {UNITS[unit]["name"], UNITS[unit]["short_name"]}
    assert (report.form, report.year) == ("2014", 2016)
    assert report.published_on == (date.fromisoformat(stated) if stated else None)


def test_checks_that_fail_are_the_planted_ones(checked: Checked) -> None:
    failed = {(row.check_id, row.unit_id) for row in checked.checks if row.outcome == "fails"}
    assert failed == EXPECTED_FAILURES


def test_checks_that_cannot_be_assessed_are_the_planted_ones(checked: Checked) -> None:
    open_ = {(row.check_id, row.unit_id) for row in checked.checks if row.outcome == "not_assessable"}
    assert open_ == EXPECTED_NOT_ASSESSABLE
