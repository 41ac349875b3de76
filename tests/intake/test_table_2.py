"""Table 2: money in the unit of its heading, headings that are cut off, rows that lost cells."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.intake.report import Fact
from scoring.intake.statutory.tables import TableReading, table_facts
from tests.intake.grids import Rows, document, grid

HEAD = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
RULES = ["规章", "0", "1", "2"]
DOCUMENTS = ["行政规范性文件", "3", "4", "5"]


def read(*rows: list[str]) -> TableReading:
    made: Rows = [*rows]
    return table_facts(document(grid(made)))


def charges(heading: str, figure: str) -> Fact:
    reading = read(HEAD, RULES, DOCUMENTS, ["信息内容", heading], ["行政事业性收费", figure])
    return reading.facts[-1]


@pytest.mark.parametrize(
    ("heading", "figure"),
    [
        ("本年收费金额(单位:万元)", "25.1"),
        ("本年收费金额（单位：元）", "251000"),
        ("本年收费金额（单位:万元）", "251000元"),
        ("本年收费金额（元）", "251,000"),
        ("本年收费金额", "25.1"),
    ],
)
def test_money_is_read_in_the_unit_of_its_cell_its_heading_or_the_form(heading: str, figure: str) -> None:
    fact = charges(heading, figure)
    assert (fact.metric, fact.value, fact.uom, fact.raw) == ("charges_amount_wan_yuan", Decimal("25.1"), "万元", figure)


def test_headings_that_are_cut_off_name_the_version_and_the_columns_are_taken_by_place() -> None:
    reading = read(["信息内容", "本年制", "本年废", "现行有"], RULES, DOCUMENTS)
    assert [(f.metric, f.raw) for f in reading.facts][:3] == [("rules_issued", "0"), ("rules_repealed", "1"), ("rules_in_force", "2")]
    older = read(["信息内容", "本年新", "本年新", "对外公开总"], ["规章", "0", "1", "2"], ["规范性文件", "3", "4", "5"])
    assert [(f.metric, f.raw) for f in older.facts][:3] == [("rules_made", "0"), ("rules_disclosed", "1"), ("rules_public_total", "2")]


def test_a_row_that_lost_equal_cells_or_repeats_its_only_one_is_unread() -> None:
    reading = read(HEAD, ["规章", "0"], DOCUMENTS, ["信息内容", *["本年处理决定数量"] * 3], ["行政许可", "7", "7", "7"])
    assert [f.metric for f in reading.facts] == ["normative_docs_issued", "normative_docs_repealed", "normative_docs_in_force"]
    assert [u.code for u in reading.unread] == ["U001", "U002"]


def test_changes_are_signed_and_a_stroke_is_none() -> None:
    head = ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]
    reading = read(head, ["行政许可", "10", "—", "5"], ["其他对外管理服务事项", "3", "减1", "0"], ["行政处罚", "5", "持平", "0"])
    changes = [(f.value, f.semantic) for f in reading.facts if f.metric.endswith("_change")]
    assert changes == [(None, "not_applicable"), (Decimal(-1), "numeric"), (Decimal(0), "zero")]
