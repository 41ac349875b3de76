from __future__ import annotations

import textwrap

import pytest

from scoring.intake.formats.read_text import read_text
from tests.intake.layouts.judge import read_bytes

PROSE = (
    "全年主动公开政府信息1234条，其中规范性文件12条，通过政府网站公开政府信息1100条，政务微博公开政府信息34条。"
    "全年共收到政府信息公开申请365件，其中当面申请12件，网络申请300件，信函申请53件，办结365件，没有发生行政复议。"
) * 2


def figures(text: str) -> list[tuple[str, str]]:
    return sorted((fact.metric, str(fact.value)) for fact in read_bytes(text.encode()).facts)


@pytest.mark.parametrize("width", [34, 37, 38, 39, 40])
def test_hard_line_breaks_are_undone_even_inside_a_number(width: int) -> None:
    assert figures("\n".join(["清水河区年度报告", "", *textwrap.wrap(PROSE, width), "", "二、其他", "无。", ""])) == figures(PROSE)


def test_a_joined_paragraph_names_its_lines() -> None:
    lines = read_text("\n".join(["标题", "", *textwrap.wrap(PROSE, 38), "", "二、其他", ""])).lines
    assert [line.locator for line in lines] == ["line 1", "line 3-9", "line 11"]
    assert lines[1].text == PROSE


def test_a_heading_or_an_indented_line_starts_a_paragraph() -> None:
    text = "\n".join([*textwrap.wrap("全面推进政务公开工作" * 16, 38), "　　收到申请12件。", "（一）主动公开", ""])
    assert [line.text for line in read_text(text).lines][1:] == ["收到申请12件。", "（一）主动公开"]


def test_columns_of_text_side_by_side_are_not_read_across() -> None:
    left = ["全年共收到政府信息公开申请", "全年主动公开政府信息的数量", "全年共举办新闻发布会的次数", "以上是左栏最后一行的文字内容"]
    right = ["35件是右栏里的另一个数字吗", "1234条是右栏里另外一个数字", "12场是右栏里的又一个数字了", "以上是右栏最后一行的文字内容"]
    assert figures("\n".join(f"{a}        （{b}" for a, b in zip(left, right, strict=True)) + "\n") == []


def test_page_numbers_and_form_feeds_are_no_text() -> None:
    text = "收到申请12件。\n— 1 —\n\f办结\n2\n第 2 页 共 3 页\n\f完。\n3/3\n"
    assert [(line.text, line.locator) for line in read_text(text).lines] == [
        ("收到申请12件。", "line 1"),
        ("办结", "line 3"),
        ("2", "line 4"),
        ("完。", "line 6"),
    ]


@pytest.mark.parametrize(
    "end", ["全年共收到政府信息公开申请12", "全年未收到政府信息公开申请引起的行政复", "本机关全年没有收到政府信息公开申请的投诉以及相关的"]
)
def test_the_last_clause_of_a_cut_excerpt_states_nothing(end: str) -> None:
    assert figures(f"主动公开政府信息47条。\n{end}") == figures("主动公开政府信息47条。\n")


def test_an_excerpt_that_begins_inside_a_number_does_not_state_its_rest() -> None:
    assert figures("23件申请均已办结，主动公开政府信息47条。\n") == figures("主动公开政府信息47条。\n")


def test_marks_of_markdown_are_no_text() -> None:
    text = "# 年度报告\n\n## 一、总体情况\n\n- 主动公开政府信息**1234**条。\n- 收到申请 **12** 件，1\\.5倍。\n"
    assert [line.text for line in read_text(text).lines] == [
        "年度报告",
        "一、总体情况",
        "主动公开政府信息1234条。",
        "收到申请 12 件，1.5倍。",
    ]


def test_tables_of_html_inside_markdown_are_grids_and_lines_keep_their_numbers() -> None:
    text = "# 报告\n\n<table><tr><td>收到申请数</td>\n<td>3</td></tr>\n<tr><td>办结数</td><td>2</td></tr></table>\n\n以上。\n"
    document = read_text(text)
    assert [(line.text, line.locator) for line in document.lines] == [("报告", "line 1"), ("以上。", "line 7")]
    assert [[cell.text for cell in row] for row in document.grids[0].rows] == [["收到申请数", "3"], ["办结数", "2"]]
    assert document.grids[0].after == 1
