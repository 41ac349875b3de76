"""Findings are held against the criteria by the engine: the first rows of a kind, and how many there are."""

from __future__ import annotations

import pytest

from scoring.criteria.suggestions import example
from scoring.engine.database import Session
from scoring.folder.planning import load_plan
from scoring.problems import Problem, sentence, sort_problems
from scoring.rules.binding import Plan
from scoring.rules.findings import check_findings
from tests.runs.mini import make


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    plan, _ = load_plan(make(tmp_path_factory.mktemp("mini")) / "criteria.yaml", "criteria.yaml")
    assert plan
    return plan


def told(plan: Plan, rows: list[str]) -> list[str]:
    """What is said of rows: line, unit, indicator, event, quantity, day, evidence."""
    with Session(threads=2) as session:
        session.con.execute("create table units as select * from (values ('a', 'county'), ('b', 'other')) as t (unit_id, grp)")
        names = "line, unit_id, indicator_id, event, quantity, happened_on, evidence, file"
        values = ", ".join(f"({row}, cast(null as varchar))" for row in rows)
        session.con.execute(f"create table records_findings as select * from (values {values}) as t ({names})")
        return [sentence(problem) for problem in sort_problems(check_findings(session, plan, "f.csv"))]


def row(line: int, unit: str = "a", indicator: str = "requests.lapses", event: str = "late_reply", quantity: object = 1) -> str:
    return f"{line}, '{unit}', '{indicator}', '{event}', cast({quantity} as decimal(28,10)), date '2016-01-01' + {line}, 'x'"


def test_rows_that_are_in_order_are_silent(plan: Plan) -> None:
    assert told(plan, [row(2), row(3)]) == []


def test_every_row_is_told_with_what_is_wrong(plan: Plan) -> None:
    rows = [row(2, event="late_replies"), row(3, indicator="requests.lapse"), row(4, event="praise"), row(5, unit="b"), row(6, quantity=0)]
    assert told(plan, [*rows, row(7, quantity="null")]) == [
        "f.csv:2: event: 事件没有定义：late_replies；应为 criteria.yaml 中 events 的标识。是否想写 late_reply。 [R002]",
        "f.csv:3: indicator_id: 指标体系中没有这一项：requests.lapse；应为指标体系中的标识。是否想写 requests.lapses。 [R001]",
        "f.csv:4: event: 指标 requests.lapses 不评这个事件，这一行不会影响得分：praise；应为 late_reply 之一。请改正事件或指标。 [R003]",
        "f.csv:5: indicator_id: 单位 b 所在的组没有这个指标：requests.lapses；应为该组的指标。请改正单位或指标。 [R008]",
        "f.csv:6: quantity: 数量不对：0；应为大于 0 的数。没有发生的事件请删去该行。 [R004]",
        "f.csv:7: quantity: 数量不对；应为大于 0 的数。没有发生的事件请删去该行。 [R004]",
    ]


def test_where_the_criteria_have_no_name_that_could_be_meant_the_row_is_to_be_deleted() -> None:
    assert [sentence(Problem("R001", "m.csv", 2, "key", "x", {"hint": example("x", known)})) for known in ([], ["score"])] == [
        "m.csv:2: key: 指标体系中没有这一项：x；应为指标体系中的标识。指标体系中没有可写的，请删去这一行。 [R001]",
        "m.csv:2: key: 指标体系中没有这一项：x；应为指标体系中的标识。是否想写 score。 [R001]",
    ]


def test_the_first_of_many_are_told_and_their_number(plan: Plan) -> None:
    said = told(plan, [row(line, event="late_replies") for line in range(2, 102)])
    assert len(said) == 21
    assert said[-1] == "f.csv: event: R002 一类问题的总数：100。只列出了前 20 处，请一并核对。 [I074]"


def test_a_row_that_is_another_again_names_the_first(plan: Plan) -> None:
    same = row(2).partition(", ")[2]
    assert told(plan, [f"2, {same}", row(3), f"4, {same}", f"5, {same}"]) == [
        f"f.csv:{line}: event: 与另一行完全相同，已按两次计算：late_reply；应为每次事件一行（相同的一行在第 2 行）。"
        "如属重复登记请删去。 [R010]"
        for line in (4, 5)
    ]
