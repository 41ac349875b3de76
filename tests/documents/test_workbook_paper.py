"""results.xlsx on paper and under hostile texts: print set-up of every sheet, sheet names, row heights, dates."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from scoring.documents.workbook.cells import Column, Pen, write_table
from scoring.documents.workbook.paper import LONGEST, holdable, row_height, sheet_name
from scoring.documents.workbook.results import shared_lists, write_workbook
from tests.documents.scored import Unit, check, figure, run

SCORES = {"a.x": "20", "a.y": "15", "b.x": "20", "b.y": "35"}
HOSTILE = [
    *("=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "甲\x00\x07市", "_x000D_", "a&b<c>", "\ud800坏", "  "),
    *("长" * 40_000, "😀" * 20_000),
]


def test_every_sheet_prints_on_a4_across_with_its_head_repeated_and_pages_numbered(tmp_path: Path) -> None:
    results = run([Unit("甲市", SCORES)], checks=(check("甲市", "T3-sum"),), figures={"f": figure("f", "1")})
    book = openpyxl.load_workbook(write_workbook(results, tmp_path / "results.xlsx"))
    for sheet in book.worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape"), sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows
        assert sheet.print_area
        assert sheet.freeze_panes
        assert "第 &P 页，共 &N 页" in sheet.oddFooter.center.text
        if not sheet.title.startswith("指标得分"):
            assert sheet.auto_filter.ref, sheet.title


def test_a_sheet_too_wide_for_one_page_takes_several_each_with_the_unit(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_workbook(run([Unit("甲市", SCORES)], checks=(check("甲市", "x"),)), tmp_path / "results.xlsx"))
    assert book["数据检查"].page_setup.fitToWidth == 2
    assert book["数据检查"].print_title_cols == "$A:$B"
    assert book["排名 市州"].page_setup.fitToWidth in {None, 1}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_make_no_formula_and_no_broken_file(tmp_path: Path, text: str) -> None:
    units = [Unit(text, SCORES, extra={"evidence": text})]
    results = run(units, title=text, checks=(check("甲", "x", message=text),), figures={"f": figure("f", text, formula=text)})
    file = write_workbook(results, tmp_path / "results.xlsx")
    book = openpyxl.load_workbook(file)
    formulas = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert all(re.match(r"=(SUM|IF|ROUND|RANK|SUMPRODUCT|[A-Z]+[0-9])", str(formula)) for formula in formulas)
    shown = book["排名 市州"]["B3"].value
    assert shown is None or len(shown.encode("utf-16-le")) // 2 <= LONGEST
    with zipfile.ZipFile(file) as parts:
        assert parts.testzip() is None


def test_a_long_text_keeps_as_much_as_a_cell_takes_and_shows_the_cut() -> None:
    assert holdable("长" * LONGEST) == "长" * LONGEST
    assert holdable("长" * 40_000) == "长" * (LONGEST - 1) + "…"
    assert len(holdable("😀" * 20_000).encode("utf-16-le")) // 2 <= LONGEST
    assert holdable("甲\x00\r\n乙\r丙\x7f") == "甲\n乙\n丙"


@given(titles=st.lists(st.text(max_size=40), max_size=12))
def test_sheet_names_are_different_and_accepted_whatever_the_titles(titles: list[str]) -> None:
    taken: set[str] = set()
    names = [sheet_name(title, taken) for title in titles]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\'\x00-\x1f]", name)
        assert name.casefold() != "history"


def test_a_reserved_sheet_name_gets_a_number() -> None:
    assert sheet_name("History", set()) == "History(2)"


def test_rows_are_as_tall_as_their_longest_text() -> None:
    assert row_height(("甲市", "短"), (24, 60)) is None
    assert row_height(("甲市", "长" * 60), (24, 60)) == pytest.approx(45, abs=1)
    assert row_height(("长" * 40_000,), (20,)) == 87


def test_many_figures_from_the_same_files_name_their_list() -> None:
    row = ("a", "1", "1", "个", "算法", "", "", "", "", "9", "、".join(f"reports/{i}.html" for i in range(9)), "")
    short = (*row[:10], "units.csv", "")
    rows, lists = shared_lists([row, short, row])
    assert [cells[10] for cells in rows] == ["清单1，见“来源清单”", "units.csv", "清单1，见“来源清单”"]
    assert lists == [("清单1", "9", row[10])]


def test_scores_of_a_column_show_the_same_decimals_and_wide_titles_stand_at_the_left(tmp_path: Path) -> None:
    file = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet("甲")
        write_table(
            Pen(book), sheet, "标题", (Column("得分", 200, "score"), Column("名\n称", 100)), [("5", "甲"), ("4.95", "乙"), ("—", "丙")]
        )
    found = openpyxl.load_workbook(file)["甲"]
    assert [cell.number_format for cell in found["A"][2:4]] == ["0.00", "0.00"]
    assert (found["A5"].value, found["A1"].alignment.horizontal, found.merged_cells.ranges) == ("—", "left", set())
    assert found.row_dimensions[2].height == 30.75


def test_the_run_date_is_a_date(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(write_workbook(run([Unit("甲市", SCORES)]), tmp_path / "results.xlsx"))["说明"]
    cell = next(row[1] for row in sheet.iter_rows() if row[0].value == "运行日期")
    assert (cell.value, cell.number_format) == (dt.datetime(2017, 8, 11), "yyyy-mm-dd")  # noqa: DTZ001 - the format knows no zone
