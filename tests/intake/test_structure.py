"""Title, dates, outline, annexes and names of a document."""

from __future__ import annotations

from datetime import date

import pytest

from scoring.intake.document import Cell, Document, Grid, Line
from scoring.intake.structure import read_structure


def _read(*texts: str, form: str = "none", grids: tuple[Grid, ...] = ()) -> tuple[str, int | None, date | None, dict[str, list[str]]]:
    lines = tuple(Line(text, f"line {number}") for number, text in enumerate(texts, 1))
    unit, year, published_on, items = read_structure(Document("text", lines, grids), form)
    found: dict[str, list[str]] = {}
    for item in items:
        found.setdefault(item.item, []).append(item.value)
    return unit, year, published_on, found


@pytest.mark.parametrize(
    ("title", "unit", "year"),
    [
        ("青岩县2017年政府信息公开工作年度报告", "青岩县", 2017),
        ("江陵市水利局2020年度政府信息公开工作年度报告", "江陵市水利局", 2020),
        ("2018年度江陵市教育局政府信息公开工作年度报告", "江陵市教育局", 2018),
        ("江陵市人民政府办公室 2019 年政府信息公开年报", "江陵市人民政府办公室", 2019),
        ("临江省人民政府办公厅关于2016年政务公开工作考核情况的通报", "临江省人民政府办公厅", 2016),
    ],
)
def test_the_title_names_unit_and_year(title: str, unit: str, year: int) -> None:
    assert _read("首页 > 信息公开 > 2013年政府信息公开年报", title, "一、概述")[:2] == (unit, year)


def test_without_a_title_the_first_paragraph_names_them() -> None:
    unit, year, _, found = _read(
        "按照有关规定,云溪县政府办公室制定了2020年度政府信息公开工作报告,统计期限自2020年1月1日起至2020年12月31日止,欢迎社会各界监督。"
    )
    assert (unit, year, found["title_present"]) == ("云溪县政府办公室", 2020, ["0"])


@pytest.mark.parametrize(
    "line",
    [
        "发布日期:2018-03-13   字体:[大]",
        "发布时间：2018年3月13日",
        "• 时间:2018/3/13",
        "2018-03-13 字号:[大]",
        "2018-3-13 09:30  来源:办公室",
        "2018-03-13",
    ],
)
def test_the_publication_date_is_read(line: str) -> None:
    assert _read("标题", line)[2] == date(2018, 3, 13)


@pytest.mark.parametrize("line", ["发布日期:2018-02-30", "本报告的统计期限为2017年1月1日至12月31日", "2018年3月13日"])
def test_other_dates_are_no_publication_date(line: str) -> None:
    assert _read("标题", line)[2] is None


def test_announced_parts_are_compared_by_their_words() -> None:
    preface = "本报告由概述、依申请公开情况、收费和人员情况、附表等四部分组成。"
    found = _read(preface, "一、概述", "二、收费情况和人员情况")[3]
    assert found["announced_parts"] == ["4"]
    assert found["announced_part_missing"] == ["依申请公开情况", "附表"]
    assert found["sections_present"] == ["2"]


@pytest.mark.parametrize(
    "preface",
    [
        "全文共三部分,包括概述、收费情况、附表。",
        "报告包括概述、收费情况、附表,共三部分。",
        "本报告由概述、收费情况、附表等三个部分组成,欢迎监督。",
        "全文包括:概述,收费情况,附表。",
    ],
)
def test_parts_are_announced_in_several_ways(preface: str) -> None:
    found = _read(preface, "一、概述", "二、收费情况", form="2014")[3]
    assert found["announced_parts"] == ["3"]
    assert found["announced_part"] == ["概述", "收费情况", "附表"]
    assert "announced_part_missing" not in found


def test_a_table_that_is_there_is_not_missing() -> None:
    assert "announced_part_missing" not in _read("本报告由概述、附表等两部分组成。", "一、概述", form="2014")[3]


def test_a_table_of_contents_is_not_the_outline() -> None:
    found = _read("一、概述", "二、问题", "一、概述", "这里是概述的正文。", "二、问题", "这里是问题的正文,说得足够长。")[3]
    assert found["section"] == ["概述", "问题"]
    assert "section_misnumbered" not in found


def test_a_heading_that_fills_a_row_of_a_table_is_no_gap() -> None:
    def row(*texts: str) -> tuple[Cell, ...]:
        return tuple(Cell(text, "table 1 row 1", spanned=place > 0 and text == texts[0]) for place, text in enumerate(texts))

    lines = tuple(Line(text, f"line {number}") for number, text in enumerate(("一、概述", "文字", "三、其他", "文字"), 1))
    filling, label = Grid((row("二、主动公开情况", "二、主动公开情况"),), "table 1"), Grid((row("二、上年结转数量", "0"),), "table 1")
    for grid, gaps in ((filling, 0), (label, 1)):
        found = read_structure(Document("html", lines, (grid,)), "2021")[3]
        assert [item.item for item in found].count("section_misnumbered") == gaps


def test_a_gap_in_the_numbering_is_noted() -> None:
    assert _read("一、概述", "文字", "三、其他", "文字")[3]["section_misnumbered"] == ["2|3"]


def test_an_empty_section_on_problems_is_noted() -> None:
    found = _read("一、存在的主要问题及改进情况", "无。", "二、其他需要报告的事项", "无。")[3]
    assert found["section_empty"] == ["存在的主要问题及改进情况"]
    assert found["section_none"] == ["其他需要报告的事项"]


def test_annexes_are_counted_and_looked_for() -> None:
    texts = (
        "临江省人民政府关于2016年政务公开工作考核情况的通报",
        "附件:1.市州信息公开工作考核成绩表",
        "   2.部门政务公开工作考核成绩表",
        "附件1",
    )
    found = _read(*texts)[3]
    assert (found["annexes_listed"], found["annexes_present"]) == (["2"], ["1"])
    assert found["annex_subject"] == ["政务公开|信息公开", "政务公开|政务公开"]


def test_two_names_of_one_document_are_noted_and_two_documents_are_not() -> None:
    same = _read("按照《临江省政府信息公开考核办法(试行)》", "依据《临江省政府信息公开工作考核办法(试行)》")[3]
    assert len(same["document_name_variant"]) == 1
    years = _read("《临江省2016年政务公开工作要点》和《临江省2017年政务公开工作要点》")[3]
    numbers = _read("《关于推进政务公开的意见》(临办发〔2016〕1号)和《关于推进政务公开工作的意见》(临办发〔2017〕2号)")[3]
    short = _read("《中华人民共和国政府信息公开条例》,以下称《政府信息公开条例》")[3]
    assert all("document_name_variant" not in found for found in (years, numbers, short))


def test_a_heading_cut_off_by_the_page_is_noted() -> None:
    row = (
        Cell("信息内容", "table 1 row 1 column 1"),
        Cell("本年新", "table 1 row 1 column 2"),
        Cell("对外公开总数量", "table 1 row 1 column 3"),
    )
    assert _read("标题", grids=(Grid((row,), "table 1"),))[3]["heading_cut"] == ["本年新"]
