"""Wrong parameters of rule kinds and marks that a kind does not allow: the exact sentences."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring.criteria import read_criteria
from scoring.criteria.fields import Reader
from scoring.files import yamlfile
from scoring.intake.dictionary import metrics
from scoring.measures import Names
from scoring.problems import sentence
from scoring.rules import KINDS, bind
from scoring.rules.marks import ANY_COUNT, THERE_OR_NOT, MarkLimits
from scoring.rules.reading import Reading
from tests.rules.test_rule_cases import FRAME

NOTHING_NEEDED = {"presence", "min_max", "rank_score", "percentile_rank", "borda"}
CASES = Path(__file__).parents[1] / "cases" / "rules"
WRONG = yamlfile.read(Path(__file__).with_name("wrong_parameters.yaml")).data


def said(kind: str, parameters: Any, **more: Any) -> list[str]:
    """The sentences about one indicator with a rule."""
    indicator = {"id": "a.x", "title": "指标", "points": 10, "measure": "share", "rule": {kind: parameters}}
    data = {**FRAME, "indicators": [{"id": "a", "title": "方面", "points": 10, "items": [indicator]}], **more}
    criteria, problems = read_criteria(yamlfile.YamlFile("x.yaml", data, {(): 1}))
    _, found = bind(criteria, Names(criteria, metrics()))
    return [sentence(problem) for problem in (*problems, *found)]


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case["kind"])
def test_wrong_parameters_are_refused_in_exact_words(case: dict[str, Any]) -> None:
    found = said(case["kind"], case["parameters"])
    assert len(found) == 1, found
    assert found[0].startswith(f"x.yaml:1: indicators[a.x].{case['says']}")


def test_a_bonus_is_never_uncapped() -> None:
    bonus = {"id": "b", "title": "加分", "cap": 5, "rule": {"accumulate": {"of": {"commended": 2}, "uncapped": True}}}
    found = said("presence_penalty", {"absent": 2}, bonus=[bonus])
    assert [line[-6:] for line in found] == ["[C041]"]
    assert "加分项有上限(cap),不能写 uncapped" in found[0]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
@pytest.mark.parametrize(
    "parameters", [{}, [], "x", 7, {"shares": [3]}, {"periods": [3, None]}, {"of": [1]}, {"checks": [{}], "each": "x"}]
)
def test_nonsense_is_refused_and_never_crashes(kind: Any, parameters: Any) -> None:
    indicator = {"id": "a", "title": "指标", "points": 10, "rule": {kind.name: parameters}}
    criteria, _ = read_criteria(yamlfile.YamlFile("x.yaml", {**FRAME, "indicators": [indicator]}, {(): 1}))
    names = Names(criteria, metrics())
    node = criteria.leaves()[0]
    assert node.rule is not None
    reader = Reader(criteria.source)
    kind.read(Reading(reader, names, node, node.rule.path), node.rule.parameters)
    assert reader.problems or (kind.name in NOTHING_NEEDED and parameters == {})


@pytest.mark.parametrize(
    ("limits", "allowed", "refused", "words"),
    [
        (THERE_OR_NOT, ["0", "1"], "2", "1（有）或 0（无）"),
        (ANY_COUNT, ["0", "0.5", "100000"], "-1", "≥0"),
        (MarkLimits({Decimal(2): "甲", Decimal(1): "乙", Decimal(0): "丙"}), ["2", "1.0"], "0.5", "2（甲）、1（乙）或 0（丙）"),
        (MarkLimits(upper=Decimal(5), step=Decimal("0.5")), ["0", "4.5", "5"], "4.7", "0–5，间隔 0.5"),
        (MarkLimits(lower=Decimal(1), upper=Decimal(5)), ["1", "4.71"], "5.01", "1–5"),
    ],
)
def test_marks_outside_their_limits_are_refused(limits: MarkLimits, allowed: list[str], refused: str, words: str) -> None:
    assert [limits.wanted(Decimal(mark)) for mark in allowed] == [""] * len(allowed)
    assert limits.wanted(Decimal(refused)) == words


def parameters_of(kind: str) -> dict[str, Any]:
    """Parameters that are right, from the cases of the kind; empty where they are no mapping."""
    data = yamlfile.read(CASES / f"{kind}.yaml").data
    indicators = [data.get("indicator", {}), *(case.get("indicator", {}) for case in data["cases"])]
    rules = [indicator["rule"] for indicator in indicators if isinstance(indicator.get("rule"), dict)]
    return next((dict(rule[kind]) for rule in rules if isinstance(rule[kind], dict)), {})


@pytest.mark.parametrize(("kind", "key"), [(kind, key) for kind in KINDS if parameters_of(kind) for key in KINDS[kind].fields])
def test_a_wrong_value_is_told_at_its_key(kind: str, key: str) -> None:
    found = said(kind, {**parameters_of(kind), key: [{"x": []}]})
    told = [line for line in found if line.startswith(f"x.yaml:1: indicators[a.x].rule.{kind}.{key}")]
    assert told, found


@pytest.mark.parametrize(("kind", "key"), [(kind, key) for kind in KINDS if parameters_of(kind) for key in KINDS[kind].fields])
def test_a_required_key_that_is_missing_is_named(kind: str, key: str) -> None:
    written = {name: value for name, value in parameters_of(kind).items() if name != key}
    found = said(kind, written)
    lacking = [line for line in found if f"rule.{kind}: 缺少必填的键：{key}；" in line]
    assert bool(lacking) == KINDS[kind].fields[key].required
    again = [line for line in found if f"rule.{kind}.{key}:" in line]
    assert bool(again) == (kind == "checklist" and bool(lacking)), again  # elements that are not there add up to 0, which is told too
