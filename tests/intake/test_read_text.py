from __future__ import annotations

from scoring.intake.formats.read_text import read_text


def rows(text: str) -> list[list[list[str]]]:
    return [[[cell.text for cell in row if not cell.spanned] for row in grid.rows] for grid in read_text(text).grids]


def test_a_closing_stream_is_cut_into_its_rows_and_ends_before_the_next_heading() -> None:
    text = "二、情况\n| 头一\n|\n头二 |\n||\n| 规章\n|\n0\n|\n1\n|\n|\n三、后文\n| 甲\n|\n2\n|\n四、结尾。\n"
    document = read_text(text)
    assert rows(text) == [[["头一", "头二", "", ""], ["规章", "0", "1", ""]], [["甲", "2"]]]
    assert [(line.text, line.locator) for line in document.lines] == [
        ("二、情况", "line 1"),
        ("三、后文", "line 13"),
        ("四、结尾。", "line 18"),
    ]
    assert [grid.after for grid in document.grids] == [1, 2]
    assert all(grid.ragged for grid in document.grids)


def test_an_opening_stream_keeps_cells_over_two_lines_and_blanks() -> None:
    text = "附表\n|指标\n|单位\n|数\n|\n| 公开数\n(计1条)\n| 条\n| 7\n|\n| 申请数\n| 件\n|\n|\n| 答复数\n| 件\n| 2\n|\n结尾。"
    assert rows(text) == [[["指标", "单位", "数"], ["公开数\n(计1条)", "条", "7"], ["申请数", "件", ""], ["答复数", "件", "2"]]]
    assert [line.text for line in read_text(text).lines] == ["附表", "结尾。"]


def test_markdown_loses_its_rule_and_keeps_blank_cells() -> None:
    assert rows("| 指标 | 数 |\n| --- | ---: |\n| 甲 | |\n| | 3 |\n\n结尾 | 打印 | 关闭\n") == [[["指标", "数"], ["甲", ""], ["", "3"]]]


def test_rows_without_outer_pipes_and_rows_with_tabs_are_tables_too() -> None:
    assert rows("说明\n指标|单位|数\n甲|件|1\n乙|件|\n") == [[["指标", "单位", "数"], ["甲", "件", "1"], ["乙", "件", ""]]]
    assert rows("指标\t单位\t数\n甲\t件\t1\n乙\t件\t\n") == [[["指标", "单位", "数"], ["甲", "件", "1"], ["乙", "件", ""]]]


def test_a_menu_with_pipes_is_text() -> None:
    document = read_text("首页 | 公开 | 年报\n正文。\n字体:[大] | [小]\n")
    assert document.grids == ()
    assert len(document.lines) == 3


def test_pipes_in_the_footer_do_not_disturb_the_last_row() -> None:
    text = "| 甲 | 1 |\n| 乙 | 2 |\n打印文章 | 关闭窗口\n"
    assert rows(text) == [[["甲", "1"], ["乙", "2"]]]
    assert [line.text for line in read_text(text).lines] == ["打印文章 | 关闭窗口"]
