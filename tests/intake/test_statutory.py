"""Statutory sections, contents and years of a report, and sections that say nothing."""

from __future__ import annotations

import pytest

from scoring.intake.document import Cell, Document, Grid, Line
from scoring.intake.structure import read_structure

TITLE = "河湾县2022年政府信息公开工作年度报告"
SIX = [
    "一、总体情况",
    "全县公开信息。",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "一些栏目更新不够及时,已经改正。",
    "六、其他需要报告的事项",
    "无。",
]


def found(*texts: str, grids: tuple[Grid, ...] = ()) -> dict[str, list[str]]:
    lines = tuple(Line(text, f"line {number}") for number, text in enumerate(texts, 1))
    items: dict[str, list[str]] = {}
    for item in read_structure(Document("text", lines, grids), "2021")[3]:
        items.setdefault(item.item, []).append(item.value)
    return items


def test_six_sections_are_all_of_them() -> None:
    items = found(TITLE, *SIX)
    assert items["sections_expected"] == ["6"]
    assert "section_missing" not in items


@pytest.mark.parametrize("line", [6, 3])
def test_a_section_that_is_nowhere_is_missing(line: int) -> None:
    texts = [TITLE, *SIX]
    name = texts.pop(line).split("、", 1)[1]
    assert found(*texts)["section_missing"] == [name]


@pytest.mark.parametrize("heading", ["四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "行政复议诉讼情况", "四.复议和诉讼情况。"])
def test_a_heading_may_be_worded_in_another_way(heading: str) -> None:
    assert "section_missing" not in found(TITLE, *[heading if text.startswith("四") else text for text in SIX])


def test_a_heading_in_a_layout_table_is_a_heading() -> None:
    grid = Grid(((Cell("四、政府信息公开行政复议、行政诉讼情况", "table 1 row 1 column 1"),),), "table 1", 5)
    assert "section_missing" not in found(TITLE, *[text for text in SIX if not text.startswith("四")], grids=(grid,))


def test_without_headings_nothing_is_missing() -> None:
    items = found(TITLE, "全文只有一段话。")
    assert items["sections_expected"] == ["0"]
    assert "section_missing" not in items


def test_a_section_without_text_and_table_may_be_a_picture() -> None:
    grid = Grid(((Cell("信息内容", "table 1 row 1 column 1"),),), "table 1", 4)
    assert found(TITLE, *SIX, grids=(grid,))["section_without_table"] == [
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
    ]


def test_the_contents_of_an_earlier_report_may_stand_anywhere() -> None:
    texts = ["河湾县2017年政府信息公开工作年度报告", "主动公开20条,收到申请2件,未收取费用,没有复议和诉讼。"]
    assert found(*texts)["content_missing"] == ["存在的主要问题及改进情况"]
    assert "content_missing" not in found(*texts, "存在一些不足。")


@pytest.mark.parametrize(
    ("preface", "years"),
    [
        ("现将河湾县2022年政府信息公开工作年度报告公布如下。", ["2022"]),
        ("现将河湾县2021年政府信息公开工作年度报告公布如下。", ["2021"]),
        ("根据国办公开办函〔2021〕30号和2019年修订的《政府信息公开条例》,编制本报告。", []),
        ("本报告统计期限自2021年1月1日起至2021年12月31日止。", ["2021"]),
        ("在2021年报告的基础上,编制2022年度政府信息公开工作年度报告。", ["2022"]),
    ],
)
def test_the_preface_names_the_year_of_the_report(preface: str, years: list[str]) -> None:
    assert found(TITLE, preface, *SIX).get("stated_year", []) == years


def test_a_year_in_the_body_is_not_the_year_of_the_report() -> None:
    assert "stated_year" not in found(TITLE, *SIX, "按时编制2021年政府信息公开工作年度报告。")


@pytest.mark.parametrize("text", ["无", "暂无。", "无。", "没有问题", "本年度无。", "我局目前不存在明显的问题。", "少数不足。"])
def test_problems_that_say_nothing_are_empty(text: str) -> None:
    items = found(TITLE, "五、存在的主要问题及改进情况", text, "六、其他需要报告的事项", "无其他需要报告的事项。")
    assert items["section_empty"] == ["存在的主要问题及改进情况"]
    assert items["section_none"] == ["其他需要报告的事项"]


def test_problems_in_a_table_are_not_empty() -> None:
    grid = Grid(((Cell("一些栏目更新不够及时,已经改正。", "table 1 row 1 column 1"),),), "table 1", 2)
    items = found(TITLE, "五、存在的主要问题及改进情况", "六、其他需要报告的事项", "已收取费用2元。", grids=(grid,))
    assert items["section_filled"] == ["存在的主要问题及改进情况"]
    assert "section_empty" not in items
    assert "section_none" not in items


def test_the_same_heading_twice_is_a_duplicate() -> None:
    assert found(TITLE, "一、概述", "文字", "二、概述", "文字")["section_duplicated"] == ["概述"]
