"""Tables that stand in a report twice, and tables that are announced and cannot be read."""

from __future__ import annotations

import pytest

from scoring.intake.document import Document, Line
from scoring.intake.statutory.tables import TableReading, table_facts
from tests.intake.grids import TITLES, Rows, document, footing, grid, table_3, table_4
from tests.intake.test_table_4 import OUTCOMES


def read(*tables: Rows, said: tuple[str, ...] = ()) -> TableReading:
    grids = tuple(grid(rows, f"table {n}") for n, rows in enumerate(tables, 1))
    return table_facts(Document("html", tuple(Line(text, f"line {n}") for n, text in enumerate(said, 1)), grids))


def test_a_table_that_is_pasted_twice_is_read_once() -> None:
    assert read(table_3("2021"), table_3("2021")) == read(table_3("2021"))


def test_one_figure_that_differs_is_unread_and_the_rest_is_the_same_table() -> None:
    other = table_3("2021")
    other[3][2] = "99"
    del other[10]
    reading = read(table_3("2021"), other)
    assert len(reading.facts) == 25 * 7 - 1
    assert [entry.code for entry in reading.unread] == ["U008"]


def test_two_reports_in_one_file_do_not_complete_each_other() -> None:
    other = {metric: [value + 1 if value else 0 for value in row] for metric, row in footing("2021").items()}
    lacking = table_3("2021", other)
    del lacking[10]
    reading = read(table_3("2021"), lacking)
    assert {fact.value for fact in reading.facts} == {0}
    unread = {entry.code: entry.reason for entry in reading.unread}
    assert unread["U013"] == "报告中有两张同样的表而数值不同，不能判断以哪一张为准"
    assert set(unread) == {"U008", "U013"}


def test_a_table_over_two_pages_is_one() -> None:
    rows = table_3("2021")
    assert len(read(rows[:12], [rows[0], *rows[12:]]).facts) == 25 * 7


TABLE_2 = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
SECTIONS = ("二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况")


@pytest.mark.parametrize("rows", [[["统计指标", "单位", "统计数"]], [TABLE_2], [["申请人情况", *TITLES], [""] * 8], [OUTCOMES * 3]])
def test_a_header_without_rows_says_so(rows: Rows) -> None:
    reading = read(rows)
    assert not reading.facts
    assert [(entry.code, entry.reason, entry.locator) for entry in reading.unread] == [("U014", "只有表头，没有数据行", "table 1")]


def test_a_section_whose_table_is_a_picture_says_so() -> None:
    reading = read(table_4(), said=SECTIONS)
    sentence = "有标题而没有可读的表，可能是图片或附件"
    assert [(entry.code, entry.what, entry.reason) for entry in reading.unread] == [("U015", text, sentence) for text in SECTIONS[:2]]


def test_older_reports_and_whole_reports_have_nothing_absent() -> None:
    assert not read(said=("二、主动公开政府信息情况", "三、依申请公开情况")).unread
    assert not read(table_3("2019"), said=("一、总体情况",)).unread


def test_two_reports_that_say_the_same_are_one_document() -> None:
    assert table_facts(document(grid(table_4()), grid(table_4(), "table 2"))).unread == ()
