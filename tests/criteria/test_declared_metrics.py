"""Metrics that the criteria declare are named in formulas and cases like those of the statutory forms."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from scoring.criteria import read_criteria
from scoring.files import yamlfile
from scoring.intake.dictionary import metrics
from scoring.measures import Names
from scoring.rules import Plan, bind
from tests.rules.frame import FRAME

INDEX: dict[str, Any] = {
    "metrics": {"life": {"title": "出生时预期寿命", "uom": "岁"}, "deaths": {"title": "死亡数", "uom": "人", "number": "count"}},
    "measures": {"longer": {"title": "较前年延长", "value": "life - prev(life, 2)", "uom": "岁"}},
    "indicators": [
        {
            "id": "a",
            "title": "方面",
            "points": 20,
            "items": [
                {"id": "a.life", "title": "寿命", "points": 10, "measure": "life", "rule": {"ratio": {"target": 80}}},
                {"id": "a.longer", "title": "延长", "points": 10, "measure": "longer", "rule": {"ratio": {"target": 2}}},
            ],
        }
    ],
}


def plan_of(**changes: Any) -> Plan:
    criteria, problems = read_criteria(yamlfile.YamlFile("case.yaml", FRAME | INDEX | changes))
    plan, more = bind(criteria, Names(criteria, metrics()))
    assert not (problems + more)
    return plan


def test_a_declared_metric_is_a_fact_like_any_other() -> None:
    plan = plan_of()
    units = [
        {"id": "u", "group": "city", "facts": {"life": Decimal("76.5")}, "years": {2014: {"life": 75}}},
        {"id": "v", "group": "city", "facts": {"life": "/"}, "years": {2014: {"life": None}}},
    ]
    found = compute(plan, case_tables(plan, units))
    assert found["u"]["points"]["a.life"] == Decimal("9.5625")
    assert found["u"]["points"]["a.longer"] == Decimal("7.5")
    assert found["u"]["reasons"]["a.life"] == "出生时预期寿命76.5岁，目标80岁，满分10分，得9.5625分。"
    assert found["v"]["outcomes"] == {"a.life": "not_applicable", "a.longer": "missing"}
