"""Units made of others: those below that have no place there, and those above that lack what they are made of, in exact words."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from scoring.engine.database import Session
from scoring.problems import sentence
from scoring.rules import Plan
from scoring.scores.members import member_problems, missing_members
from tests.rules.frame import FRAME, merged
from tests.scores.test_structure_cases import planned

# Line in the table of units, unit, group, the unit above, status.
REGISTER = [
    (2, "north", "city", None, "assessed"),
    (3, "south", "city", None, "assessed"),
    (4, "rest", "city", None, "exempt"),
    (5, "hill", "county", "north", "assessed"),
    (6, "lake", "county", "south", "exempt"),
    (7, "mill", "county", "hill", "assessed"),
]
# The members of each unit and what they counted with, None for those without a total.
COUNTED = [("north", "hill", 60), ("north", "lake", None), ("south", "mill", None)]
EXPECTED = "至少一个 county 组的单位以它为 parent_id 并有总分"
LACKING = f"该单位没有得分可计的下级单位；应为{EXPECTED}。请补上下级单位，或在 members 中写 alone: own。 [M021]"
FIX = "请补齐其数据，或在 members 中写 missing: skip"
WITHOUT_TOTAL = f"下级单位没有总分，按规定不能计算上级单位的总分；应为每个下级单位有总分。{FIX}。 [M022]"


def plan_of(**rule: Any) -> Plan:
    members = {"share": "50%", "of": ["county"], "combine": "mean", "on": "exact", "missing": "skip", "alone": "own", **rule}
    groups = {
        "city": {"title": "市州", "grades": "standard", "members": members},
        "county": {"title": "县区", "grades": "standard"},
    }
    indicators = [{"id": "a", "title": "甲", "points": 100, "rule": {"judgement": {"from": 0, "to": 100}}}]
    return planned(merged(FRAME, {"groups": groups, "indicators": indicators}))


def said_of_the_register(plan: Plan) -> list[str]:
    with Session() as session:
        columns = ("line", "unit_id", "grp", "parent_id", "status")
        frame = pl.DataFrame(REGISTER, schema=columns, orient="row")
        session.load("units", frame.drop("line"))
        session.load("unit_lines", frame.select("unit_id", "line"))
        return [sentence(problem) for problem in member_problems(session, plan, "units.csv")]


def said_of_the_totals(plan: Plan) -> list[str]:
    with Session() as session:
        session.load("members_of_city", pl.DataFrame(COUNTED, schema=("unit_id", "member_id", "counted"), orient="row"))
        return [sentence(problem) for problem in missing_members(session, plan, "inputs")]


def test_a_unit_below_one_that_takes_none_is_refused() -> None:
    fix = "请改正 parent_id 或 grp，或在上级组的 members.of 中列入该组"
    words = f"上级单位不计county组的得分：hill；应为上级单位属于 city 组。{fix}。 [M020]"
    assert said_of_the_register(plan_of()) == [f"units.csv:7: mill.parent_id: {words}"]


def test_a_unit_without_members_is_refused_where_the_criteria_say_so() -> None:
    assert said_of_the_register(plan_of(alone="error"))[1:] == [f"units.csv:3: south: {LACKING}"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({}, []),
        ({"alone": "error"}, [f"inputs: south: {LACKING}"]),
        ({"missing": "error"}, [f"inputs: north lake: {WITHOUT_TOTAL}", f"inputs: south mill: {WITHOUT_TOTAL}"]),
        ({"missing": "error", "alone": "error"}, [f"inputs: north lake: {WITHOUT_TOTAL}", f"inputs: south mill: {WITHOUT_TOTAL}"]),
    ],
)
def test_members_without_a_total_are_told_where_the_criteria_say_so(rule: dict[str, Any], expected: list[str]) -> None:
    assert said_of_the_totals(plan_of(**rule)) == expected
