"""Returned workbooks are read by code and label, whatever was done to them; what is not sure is rejected."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scoring.intake.filled import read_filled
from scoring.intake.filled.marker import Marker, parse_marker
from scoring.intake.filled.reports import as_problem
from scoring.intake.reading import read_report
from scoring.problems import sentence
from tests.workbooks.filling import Place, cell_of, counted, fill, issued, saved

SAMPLES = Path(__file__).parent / "samples"
FORM = "2021"


def facts(data: bytes) -> dict[Place, Any]:
    book = read_filled(data)
    assert book
    assert book.rejected == ()
    return {(fact.metric, fact.part): int(fact.value) for fact in book.facts if fact.value is not None}


def filled(form: str = FORM) -> Any:
    return fill(issued(form), form, counted(form))


@pytest.mark.parametrize("form", ["2014", "2019", "2021"])
def test_every_figure_comes_back_with_its_place(form: str) -> None:
    data = saved(filled(form))
    assert facts(data) == counted(form)
    book = read_filled(data)
    assert book
    fact = next(fact for fact in book.facts if fact.metric == ("requests_received" if form == "2014" else "requests_new"))
    sheet, address = cell_of(form, fact.metric, fact.part)
    assert fact.locator == f"{sheet}!{address}"
    assert book.marker == Marker("unit", "jia", "甲河县人民政府", 2023, form, "0123456789ab", book.marker.sheet)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_workbook_that_another_program_saved_is_read(kind: str) -> None:
    # Saved by LibreOffice, which rewrites styles, validations and formulas; xls and ods as an older WPS would.
    assert facts((SAMPLES / f"libreoffice.{kind}").read_bytes()) == counted(FORM)


def insert_row(book: Any) -> None:
    book["表三 依申请公开"].insert_rows(9)
    book["表二 主动公开"].insert_rows(1, 2)


def insert_column(book: Any) -> None:
    book["表三 依申请公开"].insert_cols(6)
    book["表四 复议诉讼"].insert_cols(1)


def rename(book: Any) -> None:
    for number, sheet in enumerate(book.worksheets):
        sheet.title = f"Sheet{number}"


def reorder(book: Any) -> None:
    book.move_sheet("表四 复议诉讼", -3)
    book.create_sheet("本单位底稿", 0)["A1"] = "12"


def lose_code(book: Any) -> None:
    book["表三 依申请公开"].cell(8, 1).value = None


@pytest.mark.parametrize("change", [insert_row, insert_column, rename, reorder, lose_code])
def test_figures_are_found_whatever_moved(change: Callable[[Any], None]) -> None:
    book = filled()
    for sheet in book.worksheets:  # openpyxl does not move merged cells with their rows
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
    change(book)
    assert facts(saved(book)) == counted(FORM)


@pytest.mark.parametrize(
    ("written", "value"),
    [("１２", 12), (" 12 ", 12), ("12件", 12), ("1,234", 1234), (12.0, 12), ("0", 0), ("无", 0), ("12（含上年结转2件）", 12)],
)
def test_a_figure_may_be_written_in_the_usual_ways(written: object, value: int) -> None:
    assert facts(saved(fill(issued(FORM), FORM, {("requests_new", "total"): written}))) == {("requests_new", "total"): value}


def test_blanks_and_what_does_not_apply_stay_what_they_are() -> None:
    book = fill(issued("2019"), "2019", {("permit_decisions", "total"): "/"})
    sheet, address = cell_of("2019", "charge_items_prev")
    book[sheet][f"F{address[1:]}"] = "不适用"
    read = read_filled(saved(book))
    assert read
    found = {fact.metric: (fact.semantic, fact.value, fact.raw) for fact in read.facts if fact.part == "total"}
    assert found["permit_decisions"] == ("not_applicable", None, "/")
    assert found["charge_items_prev"] == ("not_applicable", None, "不适用")
    assert found["permit_items_prev"] == ("blank", None, "")


def test_money_comes_in_the_unit_of_the_form() -> None:
    book = fill(issued("2021"), "2021", {("charges_amount_wan_yuan", "total"): "3.5万元"})
    assert [(f.value, f.uom) for f in read_filled(saved(book)).facts if f.metric == "charges_amount_wan_yuan"] == [(3.5, "万元")]  # type: ignore[union-attr]  # a test


REJECTED = [
    ("requests_new", "total", "约12", "W021", "约12"),
    ("requests_new", "total", -1, "W021", "-1"),
    ("requests_new", "total", 1.5, "W021", "1.5"),
    ("requests_new", "total", "1 2", "W021", "1 2"),
    ("requests_new", "total", date(2023, 1, 2), "W021", "2023-01-02"),
    ("requests_new", "total", "见附件", "W021", "见附件"),
    ("requests_new", "total", 10**16, "W021", "10000000000000000"),
    ("requests_new", "total", True, "W021", "TRUE"),
    ("requests_new", "total", "12人", "W024", "12人"),
    ("charges_amount_wan_yuan", "total", -3, "W022", "-3"),
    ("charges_amount_wan_yuan", "total", "十几万", "W022", "十几万"),
]


@pytest.mark.parametrize(("metric", "part", "written", "code", "found"), REJECTED)
def test_what_is_no_exact_figure_is_rejected_with_its_cell(metric: str, part: str, written: object, code: str, found: str) -> None:
    book = read_filled(saved(fill(issued(FORM), FORM, {(metric, part): written})))
    assert book
    (rejected,) = book.rejected
    sheet, address = cell_of(FORM, metric, part)
    assert (rejected.code, rejected.locator, rejected.found) == (code, f"{sheet}!{address}", found)


def messages(data: bytes) -> list[str]:
    book = read_filled(data)
    assert book
    return [sentence(as_problem(rejected, "jia.xlsx")) for rejected in book.rejected]


def test_all_rejected_cells_are_told_at_once_in_words() -> None:
    values = {("requests_new", "total"): "约12", ("review_upheld", "total"): "1件半", ("charges_amount_wan_yuan", "total"): "很多"}
    assert messages(saved(fill(issued(FORM), FORM, values))) == [
        "jia.xlsx: 表二 主动公开!C17（行政事业性收费 | 本年收费金额）: 不是金额：很多。请只填一个数，可以有小数，不能是负数。 [W022]",
        f"jia.xlsx: 表三 依申请公开!K7（一 本年新收政府信息公开申请数量 | 总计）: {WHOLE}：约12。请只填一个整数；没有发生的填 0。 [W021]",
        "jia.xlsx: 表四 复议诉讼!B7（行政复议 结果维持）: 不是 0 或正整数：1件半。请只填一个整数；没有发生的填 0。 [W021]",
    ]


def test_a_signed_change_is_a_whole_number() -> None:
    values = {("permit_items_change", "total"): "减3", ("penalty_items_change", "total"): "若干", ("service_items_change", "total"): -2}
    book = read_filled(saved(fill(issued("2019"), "2019", values)))
    assert book
    assert {f.metric: f.value for f in book.facts if f.value is not None} == {"permit_items_change": -3, "service_items_change": -2}
    assert messages(saved(fill(issued("2019"), "2019", values))) == [
        "jia.xlsx: 表二 主动公开!D14（行政处罚 | 本年增/减）: 不是增减数：若干。请填整数，增加填正数，减少填负数。 [W023]"
    ]


def changed(change: Callable[[Any], None]) -> list[str]:
    book = fill(issued(FORM), FORM, {("requests_new", "total"): 5})
    change(book)
    return messages(saved(book))


def test_a_figure_in_a_row_that_does_not_apply_is_rejected() -> None:
    def contradict(book: Any) -> None:
        book["表二 主动公开"]["C6"] = 3
        book["表二 主动公开"]["F6"] = "不适用"

    assert changed(contradict) == [
        "jia.xlsx: 表二 主动公开!C6（规章 | 本年制发件数）: 选了“不适用”又填了数：3。请清空数格，或改选“适用”。 [W025]"
    ]


def test_merged_figures_are_rejected() -> None:
    def merge(book: Any) -> None:
        book["表四 复议诉讼"].merge_cells("B7:C7")

    assert changed(merge) == ["jia.xlsx: 表四 复议诉讼!C7（行政复议 结果纠正）: 数格与别的单元格合并了。请取消合并，每格填一个数。 [W026]"]


MOVED = "请恢复制发时的标签和顺序，不要移动单元格。 [W020]"
WHOLE = "不是 0 或正整数"


def test_labels_and_codes_must_agree() -> None:
    def swap(book: Any) -> None:
        sheet = book["表二 主动公开"]
        sheet["B6"], sheet["B7"] = "行政规范性文件", "规章"

    assert changed(swap) == [
        f"jia.xlsx: 表二 主动公开!C6（规章）: 标签与位置不一致，不能确定是哪一项：行政规范性文件。{MOVED}",
        f"jia.xlsx: 表二 主动公开!C7（行政规范性文件）: 标签与位置不一致，不能确定是哪一项：规章。{MOVED}",
    ]


def test_columns_that_changed_places_are_noticed() -> None:
    def swap(book: Any) -> None:
        book["表四 复议诉讼"]["B6"], book["表四 复议诉讼"]["C6"] = "结果纠正", "结果维持"

    assert [message.rpartition(" ")[2] for message in changed(swap)] == ["[W020]", "[W020]"]


def test_a_row_that_stands_twice_is_read_only_where_both_agree() -> None:
    def copy(book: Any) -> None:
        sheet = book["表二 主动公开"]
        for column in range(1, 8):
            sheet.cell(30, column).value = sheet.cell(6, column).value
        sheet["C30"] = 4

    assert "\n".join(changed(copy)) == (
        "jia.xlsx: 表二 主动公开!C6（规章 | 本年制发件数）: 同一行出现两次且数值不同："
        "表二 主动公开!C6=空、表二 主动公开!C30=4。请删去多出的一行。 [W028]"
    )


def test_missing_rows_columns_and_sheets_are_told() -> None:
    def delete(book: Any) -> None:
        book["表二 主动公开"].delete_rows(6)
        book["表四 复议诉讼"].delete_cols(3)
        del book["表三 依申请公开"]

    found = changed(delete)
    assert "jia.xlsx: 缺少工作表：表3。请用制发的工作簿重新填报，不要删除或隐藏其中的工作表。 [W016]" in found
    assert "jia.xlsx: 表二 主动公开（规章）: 表中缺少这一行或列。请用制发的工作簿重新填报，不要删除行列。 [W018]" in found
    assert "jia.xlsx: 表四 复议诉讼（第 2 个数值列）: 表中缺少这一行或列。请用制发的工作簿重新填报，不要删除行列。 [W018]" in found


def test_sheets_of_other_workbooks_and_copies_are_not_taken() -> None:
    def foreign(book: Any) -> None:
        other = openpyxl.load_workbook(io.BytesIO(issued(FORM, "乙山县人民政府")))
        text = str(other["表四 复议诉讼"]["A1"].value).replace('"jia"', '"yi"')
        book["表四 复议诉讼"]["A1"] = text

    assert "\n".join(changed(foreign)) == (
        "jia.xlsx: 表四 复议诉讼: 工作簿中混有另一份工作簿的工作表：乙山县人民政府；应为甲河县人民政府的工作表。"
        "请用原来的工作簿重新填报，不要跨工作簿复制工作表。 [W011]"
    )
    assert changed(lambda book: book.copy_worksheet(book["表四 复议诉讼"])) == [
        "jia.xlsx: 表四 复议诉讼 Copy: 同一张工作表出现两次：表四 复议诉讼、表四 复议诉讼 Copy。请删去其中一张。 [W017]"
    ]


def test_a_workbook_of_a_later_program_is_refused() -> None:
    def later(book: Any) -> None:
        for sheet in book.worksheets:
            if sheet["A1"].value:
                sheet["A1"] = str(sheet["A1"].value).replace('"version": 1', '"version": 9')

    assert changed(later)[0] == ("jia.xlsx: 填报说明: 工作簿由更新版本的程序制发：9；应为版本 1 或更早。请更新程序。 [W019]")


@pytest.mark.parametrize("text", ["", "scoring-workbook", "scoring-workbook {}", "scoring-workbook [1]", "scoring-workbook {x"])
def test_a_damaged_marker_is_none(text: str) -> None:
    assert parse_marker(text) is None


def test_a_filled_workbook_is_a_report_like_any_other(tmp_path: Path) -> None:
    file = tmp_path / "renamed.xlsx"
    file.write_bytes(saved(fill(issued(FORM), FORM, {**counted(FORM), ("requests_new", "total"): "约12"})))
    report = read_report(file, "renamed.xlsx")
    assert (report.unit, report.year, report.form, report.refusal) == ("甲河县人民政府", 2023, FORM, None)
    assert len(report.facts) == len(counted(FORM)) - 1
    assert [(entry.what, entry.reason, entry.raw, entry.code) for entry in report.unread] == [
        ("一 本年新收政府信息公开申请数量 | 总计", "不是 0 或正整数", "约12", "W021")
    ]
