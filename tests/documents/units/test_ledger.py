"""整改台账: rows, keys, choices, counts, protection, print set-up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scoring.documents.kinds import Job
from scoring.documents.units.ledger import make
from scoring.results.model import Results
from scoring.results.rectification.building import Filled, Gone
from tests.documents.recalculated import OFFICE, recalculated
from tests.documents.units import noticed
from tests.documents.units.noticed import CHECK, LAPSES, notice

CARRIED: dict[tuple[str, str], Filled] = {
    ("city0", "disclosure.lapses"): {"状态": "已销号", "完成日期": dt.date(2017, 8, 20), "责任人": "张三", "备注": "=1+1"}
}


def with_history(results: Results, run_date: str = "2017-09-20") -> Results:
    """A later day, with what an earlier ledger had."""
    assert results.rectification is not None
    gone = Gone("city2", "support.plan", "望川市人民政府", "工作方案", "未落实。", {"状态": "已完成", "责任人": "李四"})
    return replace(results, run_date=run_date, rectification=replace(results.rectification, carried=CARRIED, gone=(gone,)))


def two() -> Results:
    return noticed.results(notice(), notice(unit_id="*", unit="=HYPERLINK(1)", number=2))


def open_book(results: Results, folder: Path) -> Any:
    (file,) = make(Job(results, folder))
    return openpyxl.load_workbook(file)


def heads(sheet: Any) -> dict[str, int]:
    """Column by title."""
    return {cell.value: cell.column for cell in sheet[3] if cell.value}


def column(sheet: Any, title: str) -> list[Any]:
    return [sheet.cell(row, heads(sheet)[title]).value for row in range(4, sheet.max_row + 1)]


def test_one_row_per_problem_with_its_key(tmp_path: Path) -> None:
    sheet = open_book(two(), tmp_path)["整改台账"]
    assert [(sheet.cell(row, 1).value, sheet.cell(row, 2).value) for row in range(4, sheet.max_row + 1)] == [
        ("city0", "disclosure.lapses"),
        ("city0", "check:A7:total"),
        ("*", "disclosure.lapses"),
        ("*", "check:A7:total"),
    ]
    assert all(sheet.column_dimensions[letter].hidden for letter in "A")
    assert column(sheet, "序号") == [1, 2, 3, 4]
    assert column(sheet, "失分") == [1, None, 1, None]
    assert [day.date() for day in column(sheet, "整改期限")] == [dt.date(2017, 9, day) for day in (30, 15, 30, 15)]
    assert column(sheet, "状态") == ["未整改"] * 4
    assert "检查发现记录第17行" in column(sheet, "佐证")[0]


def test_no_name_becomes_a_formula(tmp_path: Path) -> None:
    book = open_book(with_history(two()), tmp_path)
    formulas = [(sheet.title, cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas
    assert all(text.startswith(("=IF(", "=COUNTIFS(", "=SUM(")) for _, text in formulas)
    assert "=1+1" in column(book["整改台账"], "备注")


def test_only_what_is_filled_in_is_open(tmp_path: Path) -> None:
    book = open_book(two(), tmp_path)
    sheet = book["整改台账"]
    open_titles = {title for title, place in heads(sheet).items() if not sheet.cell(4, place).protection.locked}
    assert open_titles == {"整改措施", "责任人", "完成日期", "状态", "销号人", "备注"}
    assert not sheet["G2"].protection.locked
    assert all(book[name].protection.sheet for name in ("整改台账", "按单位", "按事项"))
    assert not book["整改台账"].protection.password


def test_states_come_from_a_list(tmp_path: Path) -> None:
    sheet = open_book(two(), tmp_path)["整改台账"]
    (choice,) = [item for item in sheet.data_validations.dataValidation if item.type == "list"]
    assert choice.formula1 == '"未整改,整改中,已完成,已销号"'
    assert str(choice.sqref) == f"{sheet.cell(4, heads(sheet)['状态']).coordinate}:{sheet.cell(7, heads(sheet)['状态']).coordinate}"


def test_it_prints_on_one_page_across_with_the_head_repeated(tmp_path: Path) -> None:
    sheet = open_book(two(), tmp_path)["整改台账"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "I4"
    assert sheet.auto_filter.ref == "E3:U7"
    assert "&P" in sheet.oddFooter.center.text


def test_what_an_earlier_ledger_held_is_there_and_what_is_gone_is_listed(tmp_path: Path) -> None:
    book = open_book(with_history(two()), tmp_path)
    sheet = book["整改台账"]
    assert column(sheet, "状态") == ["已销号", "未整改", "未整改", "未整改"]
    assert column(sheet, "完成日期")[0].date() == dt.date(2017, 8, 20)
    assert column(sheet, "责任人")[0] == "张三"
    assert [cell.value for cell in book["不再列入"][3]] == [
        "望川市人民政府",
        "工作方案",
        "未落实。",
        None,
        "李四",
        None,
        "已完成",
        None,
        None,
    ]


def stored(results: Results, folder: Path) -> tuple[Any, Path]:
    (file,) = make(Job(results, folder))
    return openpyxl.load_workbook(file, data_only=True), file


def counts(book: Any, name: str) -> dict[str, list[Any]]:
    sheet = book[name]
    first = next(cell.column for cell in sheet[2] if cell.value == "问题数")
    return {row[1].value: [cell.value for cell in row[first - 1 :]] for row in sheet.iter_rows(min_row=3)}


COUNTED = {"南渡市人民政府": [2, 1, 0, 0, 1, 1, 0.5], "=HYPERLINK(1)": [2, 2, 0, 0, 0, 1, 0], "合计": [4, 3, 0, 0, 1, 2, 0.25]}


def test_counts_are_those_of_the_rows(tmp_path: Path) -> None:
    """By hand: on 20 September the two checks (due on the 15th) are overdue; 公开差错 of 南渡 is closed."""
    book, _ = stored(with_history(two()), tmp_path)
    assert counts(book, "按单位") == COUNTED
    assert counts(book, "按事项") == {
        "公开差错": [2, 1, 0, 0, 1, 0, 0.5],
        "工作人员数": [2, 2, 0, 0, 0, 2, 0],
        "合计": [4, 3, 0, 0, 1, 2, 0.25],
    }
    assert column(book["整改台账"], "逾期") == [None, "逾期", None, "逾期"]


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
def test_recalculated_counts_agree_with_the_stored_ones(tmp_path: Path) -> None:
    _, file = stored(with_history(two()), tmp_path)
    book = recalculated(file, tmp_path)
    assert counts(book, "按单位") == COUNTED
    assert [text or None for text in column(book["整改台账"], "逾期")] == [None, "逾期", None, "逾期"]


@pytest.mark.parametrize(
    ("day", "overdue"), [("2017-09-15", [None, None]), ("2017-09-16", [None, "逾期"]), ("2017-10-01", ["逾期", "逾期"])]
)
def test_the_last_day_is_not_overdue(tmp_path: Path, day: str, overdue: list[str | None]) -> None:
    book, _ = stored(replace(noticed.results(notice(LAPSES, CHECK)), run_date=day), tmp_path)
    assert column(book["整改台账"], "逾期") == overdue


def test_nobody_to_follow_up_makes_no_ledger(tmp_path: Path) -> None:
    assert make(Job(noticed.results(), tmp_path)) == ()
    assert list(tmp_path.iterdir()) == []


def test_two_ledgers_are_alike_to_the_byte(tmp_path: Path) -> None:
    (first,), (second,) = (make(Job(with_history(two()), tmp_path / name)) for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()
