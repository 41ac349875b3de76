"""Where people read of appeals: workbook, sheets of units, explanation, the words at the end of a run."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from scoring.cli.runend import run_summary
from scoring.commands.running import Run
from scoring.documents.units.appealwords import appeal_words
from scoring.documents.workbook.results import write_workbook
from scoring.explaining import explain
from scoring.explaining.text import explanation_text
from scoring.results.collect import collect_results, stored_sections
from scoring.results.model import Results
from scoring.results.sheets.building import unit_sheets
from scoring.results.store import open_results
from scoring.verifying.derived import derive_scores
from scoring.verifying.derived.stored import read_stored
from tests.appeals import folder
from tests.appeals.folder import DISMISSED, LESS, MORE, PENDING, PLAN, UPHELD

EXEMPT = {"unit_id": "bing", "indicator_id": "support.report", **UPHELD, "effect": "exemption"}
PRAISE = {"unit_id": "yi", "kind": "adjustment", **UPHELD, "effect": "points", "new": "1.25"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return folder.scored(tmp_path_factory.mktemp("shown") / "mini", PLAN, EXEMPT, LESS, DISMISSED, PENDING)


@pytest.fixture(scope="module")
def adjusted(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return folder.scored(tmp_path_factory.mktemp("adjusted") / "mini", PRAISE, MORE, LESS)


@pytest.fixture(scope="module")
def results(made: Run) -> Results:
    with open_results(made.folder) as session:
        return collect_results(session, stored_sections(session))


def test_the_workbook_has_every_appeal_and_every_unit_before_and_after(results: Results, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_workbook(results, tmp_path / "results.xlsx"))
    listed = [[cell.value for cell in row] for row in book["复核和调整"].iter_rows(min_row=3)]
    assert [(row[0], row[3], row[8], row[12], row[13], row[14]) for row in listed] == [
        ("A-1", "工作方案", "采纳", "评分由0改为1", 0, 10),
        ("A-2", "年度报告", "采纳", "列为合理缺项", 0, None),
        ("A-3", "总分", "同意调整", "总分扣1.5分", None, None),
        ("A-4", "工作方案", "不予采纳", None, None, None),
        ("A-5", None, "尚未决定", None, None, None),
    ]
    units = [[cell.value for cell in row] for row in book["复核前后对比"].iter_rows(min_row=3)]
    assert [row[1:] for row in units] == [
        ["甲河县人民政府", 102, 100.5, -1.5, 1, 1, "优秀", "优秀", "本单位的决定"],
        ["丙桥县人民政府", 33.33, 100, 66.67, 3, 2, "不合格", "优秀", "本单位的决定"],
        ["乙山县人民政府", 78.67, 78.67, 0, 2, 3, "合格", "合格", "其他单位的决定"],
    ]


def test_a_workbook_without_appeals_has_no_sheets_about_them(unappealed: Run, tmp_path: Path) -> None:
    with open_results(unappealed.folder) as session:
        plain = collect_results(session)
    names = openpyxl.load_workbook(write_workbook(plain, tmp_path / "results.xlsx")).sheetnames
    assert not {"复核和调整", "复核前后对比"} & set(names)


def test_the_sheet_of_a_unit_says_what_was_decided_and_who_moved_it(results: Results) -> None:
    words = {sheet.unit_id: list(appeal_words(sheet)) for sheet in unit_sheets(results)}
    assert words["jia"] == [
        "裁量调整A-3：同意调整，总分扣1.5分。理由：核实属实（领导小组，2017年4月20日）。",
        "复核申请A-4“工作方案”：不予采纳。理由：没有依据（领导小组，2017年4月20日）。",
        "复核申请A-5：尚未决定。",
        "按以上决定，总分由102.00分变为100.50分。",
    ]
    assert words["yi"] == ["其他单位的评分经复核有变动，你单位名次由第2名变为第3名。"]
    assert words["bing"][-1] == "按以上决定，总分由33.33分变为100.00分，名次由第3名变为第2名，等次由不合格变为优秀。"


def test_an_explanation_tells_the_score_before(made: Run) -> None:
    said = explanation_text(explain(made.folder, "bing")).splitlines()
    assert "复核前 33.33，第3名  不合格（变动由于本单位的复核或调整）" in said
    assert "  A-1  复核申请  采纳  工作方案，评分由0改为1（2017-04-20，领导小组：核实属实）" in said
    (other,) = [line for line in explanation_text(explain(made.folder, "yi")).splitlines() if line.startswith("复核前")]
    assert other == "复核前 78.67，第2名  合格（变动由于其他单位的复核或调整）"


def test_a_run_says_how_many_appeals_count_and_whom_they_moved(made: Run) -> None:
    moved = "2 个单位因本单位的决定、1 个单位因其他单位的决定有变动，详见表 appeal_effects"
    assert f"复核和调整：5 件，计入 3 件，{moved}" in [line.strip() for line in run_summary(made, "zh").splitlines()]
    assert "appeals and adjustments: 5, of which 3 count; 2 units moved by decisions of their own, 1 by those of others" in run_summary(
        made, "en"
    )


def test_the_workbook_adds_up_adjusted_totals_by_its_formulas(adjusted: Run, tmp_path: Path) -> None:
    # Its writing stops (W001) where the formulas would not give the printed totals, so an adjusted run must be writable.
    with open_results(adjusted.folder) as session:
        results = collect_results(session)
    book = openpyxl.load_workbook(write_workbook(results, tmp_path / "results.xlsx"))
    rows = [{cell.value for cell in row} for row in book["指标得分 县区"].iter_rows()]
    (jia,) = (row for row in rows if {"甲河县", "甲河县人民政府"} & row)
    (yi,) = (row for row in rows if {"乙山县", "乙山县人民政府"} & row)
    assert (1.5 in jia, 1.25 in yi) == (True, True)


def test_totals_with_adjustments_are_derived_again_from_points(adjusted: Run) -> None:
    with open_results(adjusted.folder) as session:
        found = derive_scores(read_stored(adjusted.folder, session)).scores
        totals = session.rows("select unit_id, base, bonus, penalty, total_exact from totals order by unit_id")
    assert [
        (unit, score.terms.base, score.terms.bonus, score.terms.penalty, score.exact) for unit, score in sorted(found.items())
    ] == totals
