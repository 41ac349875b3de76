"""The example that is scored from the statutory tables alone, in the layouts of 2019 and 2021."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.commands.running import Options, Run, run
from scoring.results.store import open_results
from tests.oracle.reading import load
from tests.oracle.tree import Tree
from tests.repository import ROOT
from tests.runs.inputs import input_rows

EXAMPLE = ROOT / "data" / "qingping-2021"
PACK = ROOT / "criteria" / "openness-tables-2021" / "criteria.yaml"
# By hand from the figures of the reports, see the README of the example.
TOTALS = {
    "jiaoyu": ("99.93", 1, "优秀"),  # 100 - (12 - 12 x 34/36 / 0.95)
    "jiaotong": ("95.41", 2, "优秀"),  # (93 - 0.77 - 1 - 2.5) x 100/93: the only suit is pending
    "tongji": ("92.22", 3, "优秀"),  # (45 - 3.5) x 100/45: no requests, disputes or documents
    "minzheng": ("78.54", 4, "合格"),  # 15 + 25 + 19.71 + 8.83 + 10
    "yanqiao": ("99.24", 1, "优秀"),  # (83 - 0.63) x 100/83: no report of last year, no suits
    "heting": ("85.79", 2, "良好"),  # 15 + 30 + 18.52 + 12.27 + 10
}


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run(EXAMPLE, Options(out=tmp_path_factory.mktemp("tables"), documents=False))


def test_totals_ranks_and_grades_are_those_computed_by_hand(finished: Run) -> None:
    with open_results(finished.folder) as session:
        rows = session.records("select unit_id, total_printed, rank, grade from ranking")
    assert {row["unit_id"]: (row["total_printed"], row["rank"], row["grade"]) for row in rows} == {
        unit: (Decimal(total), rank, grade) for unit, (total, rank, grade) in TOTALS.items()
    }


def test_the_oracle_agrees(finished: Run) -> None:
    expected = Tree(load(PACK)).run(input_rows(finished.folder))
    with open_results(finished.folder) as session:
        points = {(row[0], row[1]): row[2:] for row in session.rows("select unit_id, indicator_id, outcome, points from points")}
    assert points == {
        (unit, indicator): (outcome, want["points"][indicator])
        for unit, want in expected.items()
        for indicator, outcome in want["outcomes"].items()
    }


def test_both_layouts_are_read_and_only_the_planted_mistakes_found(finished: Run) -> None:
    with open_results(finished.folder) as session:
        forms = session.rows("select distinct period, form from sources order by period, form")
        unread = session.rows("select * from unread")
        failing = session.rows(
            "select distinct unit_id, check_id from checks where outcome = 'fails' and severity <> 'info' order by check_id"
        )
    assert forms == [(2020, "2019"), (2021, "2019"), (2021, "2021")]
    assert unread == []
    assert failing == [("minzheng", "T3-sum"), ("minzheng", "XY-1")]
