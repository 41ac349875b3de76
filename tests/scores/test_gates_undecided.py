"""Gates without their numbers, indicators without their data, and the units that a gate stops: nothing more is asked of those."""

from __future__ import annotations

from datetime import date
from typing import Any

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute, score_tables
from scoring.engine.database import Session
from scoring.problems import sentence
from scoring.scores import stopped_units_sql, undecided_gates_sql
from scoring.scores.undecided import undecided
from tests.rules.frame import FRAME, merged
from tests.scores.test_structure_cases import planned

STOP = {"grade": "不合格", "stop": True}
WORK = {
    "id": "work",
    "title": "工作",
    "weight": {"city": "50%"},
    "full": 100,
    "indicators": [{"id": "work.a", "title": "甲", "points": 100, "rule": "presence", "missing": "error"}],
    "gates": [
        {"id": "work.idle", "title": "没有办结申请", "when": "requests_closed < 1", "then": STOP},
        {"id": "work.leak", "title": "失泄密", "when": "leak > 0", "then": STOP},
    ],
}
SURVEY = {
    "id": "survey",
    "title": "评价",
    "weight": {"city": "50%", "county": "100%"},
    "full": 100,
    "indicators": [{"id": "survey.a", "title": "乙", "points": 100, "rule": "presence", "missing": "error"}],
}
DECLARED = {
    "groups": {"county": {"title": "县区", "grades": "standard"}},
    "policy": {"full": 100, "component_missing": "rescale"},
    "components": [WORK, SURVEY],
    "gates": [{"id": "few", "title": "培训过少", "when": "training_sessions < 1", "then": {"grade": "不合格"}}],
}
OPEN = "一票否决等条件缺少数据，不能判定；应为有数据。请补齐数据。 [M002]"


def unit(name: str, group: str = "city", *, marks: bool = True, leaks: int = 0, **facts: Any) -> dict[str, Any]:
    """A unit that has closed requests and held trainings, unless it says otherwise."""
    leak = [{"indicator": "work.leak", "event": "leak", "quantity": leaks}] if leaks else []
    given = {"survey.a": 1} | ({"work.a": 1} if group == "city" else {}) if marks else {}
    return {"id": name, "group": group, "facts": {"requests_closed": 5, "training_sessions": 2} | facts, "marks": given, "findings": leak}


def said(units: list[dict[str, Any]], **more: Any) -> list[str]:
    plan = planned(merged(FRAME, DECLARED | more))
    with Session(threads=1) as session:
        score_tables(session, plan, case_tables(plan, units))
        return [sentence(problem) for problem in undecided(session, plan, "inputs")]


def test_a_gate_without_its_number_is_told_in_the_groups_that_have_it() -> None:
    units = [
        unit("a", requests_closed=None),
        unit("b", requests_closed="/"),
        unit("c", "county", requests_closed=None),
        unit("d", "county", training_sessions=None),
        unit("e"),
        unit("f", leaks=1, requests_closed=None, training_sessions=None),
        unit("g", "county", leaks=1, training_sessions="/"),
    ]
    assert said(units) == [f"inputs: {where}: {OPEN}" for where in ("a work.idle", "b work.idle", "d few", "g few")]


def test_a_unit_that_is_stopped_needs_no_marks_and_one_without_that_gate_does() -> None:
    units = [
        unit("a", marks=False, leaks=1),
        unit("b", marks=False, requests_closed=0),
        unit("c", "county", marks=False, leaks=1, requests_closed=0),
    ]
    assert [problem.partition(": ")[2].partition(":")[0] for problem in said(units)] == ["c survey.a"]


def test_criteria_whose_gates_need_nothing_ask_nothing() -> None:
    gates = [{"id": "low", "title": "过低", "when": "base < 1", "then": STOP}]
    plan = planned(merged(FRAME, {"gates": gates, "indicators": [{"id": "a", "title": "甲", "points": 100, "rule": "presence"}]}))
    assert (stopped_units_sql(plan), undecided_gates_sql(plan)) == (None, None)


def test_columns_count_as_the_events_that_the_rule_names() -> None:
    rule = {"observed_on": date(2016, 10, 1), "cycles": {"weekly": 7}, "each": 2, "counts_as": {"stale": "late_reply", "blank": "wrong"}}
    criteria = {
        "indicators": [{"id": "a", "title": "栏目", "points": 100, "rule": {"update_cycle": rule}}],
        "gates": [
            {"id": "blank", "title": "空白栏目", "when": "wrong > 1", "then": {"grade": "不合格"}},
            {"id": "stale", "title": "超期栏目", "when": "late_reply > 1", "then": {"grade": "合格"}},
        ],
    }
    column = {"indicator": "a", "cycle": "weekly", "updated_on": date(2016, 9, 30)}
    blank, stale, undated = column | {"items": 0}, column | {"updated_on": date(2016, 9, 23)}, column | {"updated_on": None}
    found = {"one": [blank, stale, column], "blank": [blank, blank, column], "stale": [stale, undated, blank], "current": [column] * 3}
    plan = planned(merged(FRAME, criteria))
    rows = compute(plan, case_tables(plan, [{"id": name, "group": "city", "updates": columns} for name, columns in found.items()]))
    assert {name: row["gate"] for name, row in rows.items()} == {"one": None, "blank": "blank", "stale": "stale", "current": None}


def test_what_an_indicator_lacks_is_named_part_by_part() -> None:
    elements = [{"id": "one", "title": "指南", "points": 60}, {"id": "two", "title": "目录", "points": 40}]
    rule = {"checklist": {"elements": elements}}
    plan = planned(merged(FRAME, {"indicators": [{"id": "a", "title": "甲", "points": 100, "missing": "error", "rule": rule}]}))
    with Session(threads=1) as session:
        score_tables(session, plan, case_tables(plan, [{"id": "u", "group": "city", "marks": {"a.one": 1}}]))
        (problem,) = undecided(session, plan, "inputs")
    assert (problem.where, problem.args) == ("u a", {"lacking": "指南、目录", "indicator": "a"})
