from __future__ import annotations

import pytest

from scoring.intake.document import Grid
from scoring.intake.formats.read_html import read_html


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def spans(grid: Grid) -> list[str]:
    return ["".join("s" if cell.spanned else "." for cell in row) for row in grid.rows]


def test_spans_become_a_rectangle_with_the_origin_marked() -> None:
    (grid,) = read_html(
        "<table><tr><td rowspan=2 colspan=2>角</td><td colspan='2'>头</td></tr><tr><td>甲</td><td>乙</td></tr>"
        "<tr><td>三</td><td>四</td><td>1</td><td>2</td></tr></table>"
    ).grids
    assert texts(grid) == [["角", "角", "头", "头"], ["角", "角", "甲", "乙"], ["三", "四", "1", "2"]]
    assert spans(grid) == [".s.s", "ss..", "...."]
    assert grid.rows[1][2].locator == "table 1 row 2 column 3"


def test_a_short_row_is_filled_with_positions_that_are_no_cells() -> None:
    (grid,) = read_html("<table><tr><td>甲</td><td></td><td>丙</td></tr><tr><td>丁</td></tr></table>").grids
    assert texts(grid) == [["甲", "", "丙"], ["丁", "", ""]]
    assert spans(grid) == ["...", ".ss"]


@pytest.mark.parametrize("span", ["100%", "-3", "0", "x", "99999999"])
def test_nonsense_spans_do_no_harm(span: str) -> None:
    (grid,) = read_html(f"<table><tr><td rowspan='{span}'>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>").grids
    assert grid.rows[0][0].text == "甲"
    assert len({len(row) for row in grid.rows}) == 1


def test_inline_elements_do_not_split_a_number_and_breaks_do() -> None:
    (grid,) = read_html(
        "<table><tr><td>三<br/>、<br/>本年度</td><td><p align=center>1<span>2</span><b>3</b>&nbsp;</p></td><td><p>1</p><p>2</p></td></tr>"
        "<tr><td>a</td><td>\n  4\n</td><td>5</td></tr></table>"
    ).grids
    assert texts(grid)[0] == ["三\n、\n本年度", "123\xa0", "1\n2"]
    assert texts(grid)[1] == ["a", "4", "5"]


def test_what_is_not_shown_is_not_read() -> None:
    document = read_html(
        "<html><head><title> 某县 报告 </title><style>p{}</style></head><body><nav>首页</nav><script>var a='收到申请9件';</script>"
        "<p>正文。<!-- 注释 12 --></p><p style='display: none'>收到申请8件</p><div hidden>7件</div>"
        "<footer>备案号1234</footer></body></html>"
    )
    assert [line.text for line in document.lines] == ["正文。"]
    assert document.title == "某县 报告"


def test_tables_that_only_lay_out_the_page_are_dissolved() -> None:
    inner = "<table><tr><td>收到申请数</td><td>3</td></tr></table>"
    document = read_html(f"<table><tr><td><ul><li>菜单</li></ul></td><td><p>前文。</p>{inner}<p>后文。</p></td></tr></table>")
    assert [line.text for line in document.lines] == ["菜单", "前文。", "后文。"]
    (grid,) = document.grids
    assert texts(grid) == [["收到申请数", "3"]]
    assert grid.after == 2


def test_a_table_around_long_prose_is_dissolved() -> None:
    document = read_html(f"<table><tr><td>正文</td><td>{'全县政务公开工作取得新成效。' * 30}</td></tr></table>")
    assert document.grids == ()
    assert len(document.lines) == 2


def test_the_index_card_of_a_document_and_its_metadata_are_lines() -> None:
    document = read_html(
        "<html><head><meta name='PubDate' content='2017-03-19'></head><body><table><tr><td>索 引 号</td><td>9949-2017-0049</td>"
        "<td>发布日期：</td><td>2017-03-20</td></tr><tr><td>名称</td><td>年度报告</td></tr></table></body></html>"
    )
    assert document.grids == ()
    assert [line.text for line in document.lines] == [
        "索引号:9949-2017-0049",
        "发布日期:2017-03-20",
        "名称:年度报告",
        "发布日期:2017-03-19",
    ]
    assert document.lines[-1].locator == "meta PubDate"


def test_a_long_note_under_a_table_is_text_and_the_table_stays() -> None:
    note = "填表说明:" + "本表由各单位如实填报,数据截至当年十二月三十一日。" * 5
    document = read_html(f"<table><tr><td>收到申请数</td><td>3</td></tr><tr><td colspan=2>{note}</td></tr></table>")
    assert [line.text for line in document.lines] == [note]
    assert document.grids[0].rows[0][1].text == "3"


def test_lines_are_counted_in_reading_order() -> None:
    document = read_html("<div>一、概述<p>第一段\n  接着写。</p></div>第二段")
    assert [(line.text, line.locator) for line in document.lines] == [
        ("一、概述", "line 1"),
        ("第一段 接着写。", "line 2"),
        ("第二段", "line 3"),
    ]


@pytest.mark.parametrize(
    "text", ["<table><tr><td>1", "<p", "<html></html>", "<?xml version='1.0' encoding='gbk'?><p>字</p>", "<table></table>"]
)
def test_broken_markup_is_no_exception(text: str) -> None:
    assert read_html(text).kind == "html"


def test_control_characters_and_references_to_them_are_blanks() -> None:
    page = "<html><body><p>收到\x01申请&#2;3&#x1F;件&#0;&#123;</p><table><tr><td>甲</td></tr></table></body></html>"
    document = read_html(page)
    assert "收到 申请 3 件 {" in " ".join(line.text for line in document.lines)
