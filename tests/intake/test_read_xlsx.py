from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook

from scoring.intake.cells import LOST
from scoring.intake.formats.files import RefusedError, read_document
from scoring.intake.formats.read_xlsx import WorkbookError, column_name, read_xlsx, value_text
from scoring.intake.statutory.tables import table_facts
from tests.intake.excel_files import workbook
from tests.intake.statutory import FORMS, written


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


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("one_sheet", [True, False])
@pytest.mark.parametrize("as_text", [True, False])
def test_every_figure_of_a_form_is_read_from_a_workbook(form: str, one_sheet: bool, as_text: bool) -> None:  # noqa: FBT001 - cases
    report = written(form)
    document = read_document(workbook(report, one_sheet=one_sheet, as_text=as_text))
    reading = table_facts(document)
    assert {(fact.metric, fact.part): fact.value for fact in reading.facts} == report.figures
    assert (reading.form, reading.unread) == (form, ())
    prose = [block for block in report.blocks if isinstance(block, str) and len(block) > 60]
    assert prose
    assert set(prose) <= {line.text for line in document.lines}


@pytest.mark.parametrize("sample", ["excel-2019.xls", "excel-2014.ods"])
def test_older_and_open_workbooks_are_read_too(sample: str) -> None:
    report = written(sample[6:10])
    reading = table_facts(read_document((Path(__file__).parent / "samples" / sample).read_bytes()))
    assert {(fact.metric, fact.part): fact.value for fact in reading.facts} == report.figures


def filled(*cells: tuple[str, object, str]) -> list[str]:
    """The second cells of rows that are given with value and number format, as they are read."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, (kind, value, code) in enumerate(cells):
            sheet.write_string(row, 0, "项目")
            style = book.add_format({"num_format": code}) if code else None
            if kind == "formula":
                sheet.write_formula(row, 1, str(value[0]), style, value[1])  # type: ignore[index]  # formula and result
            elif kind == "date":
                sheet.write_datetime(row, 1, value, style)
            else:
                sheet.write(row, 1, value, style)
    return [row[1].text for row in read_xlsx(stream.getvalue()).grids[0].rows]


def test_a_number_is_what_its_format_shows() -> None:
    shown = filled(
        ("", 0.853, "0.0%"),
        ("", 251.23456, "0.00"),
        ("", 12, "0.00"),
        ("", 1234567, "#,##0"),
        ("", 12, '0"件"'),
        ("", 12.5, "_ * #,##0.00_ ;_ * -#,##0.00_ "),
        ("", 3.75, "General"),
        ("", "007", "@"),
        ("date", datetime(2022, 1, 31), "yyyy-mm-dd"),  # noqa: DTZ001 - a cell has no zone
    )
    assert shown == ["85.3%", "251.23", "12", "1234567", "12件", "12.50", "3.75", "007", "2022-01-31"]


def test_what_cannot_be_told_from_the_file_is_lost() -> None:
    unknown = filled(("", 251000, '0!.0,"万"'), ("", 1234, "0.00E+00"), ("formula", ("=1/0", "#DIV/0!"), ""), ("formula", ("=A1", ""), ""))
    assert unknown == [LOST] * 4


def test_a_formula_is_its_last_result() -> None:
    assert filled(("formula", ("=3+4", 7), ""), ("formula", ("=A1", "无"), "")) == ["7", "无"]


def test_hidden_rows_and_columns_are_not_read() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["项目", "旧数", "数量"], ["收到申请数", 8, 12], ["申请办结数", 9, 11], ["申请答复数", 7, 10]):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True
    assert [[cell.text for cell in row] for row in read_xlsx(saved(book)).grids[0].rows] == [
        ["项目", "数量"],
        ["收到申请数", "12"],
        ["申请答复数", "10"],
    ]


def test_a_sheet_that_would_fill_the_memory_is_refused_before_it_is_opened() -> None:
    book = Workbook()
    assert book.active is not None
    book.active["A1"] = "甲"
    book.active["XFD1048576"] = "乙"
    with pytest.raises(RefusedError) as refused:
        read_document(saved(book))
    said = "工作表的已用区域过大；应为统计表。请删去表格以外的空行空列后重新保存。 [I009]"
    assert refused.value.message("附表.xlsx") == f"附表.xlsx: {said}"


def open_document(rows: str) -> bytes:
    names = 'xmlns:office="o" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml", f'<office:document-content {names}><table:table table:name="甲">{rows}</table:table></office:document-content>'
        )
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (
            open_document(
                '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value="1" '
                'table:number-columns-repeated="16384"/></table:table-row>'
            ),
            "I009",
        ),
        (open_document("<table:table-row>" + " " * 41_000_000 + "</table:table-row>"), "I009"),
        (open_document("<table:table-row"), "I008"),
    ],
    ids=["repeated cells", "inflated", "cut off"],
)
def test_hostile_open_documents_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(RefusedError, match=code):
        read_document(data)


def test_a_sentence_between_two_tables_of_a_sheet_is_text() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["收到申请数", 12], ["申请办结数", 11], ["（二）收到申请3件。"], ["行政复议数", 1], ["维持数", 0]):
        sheet.append(row)
    document = read_xlsx(saved(book))
    assert [line.text for line in document.lines] == ["（二）收到申请3件。"]
    assert [(len(grid.rows), grid.after) for grid in document.grids] == [(2, 0), (2, 1)]
