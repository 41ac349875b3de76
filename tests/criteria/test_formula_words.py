"""Formulas in sentences, and the outcome where a formula has no value."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from scoring.criteria import read_criteria
from scoring.criteria.formulas import parse_formula
from scoring.files import yamlfile
from scoring.intake.dictionary import metrics
from scoring.measures import Names
from scoring.rules import Plan, Row, bind
from scoring.rules.words import written
from tests.rules.frame import FRAME, merged

ROW = Row(Decimal(0), Decimal(0), {"a": Decimal(2040), "b": Decimal(2071), "c": Decimal(-3), "d": None}, {})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a / b", "2040÷2071"),
        ("a / (b - a)", "2040÷(2071-2040)"),
        ("b - c", "2071-(-3)"),
        ("a / d", "2040÷空"),
        ("sqrt(a)", "√2040"),
        ("sqrt(a + b)", "√(2040+2071)"),
        ("ln(a / 100) / ln(750)", "ln（2040÷100）÷ln（750）"),
        ("exp(a - b)", "e^(2040-2071)"),
        ("power(a * b, 1 / 3)", "(2040×2071)^(1÷3)"),
        ("round(a / b, 3)", "四舍五入到3位小数（2040÷2071）"),
        ("mean(a, b)", "平均（2040，2071）"),
        ("geometric_mean(a, b, 1)", "几何平均（2040，2071，1）"),
        ("harmonic_mean(a, b)", "调和平均（2040，2071）"),
        ("if_(a >= b and c < 0, a, b)", "（若（2040≥2071且-3＜0）则2040，否则2071）"),
        ("if_(not a != b, min(a, 1), abs(c))", "（若非（2040≠2071）则取小（2040，1），否则绝对值（-3））"),
    ],
)
def test_a_formula_is_written_as_on_paper(text: str, words: str) -> None:
    assert written(parse_formula(text), ROW) == words


def plan(value: str, **more: str) -> Plan:
    item = {"id": "a.x", "title": "指标", "points": 10, "measure": "m", "rule": {"ratio": {"target": 1}}}
    measures = {"measures": {"m": {"title": "测度", "value": value, **more}}}
    data = merged(FRAME, measures) | {"indicators": [{"id": "a", "title": "方面", "points": 10, "items": [item]}]}
    criteria, problems = read_criteria(yamlfile.YamlFile("case.yaml", data))
    bound, more_problems = bind(criteria, Names(criteria, metrics()))
    assert not (problems + more_problems)
    return bound


def result(plan_: Plan, **unit: Any) -> tuple[str, Any, str]:
    found = compute(plan_, case_tables(plan_, [{"id": "u", "group": "city", **unit}]))["u"]
    return found["outcomes"]["a.x"], found["points"]["a.x"], found["reasons"]["a.x"]


@pytest.mark.parametrize(
    ("value", "more", "received", "outcome", "reason"),
    [
        ("sqrt(requests_received - 5)", {}, 1, "not_assessable", "测度按√(1-5)无法计算，本项不作评价"),
        ("ln(requests_received)", {}, 0, "not_assessable", "测度按ln（0）无法计算，本项不作评价"),
        ("ln(requests_received)", {"undefined": "not_applicable"}, 0, "not_applicable", "测度按ln（0）无法计算，本项不适用"),
        ("exp(requests_received)", {}, 1000, "not_assessable", "测度按e^1000无法计算，本项不作评价"),
        ("power(requests_received, 20)", {}, 1000, "not_assessable", "测度按1000^20无法计算，本项不作评价"),
        ("requests_received * requests_received", {}, 10**10, "not_assessable", "测度按10000000000×10000000000无法计算，本项不作评价"),
        ("harmonic_mean(requests_received, 1)", {}, 0, "not_assessable", "测度按调和平均（0，1）无法计算，本项不作评价"),
        ("geometric_mean(requests_received - 3, 1)", {}, 1, "not_assessable", "测度按几何平均（1-3，1）无法计算，本项不作评价"),
        ("1 / (requests_received - 0.1 - 0.2)", {}, Decimal("0.3"), "not_applicable", "测度按1÷(0.3-0.1-0.2)无法计算，本项不适用"),
    ],
)
def test_a_formula_without_a_value_gives_an_outcome(value: str, more: dict[str, str], received: Any, outcome: str, reason: str) -> None:
    found = result(plan(value, **more), facts={"requests_received": received})
    assert found == (outcome, None, f"{reason}，满分10分，不计入总分基数。")


def test_figures_of_earlier_years_have_their_year_in_the_sentence() -> None:
    bound = plan("requests_received / prev(requests_received, 2)")
    assert [found.column for found in bound.inputs()] == ["f__requests_received", "f__prev2__requests_received"]
    outcome = result(bound, facts={"requests_received": 3}, years={2014: {"requests_received": 4}})
    assert outcome == ("measured", Decimal("7.5"), "测度3÷4=0.75，目标1，满分10分，得7.5分。")
    assert result(bound, facts={"requests_received": 3})[2].startswith("未提供2014年收到申请数数据")


def test_a_measure_may_be_read_years_back() -> None:
    bound = plan("share - prev(share)", zero_denominator="missing")
    year = {"requests_closed_on_time": 1, "requests_closed": 4}
    assert result(bound, facts={"requests_closed_on_time": 3, "requests_closed": 4}, prev=year)[1] == 5


def test_a_chain_of_measures_of_any_length_ends_in_a_message() -> None:
    chain = {f"m{k}": {"title": "测度", "value": f"m{k + 1} + 1"} for k in range(3000)} | {
        "m3000": {"title": "测度", "value": "requests_closed"}
    }
    item = {"id": "a.x", "title": "指标", "points": 10, "measure": "m0", "rule": {"ratio": {"target": 1}}}
    data = FRAME | {"measures": chain, "indicators": [{"id": "a", "title": "方面", "points": 10, "items": [item]}]}
    criteria, _ = read_criteria(yamlfile.YamlFile("case.yaml", data))
    _, problems = bind(criteria, Names(criteria, metrics()))
    assert {problem.code for problem in problems} == {"C010"}
