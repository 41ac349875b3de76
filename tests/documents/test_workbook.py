"""results.xlsx read back: what stands where, and that its formulas give the printed scores."""

from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.documents.quality.checkrows import CHECK_WORDS
from scoring.documents.workbook.matrix import OUTCOME_WORDS
from scoring.documents.workbook.paper import sheet_name
from scoring.documents.workbook.results import write_workbook
from scoring.problems import ProblemsFound
from scoring.results.model import Arithmetic, Outcome, RankedUnit, Results, TieBreak
from scoring.results.pairs import PolicyPair
from tests.budgets import examples
from tests.documents.scored import PLAIN, TREE, Scores, Tree, Unit, check, figure, run
from tests.documents.spreadsheet import Sheet, open_sheets

UNITS = (
    Unit("甲市", {"a.x": "20", "a.y": "15", "b.x": "20", "b.y": "35.1267"}),
    Unit("乙市", {"a.x": "25", "a.y": "N", "b.x": "12.5", "b.y": "40"}),
    Unit("丙市", {"a.x": "20", "a.y": "15", "b.x": "20", "b.y": "35.13"}),
    Unit("丁市", {"a.x": "0", "a.y": "E", "b.x": "A", "b.y": "10"}, bonus="1.50"),
)


@pytest.fixture
def book(tmp_path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(write_workbook(run(UNITS), tmp_path / "results.xlsx"))


def texts(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def column(sheet: Any, title: str, head: int = 3) -> str:
    """The letter of the column with a title."""
    return next(str(cell.column_letter) for cell in sheet[head] if cell.value == title)


def test_the_sheets_stand_in_the_order_of_reading(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["排名 市州", "指标得分 市州", "失分明细", "数据检查", "说明"]


def test_the_ranking_shows_every_number_with_its_digits(book: openpyxl.Workbook) -> None:
    sheet = book["排名 市州"]
    rows = texts(sheet)
    assert rows[1] == ["名次", "单位", "标题a\n（40分）", "标题b\n（60分）", "加分", "扣分", "总分", "等次", "备注"]
    # 乙市: 77.5 of 85 applicable points, scaled to 100, is 91.1765; 甲市 and 丙市 print the same total.
    assert [(row[0], row[1], row[6]) for row in rows[2:]] == [
        (1, "乙市", 91.18),
        (2, "甲市", 90.13),
        (2, "丙市", 90.13),
        (4, "丁市", 16.88),
    ]
    assert sheet["G3"].number_format == "0.00"
    assert sheet.freeze_panes == "C3"


def test_a_cell_without_points_says_why_and_is_not_a_zero(book: openpyxl.Workbook) -> None:
    sheet = book["指标得分 市州"]
    cells = {row[0]: row[1:5] for row in texts(sheet)[4:]}
    assert cells["乙市"] == [25, "不适用", 12.5, 40]
    assert cells["丁市"] == [0, "合理缺项", "无法评价", 10]
    assert sheet.freeze_panes == "B5"


def test_the_head_shows_blocks_indicators_and_full_points(book: openpyxl.Workbook) -> None:
    rows = texts(book["指标得分 市州"])
    assert rows[1][1:5] == ["标题a", None, "标题b", None]
    assert rows[2][:7] == ["单位", "标题a.x", "标题a.y", "标题b.x", "标题b.y", "标题a小计", "标题b小计"]
    assert rows[3][:7] == ["满分", 25, 15, 20, 40, 40, 60]
    assert {str(merged) for merged in book["指标得分 市州"].merged_cells.ranges} >= {"B2:C2", "D2:E2", "F2:G2"}


def test_sums_total_and_rank_are_formulas(book: openpyxl.Workbook) -> None:
    sheet = book["指标得分 市州"]
    for title in ("标题a小计", "应得满分", "基础分", "合计", "总分", "名次"):
        assert sheet[f"{column(sheet, title)}5"].data_type == "f", title
    assert sheet[f"{column(sheet, '标题a小计')}5"].value == "=SUM(B5:C5)"
    assert sheet[f"{column(sheet, '名次')}5"].value == "=RANK(M5,M$5:M$8,0)"


def matrix(file: Path) -> Sheet:
    return next(sheet for name, sheet in open_sheets(file).items() if name.startswith("指标得分"))


def computed(sheet: Sheet, results: Results) -> list[tuple[str, float, int]]:
    """(unit, total, rank) as a spreadsheet program computes them, ranked units only."""
    total, rank = column(sheet.sheet, "总分"), column(sheet.sheet, "名次")
    ranked = sum(bool(unit.rank) for unit in results.groups[0].rows)
    return [(sheet.value(f"A{row}"), sheet.value(f"{total}{row}"), sheet.value(f"{rank}{row}")) for row in range(5, 5 + ranked)]


def printed(rows: tuple[RankedUnit, ...]) -> list[tuple[str, float, int]]:
    return [(unit.name, float(unit.total), int(unit.rank)) for unit in rows if unit.rank]


def stored(file: Path) -> dict[str, Any]:
    """Every formula's value as it was stored for programs that do not calculate."""
    book = openpyxl.load_workbook(file, data_only=True, read_only=True)  # the other sheets are not read
    sheet = next(sheet for sheet in book.worksheets if sheet.title.startswith("指标得分"))
    values = {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}
    book.close()
    return values


def assert_live(file: Path, results: Results) -> None:
    """The formulas give the printed totals and ranks, and the stored values are theirs."""
    sheet, values = matrix(file), stored(file)
    assert computed(sheet, results) == printed(results.groups[0].rows)
    formulas = [cell.coordinate for row in sheet.sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas
    for place in formulas:
        assert round(float(sheet.value(place)), 9) == round(float(values[place]), 9), place


@pytest.mark.parametrize("not_applicable", ["rescale", "no_rescale", "full_marks", "zero", "inherit"])
@pytest.mark.parametrize("ties", ["competition", "dense"])
@pytest.mark.parametrize("rank_on", ["printed", "exact"])
def test_the_formulas_give_the_printed_totals_and_ranks(tmp_path: Path, not_applicable: Any, ties: Any, rank_on: Any) -> None:
    results = run(UNITS, arithmetic=replace(PLAIN, not_applicable=not_applicable, ties=ties, rank_on=rank_on))
    assert_live(write_workbook(results, tmp_path / "results.xlsx"), results)


DEEP = Tree(
    (
        ("a", "", "50", "rescale"),
        ("a.p", "a", "20", "inherit"),
        ("a.p.x", "a.p", "12", "inherit"),
        ("a.p.y", "a.p", "8", "inherit"),
        ("a.q", "a", "30", "full_marks"),
        ("a.q.x", "a.q", "30", "inherit"),
        ("b", "", "20", "inherit"),
        ("b.x", "b", "5", "full_marks"),
        ("b.y", "b", "5", "zero"),
        ("b.z", "b", "10", "inherit"),
        ("c", "", "30", "no_rescale"),
        ("c.x", "c", "10", "inherit"),
        ("c.y", "c", "20", "rescale"),
    )
)


def leaf_scores(tree: Tree) -> st.SearchStrategy[Scores]:
    full = {row[0]: row[2] for row in tree.rows}
    points = {leaf: st.integers(0, int(full[leaf]) * 10_000).map(lambda n: str(Decimal(n).scaleb(-4))) for leaf in tree.leaves()}
    # The first indicator always has points: a unit to which nothing applies has no total.
    words = {leaf: st.sampled_from("NEA") for leaf in tree.leaves()[1:]}
    return st.fixed_dictionaries({leaf: points[leaf] | words[leaf] if leaf in words else points[leaf] for leaf in tree.leaves()})


ARITHMETIC = st.builds(
    Arithmetic,
    digits=st.integers(0, 3),
    mode=st.sampled_from(["half_up", "truncate"]),
    at=st.sampled_from(["component", "total"]),
    rank_on=st.sampled_from(["printed", "exact"]),
    ties=st.sampled_from(["competition", "dense"]),
    not_applicable=st.sampled_from(["rescale", "no_rescale", "full_marks", "zero", "inherit"]),
)


@settings(max_examples=examples(36), deadline=None)
@given(scores=st.lists(leaf_scores(DEEP), min_size=1, max_size=6), arithmetic=ARITHMETIC)
def test_any_tree_policy_and_rounding_is_live(
    tmp_path_factory: pytest.TempPathFactory, scores: list[Scores], arithmetic: Arithmetic
) -> None:
    results = run([Unit(f"单位{i}", one) for i, one in enumerate(scores)], DEEP, arithmetic)
    assert_live(write_workbook(results, tmp_path_factory.mktemp("book") / "results.xlsx"), results)


BREAKERS = st.lists(
    st.builds(
        TieBreak,
        by=st.sampled_from(["a", "a.q.x", "b.z", "c.y", "a.p", "base", "bonus"]),
        title=st.just("某项"),
        best=st.sampled_from(["highest", "lowest"]),
    ),
    max_size=3,
    unique_by=lambda item: item.by,
)
FEW = st.sampled_from(["0", "5", "10"])


@settings(max_examples=examples(36), deadline=None)
@given(data=st.data())
def test_any_order_of_units_is_live(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    breakers = tuple(replace(breaker, title=breaker.by) for breaker in data.draw(BREAKERS))
    arithmetic = replace(data.draw(ARITHMETIC), best=data.draw(st.sampled_from(["highest", "lowest"])), break_ties=breakers)
    scores = {leaf: FEW | st.just("N") if i else FEW for i, leaf in enumerate(DEEP.leaves())}
    drawn = data.draw(st.lists(st.fixed_dictionaries(scores), min_size=1, max_size=6))
    units = [Unit(f"单位{i}", one, bonus=data.draw(st.sampled_from(["0", "5"]))) for i, one in enumerate(drawn)]
    results = run(units, DEEP, arithmetic)
    assert_live(write_workbook(results, tmp_path_factory.mktemp("book") / "results.xlsx"), results)


def test_neighbours_whose_order_hangs_on_the_policy_have_a_sheet(tmp_path: Path) -> None:
    pair = PolicyPair("市州", "甲市", "丙市", "90.13", "90.13", "90.1267", "90.13", ("on", "mode"), "甲市与丙市并列。")
    book = openpyxl.load_workbook(write_workbook(run(UNITS, pairs=(pair,)), tmp_path / "results.xlsx"))
    assert texts(book["名次与规则"])[2] == [
        "市州",
        "甲市",
        90.13,
        90.1267,
        "丙市",
        90.13,
        90.13,
        "公布分或精确分、四舍五入或截尾",
        "甲市与丙市并列。",
    ]


def test_a_group_without_grades_has_no_column_of_grades(tmp_path: Path) -> None:
    results = run(UNITS, arithmetic=replace(PLAIN, overall=True))
    rows = tuple(replace(row, grade="", rank_overall=row.rank) for row in results.groups[0].rows)
    file = write_workbook(replace(results, groups=(replace(results.groups[0], rows=rows),)), tmp_path / "results.xlsx")
    found = texts(openpyxl.load_workbook(file)["排名 市州"])
    assert found[1][-3:] == ["总分", "全体名次", "备注"]
    assert found[2][-2] == 1


def test_a_gate_that_sets_the_total_stands_as_a_number_with_its_name(tmp_path: Path) -> None:
    units = (*UNITS, Unit("戊市", UNITS[0].scores, gate="失泄密一票否决", set_total="0"))
    results = run(units)
    file = write_workbook(results, tmp_path / "results.xlsx")
    assert computed(matrix(file), results) == printed(results.groups[0].rows)
    sheet = matrix(file).sheet
    row = next(cells for cells in sheet.iter_rows(min_row=5) if cells[0].value == "戊市")
    assert sheet[f"{column(sheet, '总分')}{row[0].row}"].data_type == "n"
    assert row[-1].value == "失泄密一票否决"


def test_a_unit_that_is_not_ranked_stands_below_and_outside_the_ranks(tmp_path: Path) -> None:
    results = run((Unit("戊市", {"a.x": "25", "a.y": "15", "b.x": "20", "b.y": "40"}, ranked=False), *UNITS))
    file = write_workbook(results, tmp_path / "results.xlsx")
    assert computed(matrix(file), results) == printed(results.groups[0].rows)
    last = texts(matrix(file).sheet)[-1]
    assert (last[0], last[-3]) == ("戊市", "不排名")


def test_a_unit_without_data_has_dashes_not_zeros(tmp_path: Path) -> None:
    results = run(UNITS)
    empty = RankedUnit(
        "戊市",
        "戊市",
        "戊市",
        "exempt",
        "",
        tied=False,
        base="",
        bonus="",
        penalty="",
        total="",
        grade="",
        blocks=("", ""),
        note="机构改革",
    )
    group = replace(results.groups[0], rows=(*results.groups[0].rows, empty))
    file = write_workbook(replace(results, groups=(group,)), tmp_path / "results.xlsx")
    last = texts(matrix(file).sheet)[-1]
    assert last[0] == "戊市"
    assert set(last[1:-3]) == {"—"}
    assert last[-3:] == ["不排名", "—", "机构改革"]


@pytest.mark.parametrize(("changes", "codes"), [({"total": "90.14"}, ["W001", "W002"]), ({"rank": "3"}, ["W002"])])
def test_a_printed_score_that_the_cells_do_not_give_stops_the_workbook(tmp_path: Path, changes: dict[str, str], codes: list[str]) -> None:
    results = run(UNITS)
    rows = tuple(replace(row, **changes) if row.name == "甲市" else row for row in results.groups[0].rows)  # type: ignore[arg-type]  # names and texts of the row above
    with pytest.raises(ProblemsFound) as caught:
        write_workbook(replace(results, groups=(replace(results.groups[0], rows=rows),)), tmp_path / "results.xlsx")
    assert sorted({problem.code for problem in caught.value.problems}) == codes
    assert any(problem.where == "甲市" for problem in caught.value.problems)


def test_lost_points_come_in_rank_order_with_their_reasons(book: openpyxl.Workbook) -> None:
    rows = texts(book["失分明细"])[2:]
    assert [row[1] for row in rows] == ["乙市"] * 2 + ["甲市"] * 2 + ["丙市"] * 2 + ["丁市"] * 4
    assert rows[0] == ["市州", "乙市", "a.y", "标题a.y", 15, "—", "—", "不适用", "乙市的a.y得N", None]
    assert rows[3] == ["市州", "甲市", "b.y", "标题b.y", 40, 35.1267, 4.8733, "已评价", "甲市的b.y得35.1267", None]


def test_checks_and_figures_are_listed(tmp_path: Path) -> None:
    results = run(UNITS, checks=(check("甲市", "T3-sum", part="natural_person"),), figures={"disclosed": figure("disclosed", "1563668")})
    book = openpyxl.load_workbook(write_workbook(results, tmp_path / "results.xlsx"))
    assert texts(book["数据检查"])[2][4:13] == ["T3-sum", "T3-sum", "错误", "不成立", None, "natural_person", 10, 9, -1]
    row = texts(book["数字出处"])[2]
    assert row[:7] == ["disclosed", 1563668, None, "条", "sum(disclosed)", 13, 15]
    assert row[9:11] == [2, "reports/a.html、reports/b.txt"]
    assert ["校验码", "0123456789abcdef"] in texts(book["说明"])


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("http://x","y")', "{=1}", "http://example.com", "1,5", "0620", "1e5"]
)
def test_no_text_becomes_a_formula_a_link_or_a_number(tmp_path: Path, text: str) -> None:
    extra = {"evidence": text}
    units = [Unit(text, {"a.x": "20", "a.y": "15", "b.x": "20", "b.y": "35"}, extra=extra)]
    file = write_workbook(
        run(units, checks=(check(text, text, message=text),), figures={"f": figure(text, text)}), tmp_path / "results.xlsx"
    )
    book = openpyxl.load_workbook(file)
    places = ("排名 市州", "B3"), ("指标得分 市州", "A5"), ("失分明细", "J3"), ("数据检查", "P3"), ("数字出处", "A3"), ("数字出处", "B3")
    found = [book[sheet][place] for sheet, place in places]
    assert {(cell.value, cell.data_type) for cell in found} == {(text, "s")}
    with zipfile.ZipFile(file) as parts:
        sheets = [name for name in parts.namelist() if "worksheets/sheet" in name and "sheet2" not in name]
        assert not any(b"<f>" in parts.read(name) or b"<hyperlink" in parts.read(name) for name in sheets)


def test_a_text_longer_than_a_cell_is_cut_visibly(tmp_path: Path) -> None:
    units = [Unit("甲市", UNITS[0].scores, extra={"evidence": "证" * 40_000})]
    found = texts(openpyxl.load_workbook(write_workbook(run(units), tmp_path / "results.xlsx"))["失分明细"])[2][9]
    assert found.endswith("证…")


def test_the_same_results_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write_workbook(run(UNITS), tmp_path / name).read_bytes() for name in ("one.xlsx", "two.xlsx"))
    assert first == second


def test_the_date_in_the_file_is_the_run_date(book: openpyxl.Workbook) -> None:
    assert book.properties.created == dt.datetime(2017, 8, 11)  # noqa: DTZ001 - the format knows no zone


def test_sheet_names_are_what_excel_accepts() -> None:
    taken: set[str] = set()
    names = [sheet_name(title, taken) for title in ("指标得分 市/州[一]", "指标得分 市:州?一*", "X" * 40, "x" * 40)]
    assert names == ["指标得分 市·州·一·", "指标得分 市·州·一·(2)", "X" * 31, "x" * 27 + "(2)"]


def test_every_outcome_has_a_word() -> None:
    assert set(OUTCOME_WORDS) == set(get_args(Outcome))
    assert set(CHECK_WORDS) == {"holds", "fails", "not_assessable"}


def test_a_single_block_with_a_single_indicator_needs_no_merged_cells(tmp_path: Path) -> None:
    tree = Tree((("a", "", "100", "inherit"),))
    results = run([Unit("甲市", {"a": "88.5"})], tree)
    file = write_workbook(results, tmp_path / "results.xlsx")
    assert computed(matrix(file), results) == [("甲市", 88.5, 1)]


def test_the_tree_of_the_sample_is_worth_a_hundred_points() -> None:
    assert sum(Decimal(row[2]) for row in TREE.children("")) == 100
