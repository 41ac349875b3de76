"""Which failed checks the rule kind ``consistency`` counts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from scoring.rules.consistency import countable
from tests.oracle.tree import Tree
from tests.rules.test_rule_cases import plan_for

INDICATOR = {"id": "a.x", "title": "年报数据准确", "points": 10, "rule": {"consistency": {"each": 1}}}
PLAN = plan_for(INDICATOR)


def check(*, unit: str = "u", part: str = "total", message: str = "不符", severity: str = "error", **more: Any) -> tuple[Any, ...]:
    """A row of the table of checks that counts unless something is said otherwise."""
    return (unit, "A7", part, message, severity, more.get("outcome", "fails"), more.get("caused_by", ""), more.get("period", 2016))


@pytest.mark.parametrize(
    ("rows", "points"),
    [
        ([], 10),
        ([check()], 9),
        ([check(), check(part="natural_person")], 8),
        ([check(), check(message="不符,相差2")], 8),
        ([check(), check()], 9),
        ([check(severity="warning")], 10),
        ([check(outcome="holds"), check(outcome="not_assessable")], 10),
        ([check(caused_by="T3-sum")], 10),
        ([check(period=2015)], 10),
        ([check(unit="v")], 10),
    ],
)
def test_counted_are_own_errors_of_the_year_once_each(rows: list[tuple[Any, ...]], points: int) -> None:
    tables = case_tables(PLAN, [{"id": name, "group": "city", "facts": {}} for name in ("u", "v")])
    tables["checks"] = rows
    assert compute(PLAN, tables)["u"]["points"]["a.x"] == points
    assert Tree(PLAN.criteria.source.data).run(tables)["u"]["points"]["a.x"] == points


@pytest.mark.parametrize("sources", [[], [("u", 2015, "read")], [("u", 2016, "refused")], [("v", 2016, "read")]])
def test_without_a_report_of_the_year_that_could_be_read_nothing_is_measured(sources: list[tuple[Any, ...]]) -> None:
    tables = case_tables(PLAN, [{"id": name, "group": "city"} for name in ("u", "v")])
    tables["sources"] = sources
    found = compute(PLAN, tables)["u"]
    assert (found["outcomes"]["a.x"], found["points"]["a.x"]) == ("missing", None)
    assert Tree(PLAN.criteria.source.data).run(tables)["u"]["outcomes"]["a.x"] == "missing"


def test_several_reports_of_the_year_are_one() -> None:
    tables = case_tables(PLAN, [{"id": "u", "group": "city", "failed_checks": ["A1"]}])
    tables["sources"] *= 2
    assert compute(PLAN, tables)["u"]["points"]["a.x"] == Decimal(9)


def test_every_check_of_severity_error_may_be_listed() -> None:
    rates = {"N-growth", "N-share", "N-rate"}
    assert {"A1", "A7", "A13", "T3-row", "T3-sum", "T4-sum", "XY-1", "N-staff", *rates} <= set(countable())
    assert not {"A8", "S-title", "N-channels"} & set(countable())
