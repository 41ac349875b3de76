"""Marks, external scores, updates and exemptions are held against the criteria: every row with what is wrong, in exact words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from scoring.engine.database import Session
from scoring.problems import sentence, sort_problems
from scoring.rules.binding import Plan
from scoring.rules.records import check_judged, check_records
from tests.rules.frame import FRAME, merged
from tests.scores.test_structure_cases import planned

TABLES = {
    "findings": "line integer, unit_id varchar, indicator_id varchar, event varchar, quantity decimal(28,10), happened_on date,"
    " evidence varchar, file varchar",
    "marks": "line integer, unit_id varchar, indicator_id varchar, mark decimal(28,10)",
    "external": "line integer, unit_id varchar, key varchar, score decimal(28,10), full_score decimal(28,10)",
    "updates": "line integer, unit_id varchar, indicator_id varchar, cycle varchar, updated_on date, items decimal(28,10)",
    "exemptions": "line integer, unit_id varchar, indicator_id varchar",
}
COLUMNS = {"update_cycle": {"observed_on": date(2016, 10, 1), "cycles": {"dynamic": 14, "regular": 180}, "each": 2}}
JURY = {"judgement": {"from": 0, "to": 10, "step": Decimal("0.5"), "markers": "mean"}}
FILES = {"marks": "m.csv", "external": "e.xlsx", "updates": "u.csv", "exemptions": "x.csv"}


@pytest.fixture(scope="module")
def plan() -> Plan:
    items: list[dict[str, Any]] = [
        {"id": "a.plan", "title": "方案", "points": 10, "rule": {"judgement": {"from": 1, "to": 10}}},
        {"id": "a.jury", "title": "评议", "points": 10, "rule": JURY},
        {"id": "a.third", "title": "第三方评估", "points": 20, "rule": {"external_score": {"key": "third", "full": 100}}},
        {"id": "a.columns", "title": "栏目", "points": 60, "rule": COLUMNS},
    ]
    groups = {"county": {"title": "县区", "grades": "standard"}}
    inside = [{**item, "points": {"city": item["points"]}} for item in items]
    rest = {"id": "rest", "title": "其余", "points": {"county": 100}, "rule": "presence"}
    indicators = [{"id": "a", "title": "方面", "points": {"city": 100}, "items": inside}, rest]
    return planned(merged(FRAME, {"groups": groups, "indicators": indicators}))


def session_of(rows: dict[str, list[str]]) -> Session:
    session = Session(threads=1)
    session.con.execute("create table units as select * from (values ('c', 'city'), ('k', 'county')) as t (unit_id, grp)")
    for name, columns in TABLES.items():
        session.con.execute(f"create table records_{name} ({columns})")
        if name in rows:
            session.con.execute(f"insert into records_{name} values {', '.join(f'({row})' for row in rows[name])}")
    return session


def told(plan: Plan, table: str, rows: list[str], files: dict[str, str] | None = None) -> list[str]:
    with session_of({table: rows}) as session:
        return [sentence(problem) for problem in sort_problems(check_records(session, plan, FILES if files is None else files))]


NOT_THERE = "指标体系中没有这一项：{}；应为指标体系中的标识。是否想写 {}。 [R001]"
NOT_ITS = "单位 k 所在的组没有这个指标：{}；应为该组的指标。请改正单位或指标。 [R008]"
TWICE = "单位 c 的同一项有两个分值：{}；应为每个单位每项一个（首次在第 2 行）。请删去其中一行。 [R006]"
OUTSIDE = "评分超出允许范围：{}；应为 {}。请改为允许的分值。 [R005]"


@pytest.mark.parametrize(
    ("table", "rows", "expected"),
    [
        ("marks", ["2, 'c', 'a.plan', 1", "3, 'c', 'a.jury', 0.5", "4, 'c', 'a.jury', 10", "5, 'k', 'rest', null"], []),
        (
            "marks",
            ["2, 'c', 'a.plan', 10", "3, 'c', 'a.plans', 1", "4, 'c', 'a.plan', 10.1", "5, 'k', 'a.plan', 0.9", "6, 'c', 'a.third', 1"],
            [
                "m.csv:3: indicator_id: " + NOT_THERE.format("a.plans", "a.plan"),
                "m.csv:4: indicator_id: " + TWICE.format("a.plan"),
                "m.csv:4: mark: " + OUTSIDE.format("10.1", "1–10"),
                "m.csv:5: indicator_id: " + NOT_ITS.format("a.plan"),
                "m.csv:5: mark: " + OUTSIDE.format("0.9", "1–10"),
                "m.csv:6: indicator_id: " + NOT_THERE.format("a.third", "a.jury"),
            ],
        ),
        ("external", ["2, 'c', 'third', 0, 100", "3, 'k', 'third', 100, null", "4, 'x', 'third', null, 100.0"], []),
        (
            "external",
            ["2, 'c', 'third', -0.1, 120", "3, 'c', 'thrid', 1, null", "4, 'c', 'third', 100.5, 99.5"],
            [
                "e.xlsx:2: full_score: 外部评分的满分与指标体系不符：120；应为 100。请核对外部评分的满分。 [R007]",
                "e.xlsx:2: score: " + OUTSIDE.format("-0.1", "0–100"),
                "e.xlsx:3: key: " + NOT_THERE.format("thrid", "third"),
                "e.xlsx:4: full_score: 外部评分的满分与指标体系不符：99.5；应为 100。请核对外部评分的满分。 [R007]",
                "e.xlsx:4: key: " + TWICE.format("third"),
                "e.xlsx:4: score: " + OUTSIDE.format("100.5", "0–100"),
            ],
        ),
        ("updates", ["2, 'c', 'a.columns', 'dynamic', date '2016-10-01', 0", "3, 'c', 'a.columns', 'regular', null, null"], []),
        (
            "updates",
            [
                "2, 'c', 'a.column', 'daily', null, -1",
                "3, 'c', 'a.columns', 'daily', date '2016-10-02', 1.5",
                "4, 'k', 'a.columns', 'regular', null, -1",
            ],
            [
                "u.csv:2: indicator_id: " + NOT_THERE.format("a.column", "a.columns"),
                "u.csv:3: cycle: 没有这种更新周期：daily；应为 dynamic、regular 之一。请改为指标体系中的周期类别。 [R011]",
                "u.csv:3: items: 信息条数不对：1.5；应为 0 或正整数；没有统计的留空。请更正。 [R013]",
                "u.csv:3: updated_on: 更新日期在检查之后：2016-10-02；应为不晚于检查日期 2016-10-01。请核对日期。 [R012]",
                "u.csv:4: indicator_id: " + NOT_ITS.format("a.columns"),
                "u.csv:4: items: 信息条数不对：-1；应为 0 或正整数；没有统计的留空。请更正。 [R013]",
            ],
        ),
        ("exemptions", ["2, 'c', 'a'", "3, 'c', 'a.third'", "4, 'k', 'rest'"], []),
        (
            "exemptions",
            ["2, 'k', 'a'", "3, 'c', 'a.thirds'", "4, 'x', 'a.plan'"],
            [
                "x.csv:2: indicator_id: " + NOT_ITS.format("a"),
                "x.csv:3: indicator_id: " + NOT_THERE.format("a.thirds", "a.third"),
                "x.csv:4: indicator_id: " + NOT_ITS.format("a.plan").replace("单位 k", "单位 x"),
            ],
        ),
    ],
)
def test_every_row_is_told_with_what_is_wrong(plan: Plan, table: str, rows: list[str], expected: list[str]) -> None:
    assert told(plan, table, rows) == expected


def test_a_table_without_a_file_of_its_own_is_called_by_its_name(plan: Plan) -> None:
    wrong = {
        "marks": "2, 'c', 'a.plans', 1",
        "external": "2, 'c', 'thrid', 1, null",
        "updates": "2, 'c', 'a.column', '', null, 1",
        "exemptions": "2, 'c', 'b'",
        "findings": "2, 'c', 'a', 'wrongs', 1, null, null, null",
    }
    names = [told(plan, table, [row], {})[0].partition(":")[0] for table, row in wrong.items()]
    assert names == [f"{table}.csv" for table in wrong]


def test_rows_of_upheld_appeals_name_the_table_of_appeals(plan: Plan) -> None:
    rows = {
        "marks": ["2, 'c', 'a.plans', 1"],
        "exemptions": ["3, 'k', 'a'"],
        "findings": ["4, 'c', 'a', 'wrongs', 1, null, null, null"],
        "external": ["5, 'c', 'thrid', 1, null"],
    }
    with session_of(rows) as session:
        said = [sentence(problem) for problem in sort_problems(check_judged(session, plan, "appeals.csv"))]
    assert said == [
        "appeals.csv:2: indicator_id: " + NOT_THERE.format("a.plans", "a.plan"),
        "appeals.csv:3: indicator_id: " + NOT_ITS.format("a"),
        "appeals.csv:4: event: 事件没有定义：wrongs；应为 criteria.yaml 中 events 的标识。是否想写 wrong。 [R002]",
    ]
