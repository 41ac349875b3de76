"""checks.csv, checks.html and figures.csv, read back."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest
from lxml import html

from scoring.documents.dataquality import by_unit, harmless, summarise, write_checks_csv, write_checks_html, write_figures_csv
from tests.documents.scored import TREE, Unit, check, figure, run

if TYPE_CHECKING:
    from pathlib import Path

    from scoring.results.model import CheckRow

UNITS = (Unit("甲县", dict.fromkeys(TREE.leaves(), "10")),)
CHECKS = (
    check("甲县", "T3-identity", part="natural_person", caused_by="T3-sum", message="结转关系不成立"),
    check("甲县", "T3-sum", part="natural_person", message="各项之和为10,填报为9"),
    check("甲县", "T3-sum", part="total"),
    check("乙县", "T3-sum", severity="warning"),
    check("乙县", "growth", outcome="not_assessable", severity="info", message="<b>上年数</b>缺失 & 无法判断"),
)


def rows(file: Path) -> list[list[str]]:
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


def page(checks: tuple[CheckRow, ...], folder: Path) -> html.HtmlElement:
    return html.fromstring(write_checks_html(run(UNITS, checks=checks), folder / "checks.html").read_text("utf-8"))


def words(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def test_every_failing_check_is_a_row(tmp_path: Path) -> None:
    found = rows(write_checks_csv(run(UNITS, checks=CHECKS), tmp_path / "checks.csv"))
    assert found[0] == ["程度", "结果", "单位", "检查", "列", "应为", "实际", "差额", "起因", "说明", "文件", "位置"]
    assert len(found) == 1 + len(CHECKS)
    assert found[1] == [
        *("错误", "不成立", "甲县", "T3-identity", "natural_person", "10", "9", "-1", "T3-sum"),
        *("结转关系不成立", "reports/甲县.html", "table 3 row 2"),
    ]


def test_every_figure_is_a_row(tmp_path: Path) -> None:
    figures = {"disclosed": figure("disclosed", "1563668"), "no_plan": figure("no_plan", "多数", uom="", covered=0, of=0, sources=())}
    found = rows(write_figures_csv(run(UNITS, figures=figures), tmp_path / "figures.csv"))
    assert found[0] == ["名称", "文中数字", "单位", "算法", "有数据单位", "涉及单位", "来源文件"]
    assert found[1] == ["disclosed", "1563668", "条", "sum(disclosed)", "13", "15", "reports/a.html、reports/b.txt"]
    assert found[2] == ["no_plan", "多数", "", "sum(no_plan)", "", "", ""]


@pytest.mark.parametrize(
    ("text", "written"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("+a", "'+a"), ("-1", "-1"), ("+8.91%", "+8.91%"), ("甲县", "甲县"), ("", "")]
)
def test_a_spreadsheet_program_runs_nothing_from_a_csv(text: str, written: str) -> None:
    assert harmless(text) == written


def test_the_summary_counts_units_not_rows_and_names_the_worst_severity() -> None:
    found = {summary.check_id: (summary.severity, summary.failing, summary.open) for summary in summarise(CHECKS)}
    assert found == {"T3-sum": ("错误", 2, 0), "T3-identity": ("错误", 1, 0), "growth": ("提示", 0, 1)}
    assert [summary.check_id for summary in summarise(CHECKS)] == ["T3-sum", "T3-identity", "growth"]


def test_a_consequence_stands_below_its_cause() -> None:
    first, second = by_unit(CHECKS)
    assert [(row.check_id, row.part) for row in first.rows] == [
        ("T3-sum", "natural_person"),
        ("T3-identity", "natural_person"),
        ("T3-sum", "total"),
    ]
    assert [row.check_id for row in second.rows] == ["T3-sum", "growth"]


def test_a_consequence_whose_cause_is_not_listed_is_not_lost() -> None:
    orphans = (
        check("甲县", "b", caused_by="a"),
        check("甲县", "c", caused_by="c"),
        check("甲县", "d", caused_by="e"),
        check("甲县", "e", caused_by="d"),
    )
    assert [row.check_id for row in by_unit(orphans)[0].rows] == ["b", "c", "d", "e"]


def test_the_page_lists_per_unit_what_fails_where_and_why(tmp_path: Path) -> None:
    found = page(CHECKS, tmp_path)
    assert [words(heading) for heading in found.iter("h3")] == ["甲县", "乙县"]
    (follows,) = (row for row in found.xpath("//tr[@class='follows']") if "T3-identity" in words(row))
    assert (
        words(follows) == "错误不成立 结转关系不成立（由 T3-sum 引起） T3-identity · 列 natural_person · reports/甲县.html · table 3 row 2"
    )
    assert "<b>上年数</b>缺失 & 无法判断" in words(found)  # what a report says is text, never markup


def test_the_page_counts_units_per_check(tmp_path: Path) -> None:
    table = page(CHECKS, tmp_path).xpath("//table")[0]
    assert [[words(cell) for cell in row.xpath("td")] for row in table.xpath("tbody/tr")] == [
        ["T3-sum", "错误", "2", "0"],
        ["T3-identity", "错误", "1", "0"],
        ["growth", "提示", "0", "1"],
    ]


def test_the_page_needs_nothing_from_outside(tmp_path: Path) -> None:
    text = write_checks_html(run(UNITS, checks=CHECKS), tmp_path / "checks.html").read_text("utf-8")
    assert not re.search(r"https?:|src=|<script|<link|@import|url\(", text)


def test_a_run_without_failures_says_so(tmp_path: Path) -> None:
    found = page((), tmp_path)
    assert "所有能够判断的检查都成立" in words(found)
    assert not found.xpath("//table")
