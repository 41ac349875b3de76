"""The table ``updates`` in a run: points, a veto by the number of stale columns, the explanation, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

import scoring
from scoring.explaining import explain
from scoring.problems import ProblemsFound, sentence, sort_problems
from scoring.results.store import open_results

CRITERIA = """id: columns
title: 网站栏目检查
period: 2016
groups:
  county: {title: 县区, grades: standard}
policy:
  rounding: {digits: 2, mode: half_up, at: total}
  ranking: {on: printed, ties: competition}
  not_applicable: rescale
  missing: not_assessable
grades:
  standard: [{grade: 合格, from: 60}, {grade: 不合格, from: 0}]
events:
  stale_column: {title: 栏目未按期更新, uom: 个}
  empty_column: {title: 空白栏目, uom: 个}
indicators:
  - id: web
    title: 网站
    points: 100
    items:
      - id: web.columns
        title: 栏目更新
        points: 100
        rule:
          update_cycle:
            observed_on: 2016-10-01
            cycles: {dynamic: 14, regular: 180}
            each: 5
            counts_as: {stale: stale_column, blank: empty_column}
gates:
  - {id: veto.columns, title: 单项否决, when: stale_column + empty_column >= 3, then: {grade: 不合格}}
"""
UPDATES = """unit_id,indicator_id,column_name,cycle,updated_on,items
jia,web.columns,领导信息,regular,2016-09-30,5
jia,web.columns,政务动态,dynamic,2016-09-16,40
yi,web.columns,政务动态,dynamic,,
yi,web.columns,政策文件,regular,2016年1月4日,9
yi,web.columns,政策解读,regular,2016-09-30,0
"""


def make(folder: Path, updates: str = UPDATES) -> Path:
    folder.mkdir()
    (folder / "assessment.yaml").write_text("id: columns\ntitle: 检查\ncriteria: criteria.yaml\ndate: 2016-10-05\n", "utf-8")
    (folder / "criteria.yaml").write_text(CRITERIA, "utf-8")
    (folder / "units.csv").write_text("unit_id,name,grp\njia,甲河县,county\nyi,乙山县,county\nbing,丙桥县,county\n", "utf-8")
    (folder / "findings.csv").write_text("unit_id,indicator_id,event,quantity\n", "utf-8")
    if updates:
        (folder / "updates.csv").write_text(updates, "utf-8")
    return folder


def refused(folder: Path) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        scoring.run(folder, scoring.Options(documents=False))
    return [sentence(problem).removeprefix(f"{folder}/").split("；")[0] for problem in sort_problems(found.value.problems)]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scoring.run(make(tmp_path_factory.mktemp("updates") / "x"), scoring.Options(documents=False)).folder


def test_columns_cost_points_and_fire_a_gate(finished: Path) -> None:
    with open_results(finished) as session:
        points = {row[0]: row[1:] for row in session.rows("select unit_id, outcome, points from points")}
        grades = dict(session.rows("select unit_id, grade from ranking"))
        states = session.rows("select unit_id, column_name, state, event from column_states order by line")
    assert points == {"jia": ("measured", 95), "yi": ("measured", 85), "bing": ("missing", None)}
    assert (grades["jia"], grades["yi"]) == ("合格", "不合格")
    assert states[2:] == [
        ("yi", "政务动态", "undated", "stale_column"),
        ("yi", "政策文件", "stale", "stale_column"),
        ("yi", "政策解读", "blank", "empty_column"),
    ]


def test_the_explanation_names_the_columns(finished: Path) -> None:
    indicator = explain(finished, "yi")["indicators"][0]
    assert indicator["reason"] == (
        "2016年10月1日检查3个栏目，其中1个超过更新周期、1个没有更新日期、1个空白，扣2×5分+空白1×5分=15分，满分100分，得85分。"
    )
    assert [(source["what"], source["locator"], source["quote"]) for source in indicator["sources"]] == [
        ("政策文件", "line 5", "2016-01-04，周期180天"),
        ("政务动态", "line 4", "无更新日期，周期14天"),
        ("政策解读", "line 6", "2016-09-30，周期180天"),
    ]


def test_rows_that_the_criteria_do_not_know_are_refused(tmp_path: Path) -> None:
    rows = (
        "unit_id,indicator_id,column_name,cycle,updated_on,items\n"
        "jia,web.colums,甲,regular,2016-09-30,\njia,web.columns,乙,weekly,,\n"
        "jia,web.columns,丙,regular,2016-10-02,\njia,web.columns,丁,regular,2016-09-01,1.5\n"
    )
    assert refused(make(tmp_path / "x", rows)) == [
        "updates.csv:2: indicator_id: 指标体系中没有这一项：web.colums",
        "updates.csv:3: cycle: 没有这种更新周期：weekly",
        "updates.csv:4: updated_on: 更新日期在检查之后：2016-10-02",
        "updates.csv:5: items: 信息条数不对：1.5",
    ]


def test_a_column_stands_once_and_the_table_must_be_there(tmp_path: Path) -> None:
    assert refused(make(tmp_path / "x", UPDATES + "yi,web.columns,政策文件,regular,,\n"))[0].startswith(
        "updates.csv:7: unit_id: 同一项目出现两次"
    )
    assert any("updates.csv" in line for line in refused(make(tmp_path / "y", "")))
