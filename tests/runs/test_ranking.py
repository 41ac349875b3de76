"""A whole run that ranks with tie-breakers, without grades, over all groups, the lowest first: tables, documents, explanation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from scoring.cli.runend import run_summary
from scoring.commands.running import Options, Run, run
from scoring.explaining import explain
from scoring.explaining.text import explanation_text
from scoring.results.store import open_results
from tests.runs import mini

if TYPE_CHECKING:
    from pathlib import Path

# 甲河 and 乙山 come to the same total on different ways; 丙桥 prints a total that it does not quite have.
MARKS = """unit_id,indicator_id,marker,mark,remark
jia,a,一组,60,
jia,b,一组,20,
yi,a,一组,50,
yi,b,一组,30,
bing,a,一组,50,
bing,b,一组,29.996,
"""
CRITERIA = """id: mini
title: 小考核
period: 2016
groups:
  county: {title: 县区}
policy:
  rounding: {digits: 2, mode: half_up, at: total}
  ranking: {on: printed, ties: competition, break_ties: [b], overall: true}
  not_applicable: rescale
  missing: error
indicators:
  - {id: a, title: 制度, points: 60, rule: {judgement: {from: 0, to: 60}}}
  - {id: b, title: 公开, points: 40, rule: {judgement: {from: 0, to: 40}}}
"""


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = mini.make(tmp_path_factory.mktemp("ranking") / "mini")
    (folder / "criteria.yaml").write_text(CRITERIA, "utf-8")
    (folder / "marks.csv").write_text(MARKS, "utf-8")
    (folder / "findings.csv").write_text(mini.TABLES["findings"].splitlines()[0] + "\n", "utf-8")
    return run(folder, Options(out=folder.parent / "out"))


def test_the_tables_say_who_comes_first_and_why(finished: Run) -> None:
    with open_results(finished.folder) as session:
        ranking = session.rows("select unit_id, rank, rank_overall, tie_broken_by, tied_with, grade from ranking order by rank")
        assert ranking == [("yi", 1, 1, "b", 0, None), ("bing", 2, 2, "b", 0, None), ("jia", 3, 3, "b", 0, None)]
        pairs = session.rows("select unit_a, unit_b, depends_on from policy_pairs")
        assert pairs == [("yi", "bing", "break_ties"), ("bing", "jia", "on,break_ties,mode")]
        assert session.rows("select * from tie_breakers order by 1")[0][:3] == ("bing", 0, "b")


def test_the_summary_counts_the_pairs(finished: Run) -> None:
    assert "名次与规则：2 对相邻单位" in run_summary(finished, "zh")
    assert "2 pairs of neighbours" in run_summary(finished, "en")


def test_the_summary_counts_the_points_without_data(tmp_path: Path) -> None:
    """A total without them looks as whole as any other, so it is said where the run ends."""
    folder = mini.make(tmp_path / "mini")
    (folder / "criteria.yaml").write_text(CRITERIA.replace("missing: error", "missing: not_assessable"), "utf-8")
    (folder / "marks.csv").write_text("\n".join(MARKS.splitlines()[:4]) + "\n", "utf-8")  # 乙山 lacks b, 丙桥 both
    (folder / "findings.csv").write_text(mini.TABLES["findings"].splitlines()[0] + "\n", "utf-8")
    made = run(folder, Options(out=tmp_path / "out", documents=False))
    said = "缺少数据：2 个单位的 3 项得分没有数据，按指标的规定处理，详见表 points（outcome 为 missing）"
    assert f"  {said}" in run_summary(made, "zh").splitlines()
    assert (
        "  points without data: 3 in 2 units, scored as the criteria say, see table points (outcome is missing)"
        in run_summary(made, "en").splitlines()
    )


def test_the_page_and_the_workbook_list_the_pairs(finished: Run) -> None:
    sentence = (
        "丙桥县（80.00）与甲河县（80.00）分列第2名、第3名；如按精确分（79.996、80）排名，则甲河县在前；"
        "两者同分，以公开得分定先后，如不比较，则并列；如总分截去尾数，则甲河县在前。"
    )
    assert sentence in (finished.folder / "checks.html").read_text("utf-8")
    book = openpyxl.load_workbook(finished.folder / "results.xlsx")
    assert [cell.value for cell in book["名次与规则"][4]][-1] == sentence
    assert [cell.value for cell in book["排名 县区"][2]] == [
        "名次",
        "单位",
        "制度\n（60分）",
        "公开\n（40分）",
        "加分",
        "扣分",
        "总分",
        "全体名次",
        "备注",
    ]
    assert [cell.value for cell in book["排名 县区"][3]][-1] == "总分相同，以公开得分定先后"


def test_the_explanation_says_what_decided(finished: Run) -> None:
    text = explanation_text(explain(finished.folder, "bing"))
    assert "第2名（全体第2名）" in text
    assert "总分与相邻单位相同，以公开得分定先后" in text
    assert "距上一名 0 分" in text
