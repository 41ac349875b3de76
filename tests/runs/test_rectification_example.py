"""整改 of the example, and of units that no example has: without a report, with findings that cost no points, with deductions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scoring.commands.running import Run
from scoring.results.material import Material, RuleWords
from scoring.results.model import GroupTable, PointRow, RankedUnit
from scoring.results.quality.model import Quality, SourceRow
from scoring.results.rectification.building import Rectification
from scoring.results.rectification.conditions import WHOLE, choose
from scoring.results.rectification.known import Known

UNIT = RankedUnit("a", "甲县", "甲县", "assessed", "1", tied=False, base="", bonus="", penalty="", total="50.00", grade="合格", blocks=())


@pytest.fixture(scope="module")
def found(example_run: Run) -> Rectification:
    assert example_run.results
    assert example_run.results.rectification is not None
    return example_run.results.rectification


def test_a_handful_of_units_of_the_example_get_a_notice(found: Rectification) -> None:
    assert [(notice.number, notice.unit, notice.why) for notice in found.notices] == [
        ("临政公开整〔2017〕1号", "砚北市人民政府", ("年度报告有1处数据错误",)),
        ("临政公开整〔2017〕2号", "泽安市人民政府", ("在市州人民政府15个参加排名的单位中列第15位",)),
        ("临政公开整〔2017〕3号", "岭西自治州人民政府", ("年度报告有1处数据错误",)),
        ("临政公开整〔2017〕4号", "云砚自治州人民政府", ("年度报告有1处数据错误",)),
        ("临政公开整〔2017〕5号", "临江省民政厅", ("年度报告有1处数据错误",)),
        ("临政公开整〔2017〕6号", "临江省林业厅", ("考核总分58.80分，低于60分",)),
        ("临政公开整〔2017〕7号", "临江省文化厅", ("依申请公开失2分（适用指标共4分）",)),
        ("临政公开整〔2017〕8号", "临江省质量技术监督局", ("适用失泄密一票否决",)),
    ]


def test_rows_are_unit_by_problem_and_no_key_stands_twice(found: Rectification) -> None:
    keys = [(row.unit_id, row.item_id) for row in found.rows]
    assert len(keys) == len(set(keys)) == 43
    assert all(row.found.endswith("。") and row.measure and row.due for row in found.rows)
    assert all(Decimal(row.lost) >= 1 for row in found.rows if row.kind == "indicator")
    assert not [row for row in found.rows if row.item_id.startswith("bonus")]


def test_a_gate_comes_first_with_its_finding_and_what_it_does(found: Rectification) -> None:
    gate = found.notices[-1].rows[0]
    assert (gate.item_id, gate.kind, gate.lost) == ("veto.leak", "gate", "")
    assert gate.found == "公开信息造成失泄密1起，按规定等次定为不合格。"
    assert gate.basis == "《中华人民共和国政府信息公开条例》第十四条"
    assert [source.quote for source in gate.sources] == ["2016-08-19 省保密行政管理部门通报〔2016〕7号 省保密行政管理部门"]


def test_a_check_names_the_place_in_the_report(found: Rectification) -> None:
    (row,) = found.notices[0].rows
    assert row.item_id == "check:A7:total"
    assert row.found == "工作人员数等于专职人员数与兼职人员数之和：79+139=218，报告为219，相差1。"
    assert [(source.file, source.locator) for source in row.sources] == [("reports/yanbei.xlsx", "附表!C61;附表!C62;附表!C63")]


def test_requests_are_due_earlier_than_the_rest(found: Rectification) -> None:
    assert {row.due for row in found.rows if row.item_id.startswith("requests")} == {"2017-09-15"}
    assert {row.due for row in found.rows if not row.item_id.startswith("requests")} == {"2017-09-30"}


def known(**changes: Any) -> Known:
    """One unit in one group, with nothing known of it but what is given."""
    empty = Known(
        groups=(GroupTable("g", "县区", (), (UNIT,)),),
        quality=Quality(title="", period="2016", run_date="2017-01-01", criteria="", fingerprint=""),
        period="2016",
        points={},
        checks={},
        files={},
        nodes={},
        material=Material(),
        findings={},
        names={"a": "甲县"},
        group_titles={"a": "县区"},
        settings={"titles": {"x": "指标"}, "events": {"late": ["超期", "件"]}, "gates": {}},
        above={"x": ()},
    )
    return replace(empty, **changes)


def chosen(
    known_of: Known, condition: str, value: object, unit: RankedUnit = UNIT
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]] | None:
    found = choose(known_of, known_of.groups[0], unit, [{"condition": condition, "value": value}])
    return (found.why, found.items) if found else None


def source(period: str, refusal: str = "") -> SourceRow:
    return SourceRow("a", "reports/a.html", "网页", "2014", period, refusal)


@pytest.mark.parametrize(
    ("files", "states", "why"),
    [
        ((), ["missing"], "没有2016年度的年度报告"),
        ((source("2015"),), ["missing"], "没有2016年度的年度报告"),
        ((source("2016"),), ["missing", "refused"], None),
        ((source("2016", "加密"),), ["refused"], "年度报告文件不能读取"),
        ((source("2016", "加密"),), ["missing"], None),
    ],
)
def test_a_report_is_missing_or_refused(files: tuple[SourceRow, ...], states: list[str], why: str | None) -> None:
    hit = chosen(known(files={"a": files}), "report", states)
    assert (hit[0] if hit else None) == ((why,) if why else None)


def test_findings_of_several_places_are_added_up() -> None:
    both = known(findings={"a": [("late", "x", Decimal(1)), ("late", "y", Decimal("1.5"))]})
    assert chosen(both, "findings", ["late"]) == (("经查有超期2.5件",), (("event", "late"),))
    assert chosen(both, "findings", ["other"]) is None


def test_a_deduction_is_a_loss_and_a_bonus_is_none() -> None:
    rules = {"p": RuleWords("penalty"), "b": RuleWords("bonus")}
    looked = known(material=Material(rules=rules))
    row = PointRow("a", "p", "通报批评", "measured", "", "5", "2", "3", "")
    assert looked.loss(row) == 2
    assert looked.loss(replace(row, indicator_id="b")) == 0
    assert looked.loss(replace(row, indicator_id="x")) == 3
    assert looked.loss(replace(row, indicator_id="x", points="", lost="")) == 0


def test_an_exempt_unit_gets_no_notice_and_one_without_total_none_by_its_total() -> None:
    assert chosen(known(), "total_below", "60") == (("考核总分50.00分，低于60分",), (WHOLE,))
    assert chosen(known(), "total_below", "60", replace(UNIT, status="exempt")) is None
    assert chosen(known(), "total_below", "60", replace(UNIT, total="")) is None
    assert chosen(known(), "last", 1, replace(UNIT, rank="")) is None


def test_units_that_share_the_last_rank_come_in_together() -> None:
    ranks = ("1", "2", "2", "4", "4")
    group = GroupTable("g", "县区", (), tuple(replace(UNIT, unit_id=str(i), rank=rank) for i, rank in enumerate(ranks)))
    looked = replace(known(), groups=(group,))
    hit = [unit.unit_id for unit in group.rows if choose(looked, group, unit, [{"condition": "last", "value": 3}])]
    assert hit == ["1", "2", "3", "4"]
