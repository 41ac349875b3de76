"""Every rule kind by its YAML cases: points, outcome, value and sentence."""

from __future__ import annotations

import functools
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from scoring.criteria import check_coherence, read_criteria
from scoring.files import yamlfile
from scoring.intake.dictionary import metrics
from scoring.measures import Names
from scoring.problems import sentence
from scoring.rules import KINDS, Plan, bind

FOLDER = Path(__file__).parents[1] / "cases" / "rules"
FILES = sorted(FOLDER.glob("*.yaml"))
REQUIRED = ("typical", "limits", "zero denominator", "blank", "not applicable", "rounding edge")
FRAME: dict[str, Any] = {
    "id": "cases",
    "title": "用例",
    "period": 2016,
    "groups": {"city": {"title": "市州", "grades": "standard"}},
    "policy": {
        "rounding": {"digits": 2, "mode": "half_up", "at": "total"},
        "ranking": {"on": "printed", "ties": "competition"},
        "not_applicable": "rescale",
        "missing": "not_assessable",
    },
    "grades": {"standard": [{"grade": "合格", "from": 60}, {"grade": "不合格", "from": 0}]},
    "events": {"late_reply": {"title": "超期答复"}, "commended": {"title": "通报表扬"}},
    "measures": {
        "share": {"title": "按时办结率", "value": "requests_closed_on_time / requests_closed", "show": "percent"},
        "upheld": {"title": "复议维持率", "value": "review_upheld / (review_total - review_pending)", "show": "percent"},
        "sum": {"title": "经费合计", "value": "special_funds_wan_yuan + fees_collected_wan_yuan"},
        "rest": {"title": "经费差额", "value": "special_funds_wan_yuan - fees_collected_wan_yuan - fees_collected_wan_yuan - 0.1"},
    },
}


def plan_for(indicator: dict[str, Any], **block: Any) -> Plan:
    """Criteria with one block ``a`` that holds the indicator; one without points is a deduction from the total."""
    inside = indicator if "points" in indicator else {"id": "a.other", "title": "其他", "points": 1, "rule": "presence"}
    data = {**FRAME, "indicators": [{"id": "a", "title": "方面", "points": inside["points"], "items": [inside], **block}]}
    data |= {} if "points" in indicator else {"deductions": [indicator]}
    source = yamlfile.YamlFile("case.yaml", data)
    criteria, problems = read_criteria(source)
    plan, more = bind(criteria, Names(criteria, metrics()))
    errors = [sentence(problem) for problem in (*problems, *check_coherence(criteria), *more) if problem.severity == "error"]
    assert not errors
    return plan


@functools.cache
def case_list() -> list[Any]:
    found = []
    for file in FILES:
        data = yamlfile.read(file).data
        found += [pytest.param(case.get("indicator", data["indicator"]), case, id=f"{file.stem}-{case['name']}") for case in data["cases"]]
    return found


def unit_of(case: dict[str, Any], name: str) -> dict[str, Any]:
    return {"id": name, "group": "city", **case["unit"]}


@functools.cache
def together(file: str, rule: str) -> dict[str, dict[str, Any]]:
    """What every case of a file that has this rule and no other units gives, by the case: as many units of one assessment.

    Points of a unit hang on no other unit, unless a case says so by its ``others``: most of a case's time is the engine's planning.
    """
    listed = [each.values for each in case_list() if str(each.id).startswith(f"{file}-")]
    alone = [case for indicator, case in listed if repr(indicator) == rule and "others" not in case]
    plan = next(plan_for(indicator) for indicator, _ in listed if repr(indicator) == rule)
    found = compute(plan, case_tables(plan, [unit_of(case, f"u{number}") for number, case in enumerate(alone)]))
    return {repr(case): found[f"u{number}"] for number, case in enumerate(alone)}


def scored(file: str, indicator: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    """What the engine says of the unit of a case: beside the other units it names, or beside those of the cases of the same rule."""
    if "others" not in case:
        return together(file, repr(indicator))[repr(case)]
    plan = plan_for(indicator)
    others = [{"id": f"other{number}", "group": "city", **other} for number, other in enumerate(case["others"])]
    return compute(plan, case_tables(plan, [unit_of(case, "u"), *others]))["u"]


@pytest.mark.parametrize(("indicator", "case"), case_list())
def test_rule_kind(request: pytest.FixtureRequest, indicator: dict[str, Any], case: dict[str, Any]) -> None:
    file = request.node.callspec.id.partition("-")[0]
    found = scored(file, indicator, case)
    expect = case["expect"]
    assert found["outcomes"][indicator["id"]] == expect.get("outcome", "measured")
    points = expect["points"]
    assert found["points"][indicator["id"]] == (None if points is None else Decimal(points))
    if "reason" in expect:
        assert found["reasons"][indicator["id"]] == expect["reason"]
    if "value" in expect:
        assert found["values"][indicator["id"]] == Decimal(expect["value"])


def test_every_kind_has_cases() -> None:
    assert {file.stem for file in FILES} == set(KINDS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_cases_cover_the_required_situations(file: Path) -> None:
    names = [case["name"] for case in yamlfile.read(file).data["cases"]]
    assert not [wanted for wanted in REQUIRED if not any(wanted in name for name in names)]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_kind_is_documented(kind: Any) -> None:
    assert (kind.__doc__ or "").strip()
    assert kind.code.startswith("R")
