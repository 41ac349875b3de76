"""What the table for approval says of components, units below, measures and screening."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scoring.approval import build_standard
from scoring.approval.clauses import formula_words
from scoring.criteria.formulas import parse_formula
from scoring.files import yamlfile
from scoring.folder.planning import load_plan
from tests.test_criteria_page import FRAGMENTS, laid_over, pack

if TYPE_CHECKING:
    from pathlib import Path

    from scoring.documents.standard.model import Standard
    from scoring.rules import Plan


def plan_of(folder: Path, word: str, extra: str = "") -> Plan:
    """The plan of a fragment of the page on criteria, found by a word of it."""
    (fragment,) = (block for block in FRAGMENTS if word in block)
    file = pack(folder, yamlfile.dump(laid_over(fragment + extra)))
    plan, _ = load_plan(folder / file)
    assert plan is not None
    return plan


def standard_of(folder: Path, word: str, extra: str = "") -> Standard:
    return build_standard(plan_of(folder, word, extra))


SAID = {
    "id: onsite": [
        "乡镇基础分=网上测评得分×80%×100÷120＋现场检查得分×20%。",
        "县直部门基础分=网上测评得分×100%×100÷120。",
        "有的部分无法评分的，其余部分按比重折算。",
    ],
    "members:": [
        "县直部门总分=本级总分×60%＋下级单位（乡镇）未取整的总分平均×40%，没有总分的下级单位不计，没有下级单位得分的只计本级。",
    ],
    "at_most: 30%": ["等次：优秀（85分及以上，不超过参加排名单位的30%）、合格（60分及以上）、不合格（60分以下）。"],
}


@pytest.mark.parametrize("word", SAID)
def test_the_notes_say_how_the_total_is_put_together(word: str, tmp_path: Path) -> None:
    notes = standard_of(tmp_path, word).notes
    assert [sentence for sentence in SAID[word] if sentence not in notes] == []


def test_a_share_of_grades_that_is_no_whole_percentage_is_not_rounded(tmp_path: Path) -> None:
    (fragment,) = (block for block in FRAGMENTS if "at_most: 30%" in block)
    plan, _ = load_plan(tmp_path / pack(tmp_path, yamlfile.dump(laid_over(fragment.replace("at_most: 30%", "at_most: 12.5%")))))
    assert plan is not None
    assert any("不超过参加排名单位的12.5%" in note for note in build_standard(plan).notes)


def test_measures_stand_with_formula_and_treatment(tmp_path: Path) -> None:
    (table,) = (extra for extra in standard_of(tmp_path, "group_median").extras if extra.title == "指标数据的计算")
    assert table.head == ("名称", "计算方法", "缺失和异常数据的处理")
    treated = "全部单位的偏度绝对值达到2且超额峰度达到3.5时，最多缩尾2个值"
    assert table.rows == (("路网密度（公里/平方公里）", "公路里程÷面积", f"缺少数据的以同组中位数代入；{treated}"),)


PREPARED = """
policy:
  rounding: {digits: 2, mode: half_up, at: total}
  ranking: {on: printed, ties: competition}
  not_applicable: rescale
  missing: zero
  screening: {available: 62.5%, then: no_total, of: points, nonzero: 10%}
metrics:
  a: {title: 甲, uom: 个}
  b: {title: 乙, uom: 个}
measures:
  m: {title: 丙, value: a / b, impute: {by: previous, years_back: 3, also: [not_assessable]}, treat: {bounds: {lower: 1, upper: 20}}}
  n: {title: 丁, value: sqrt(a), impute: {by: mean, at_least: 4}, treat: {percentiles: {upper: 95%, over: group}}}
indicators:
  - {id: m, title: 丙, points: 60, measure: m, rule: {ratio: {target: 10}}}
  - {id: n, title: 丁, points: 40, measure: n, rule: {ratio: {target: 10}}}
"""


def test_every_way_of_filling_and_cutting_has_words(tmp_path: Path) -> None:
    plan, _ = load_plan(tmp_path / pack(tmp_path, yamlfile.dump(laid_over(PREPARED))))
    assert plan is not None
    standard = build_standard(plan)
    (table,) = (extra for extra in standard.extras if extra.title == "指标数据的计算")
    assert [row[1:] for row in table.rows] == [
        ("甲÷乙", "缺少或无法采用数据的以此前3年内最近一年的数据代入；低于1的按其计、高于20的按其计"),
        ("平方根（甲）", "缺少数据的以全部单位平均值代入（有数据的单位不少于4个时）；同组单位中高于95%分位数的按其计"),
    ]
    assert "有实际数据的指标的分值不足62.5%，或者非零的不足10%的单位，不计总分。" in standard.notes


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("round(published / 3, 1)", "四舍五入到1位小数（全年公开信息数÷3）"),
        ("power(published, 0.5)", "（全年公开信息数）的（0.5）次方"),
        ("geometric_mean(published, complete)", "几何平均（全年公开信息数，要素齐全的信息数）"),
    ],
)
def test_functions_have_words(formula: str, words: str, tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "share: 60%")
    assert formula_words(parse_formula(formula), plan.names) == words
