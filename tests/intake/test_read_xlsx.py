from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from scoring.intake.read_xlsx import WorkbookError, column_name, read_xlsx, value_text


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_sheet_is_text_above_and_below_and_a_table_between() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "附表"
    sheet["A1"] = "政府信息公开情况统计表"
    sheet.merge_cells("A1:C1")
    for row in (["统计指标", "单位", "统计数"], ["收到申请数", "件", 12], ["其中:网络", "件", 3.0], ["经费", "万元", 2.5]):
        sheet.append(row)
    sheet["A7"] = "填表人:甲"
    prose = book.create_sheet("正文")
    prose["A1"] = "全年主动公开政府信息47条。"
    document = read_xlsx(saved(book))
    (grid,) = document.grids
    assert [[cell.text for cell in row] for row in grid.rows][1:] == [
        ["收到申请数", "件", "12"],
        ["其中:网络", "件", "3"],
        ["经费", "万元", "2.5"],
    ]
    assert grid.rows[1][2].locator == "附表!C3"
    assert [(line.text, line.locator) for line in document.lines] == [
        ("政府信息公开情况统计表", "line 附表!A1"),
        ("填表人:甲", "line 附表!A7"),
        ("全年主动公开政府信息47条。", "line 正文!A1"),
    ]


def test_merged_cells_repeat_their_origin_and_hidden_sheets_are_not_read() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"], sheet["B2"], sheet["C2"] = "三", "甲", "乙", 2
    sheet["C1"] = 1
    sheet.merge_cells("A1:A2")
    hidden = book.create_sheet("底稿")
    hidden["A1"] = "草稿"
    hidden.sheet_state = "hidden"
    document = read_xlsx(saved(book))
    assert [(row[0].text, row[0].spanned) for row in document.grids[0].rows] == [("三", False), ("三", True)]
    assert document.lines == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.0, "12"),
        (0.1 + 0.2, "0.3"),
        (1e15, "1000000000000000"),
        (True, "TRUE"),
        (date(2017, 3, 31), "2017-03-31"),
        (datetime(2017, 3, 31), "2017-03-31"),  # noqa: DTZ001 - a cell has no zone
        ("００", "００"),
    ],
)
def test_values_are_text_as_excel_shows_them(value: float | str | date, text: str) -> None:
    assert value_text(value) == text


def test_columns_have_letters() -> None:
    assert [column_name(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_damaged_workbook_is_refused_and_an_oversized_one_too() -> None:
    book = Workbook()
    assert book.active is not None
    book.active["A1"] = "甲"
    with pytest.raises(WorkbookError, match="I008"):
        read_xlsx(saved(book)[:300])
    book.active.cell(1_000_000, 3).value = "乙"
    with pytest.raises(WorkbookError, match="I009"):
        read_xlsx(saved(book))
