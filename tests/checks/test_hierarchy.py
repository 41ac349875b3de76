"""The report of a region against those of the units below it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from scoring.checks import run_checks
from scoring.engine.database import Session
from tests.checks.loading import load

YEAR = 2022
UNITS = [
    ("p", "河湾县", 1, "", "assessed"),
    ("a", "河湾县教育局", 2, "p", "assessed"),
    ("b", "河湾县水利局", 3, "p", "assessed"),
    ("c", "东坡镇", 4, "p", "exempt"),
]
Figures = Mapping[str, Mapping[str, int | str | None]]


def checked(figures: Figures, units: list[tuple[Any, ...]] | None = None, said: str = "") -> list[dict[str, Any]]:
    """The rows of H-sum; a figure that is None is blank, ``/`` is not applicable."""
    facts = []
    for unit, cells in figures.items():
        for position, (metric, value) in enumerate(cells.items()):
            name, _, part = metric.partition("__")
            semantic = "blank" if value is None else "not_applicable" if value == "/" else "numeric"
            number = Decimal(value) if isinstance(value, int) else None
            place = f"table 3 row {position}"
            facts.append((unit, YEAR, name, part or "total", number, semantic, "exact", "件", str(value), "", f"s{unit}", place, ""))
    if said:
        facts.append(("p", YEAR, "requests_received", "total", Decimal(1), "numeric", "exact", "件", "1", said, "sp", "line 3 [1:2]", ""))
    sources = [(f"s{unit}", "", "", 0, "html", "2021", unit, YEAR, "read", "") for unit in figures]
    columns: dict[str, Any] = {"unit_id": pl.String, "name": pl.String, "ord": pl.Int32, "parent_id": pl.String, "status": pl.String}
    with Session() as session:
        load(session, facts, sources, [])
        session.load("units", pl.DataFrame(units or UNITS, schema=columns, orient="row"))
        run_checks(session)
        return session.records("select * from checks where check_id = 'H-sum' order by part")


def brief(rows: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    return [(row["part"], row["outcome"], row["severity"], row["difference"], row["caused_by"]) for row in rows]


def test_a_region_is_the_sum_of_the_units_below_it() -> None:
    rows = checked({"p": {"requests_new": 9}, "a": {"requests_new": 4}, "b": {"requests_new": 5}})
    assert brief(rows) == [("requests_new", "holds", "warning", "0", "")]
    assert (
        rows[0]["message"]
        == "“本年新收政府信息公开申请数量”的“总计”一栏：下级2个单位之和为9（河湾县水利局5、河湾县教育局4），本级报告为9，成立"
    )
    assert (rows[0]["unit_id"], rows[0]["locator"]) == ("p", "table 3 row 0")


def test_units_below_that_come_to_more_are_a_contradiction() -> None:
    rows = checked({"p": {"requests_new": 8}, "a": {"requests_new": 4}, "b": {"requests_new": 5}})
    assert brief(rows) == [("requests_new", "fails", "warning", "-1", "")]


def test_what_the_region_has_more_may_be_its_own_office_s() -> None:
    rows = checked({"p": {"requests_new": 12}, "a": {"requests_new": 4}, "b": {"requests_new": 5}})
    assert brief(rows) == [("requests_new", "fails", "info", "3", "")]
    assert rows[0]["message"].endswith("相差3；如含本级机关自身的数，属正常")


def test_with_the_own_office_among_the_units_nothing_is_left_out() -> None:
    units = [*UNITS[:3], ("c", "河湾县人民政府办公室", 4, "p", "assessed")]
    figures: Figures = {"p": {"requests_new": 12}, "a": {"requests_new": 4}, "b": {"requests_new": 5}, "c": {"requests_new": 1}}
    assert brief(checked(figures, units)) == [("requests_new", "fails", "warning", "2", "")]


def test_a_unit_without_a_report_forbids_a_verdict_unless_it_need_not_report() -> None:
    rows = checked({"p": {"requests_new": 9}, "a": {"requests_new": 4}})
    assert brief(rows) == [("total", "not_assessable", "warning", "", "")]
    assert rows[0]["message"] == "下级2个单位中有1个没有可读取的统计表（河湾县水利局），上下级数据无法核对"


def test_an_exempt_unit_that_reports_counts() -> None:
    rows = checked({"p": {"requests_new": 10}, "a": {"requests_new": 4}, "b": {"requests_new": 5}, "c": {"requests_new": 1}})
    assert brief(rows) == [("requests_new", "holds", "warning", "0", "")]


def test_a_blank_below_forbids_a_verdict_and_a_stroke_counts_nothing() -> None:
    rows = checked(
        {
            "p": {"requests_new": 9, "granted": 4},
            "a": {"requests_new": 4, "granted": 4},
            "b": {"requests_new": None, "granted": "/"},
        }
    )
    assert brief(rows) == [("granted", "holds", "warning", "0", ""), ("requests_new", "not_assessable", "warning", "", "")]
    assert rows[1]["message"].endswith("下级2个单位中有1个未填或不能确定此数，无法核对")


def test_nobody_below_with_a_report_gives_no_check() -> None:
    assert checked({"p": {"requests_new": 9}}) == []


@pytest.mark.parametrize(("said", "times"), [("", 0), ("全县", 1)])
def test_an_office_speaks_for_a_region_only_when_it_says_so(said: str, times: int) -> None:
    units = [("p", "河湾县政府办公室", 1, "", "assessed"), *UNITS[1:3]]
    rows = checked({"p": {"requests_new": 9}, "a": {"requests_new": 4}, "b": {"requests_new": 5}}, units, said)
    assert len(rows) == times


def test_a_column_that_differs_follows_from_its_total() -> None:
    rows = checked(
        {
            "p": {"requests_new": 8, "requests_new__enterprise": 8},
            "a": {"requests_new": 4, "requests_new__enterprise": 4},
            "b": {"requests_new": 5, "requests_new__enterprise": 5},
        }
    )
    assert brief(rows) == [
        ("requests_new", "fails", "warning", "-1", ""),
        ("requests_new__enterprise", "fails", "warning", "-1", "H-sum"),
    ]


def test_a_mistake_below_is_the_cause_above() -> None:
    outcomes = ("upheld", "corrected", "other", "pending")
    right = {f"review_{outcome}": 0 for outcome in outcomes} | {"review_total": 0}
    rows = checked({"p": right, "a": right, "b": right | {"review_total": 2}})
    assert [row for row in brief(rows) if row[1] == "fails"] == [("review_total", "fails", "warning", "-2", "T4-sum")]


def test_many_units_below_are_counted_and_the_first_named() -> None:
    units = [UNITS[0], *((f"u{n}", f"第{n}镇", n + 1, "p", "assessed") for n in range(1, 9))]
    figures: Figures = {"p": {"requests_new": 0}} | {f"u{n}": {"requests_new": 1} for n in range(1, 9)}
    assert "下级8个单位之和为8（第1镇1、第2镇1、第3镇1等8个单位不为零），本级报告为0，相差-8" in checked(figures, units)[0]["message"]
