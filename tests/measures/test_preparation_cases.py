"""Imputation, outliers and screening by YAML cases, engine and oracle; definitions held against plain floating point."""

from __future__ import annotations

import functools
import math
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from scoring.engine import database
from scoring.files import yamlfile
from tests.oracle.treat import Prepared, spread
from tests.rules.frame import FRAME, merged
from tests.scores.test_structure_cases import planned

FOLDER = Path(__file__).parents[1] / "cases" / "preparation"
GROUPS = {group: {"title": group, "grades": "standard"} for group in ("city", "county")}
BASE = {**FRAME, "groups": GROUPS, "measures": {}}
TOTALS = {"total": "total_printed", "rank": "rank", "grade": "grade"}


def cases(name: str) -> list[Any]:
    """(criteria, case) of a file, the case's changes laid over its criteria."""
    data = yamlfile.read(FOLDER / f"{name}.yaml").data
    found = []
    for case in data["cases"]:
        criteria = merged(data["criteria"], case.get("override", {}))
        for key in case.get("drop", []):
            criteria["measures"]["m"]["treat"] = {k: v for k, v in criteria["measures"]["m"]["treat"].items() if k != key}
        found.append(pytest.param(merged(BASE, criteria), case, id=case["name"]))
    return found


def computed(criteria: dict[str, Any], units: list[dict[str, Any]]) -> tuple[dict[str, Any], Prepared, dict[str, Any]]:
    """What the engine finds, the oracle, and what the oracle finds."""
    plan = planned(criteria)
    tables = case_tables(plan, [{"group": "city", **unit} for unit in units])
    oracle = Prepared(criteria)
    return compute(plan, tables), oracle, oracle.run(tables)


@pytest.mark.parametrize(("criteria", "case"), cases("imputation"))
def test_imputation(criteria: dict[str, Any], case: dict[str, Any]) -> None:
    found, oracle, _ = computed(criteria, case["units"])
    for unit in case["units"]:
        got, want = found[unit["id"]], unit["expect"]
        imputed = [row["value"] for row in got["imputed"]]
        assert imputed == [value for (name, _), value in oracle.imputed.items() if name == unit["id"]]
        if "imputed" in want:
            assert imputed == ([] if want["imputed"] is None else [Decimal(want["imputed"])])
        assert got["outcomes"]["a"] == want.get("outcome", "measured")
        for key, column in (("points", "points"), ("value", "values")):
            assert got[column]["a"] == Decimal(want[key]) if key in want else True
        assert want.get("reason", got["reasons"]["a"]) == got["reasons"]["a"]


@pytest.mark.parametrize(("criteria", "case"), cases("outliers"))
def test_outliers(criteria: dict[str, Any], case: dict[str, Any]) -> None:
    units = [{"id": f"u{i}", "facts": {"x": value}} for i, value in enumerate(case["each"]["x"], 1)]
    found, oracle, _ = computed(criteria, units)
    treated = {unit: row for unit, got in found.items() for row in got["treated"]}
    assert {unit: (row["before"], row["after"], row["how"]) for unit, row in treated.items()} == {
        unit: (row.before, row.after, row.how) for (unit, _), row in oracle.treated.items()
    }
    assert case.get("some") or set(treated) == set(case["expect"])
    for unit, want in case["expect"].items():
        for key in ("before", "after", "how", "passes"):
            assert treated[unit][key] == want.get(key, treated[unit][key]), (unit, key)
        assert found[unit]["reasons"]["a"] == want.get("reason", found[unit]["reasons"]["a"])


@pytest.mark.parametrize(("criteria", "case"), cases("screening"))
def test_screening(criteria: dict[str, Any], case: dict[str, Any]) -> None:
    found, _, expected = computed(criteria, case["units"])
    for unit in case["units"]:
        got, own, want = found[unit["id"]], expected[unit["id"]], unit["expect"]
        assert bool(got["screened"]) == own["screened"] == ("available" in want)
        for key, column in TOTALS.items():
            assert got[column] == own[column], key
            assert got[column] == want.get(key, got[column]), key
        for key in ("available", "nonzero"):
            assert key not in want or got["screened"][0][key] == Decimal(want[key])


@settings(deadline=None)
@given(st.lists(st.integers(-50, 1000), min_size=4, max_size=40).filter(lambda values: len(set(values)) > 1))
def test_the_oracle_has_the_textbook_definition(values: list[int]) -> None:
    # e1071 type 2, Excel SKEW and KURT, in plain floating point.
    n, mean = len(values), sum(values) / len(values)
    s2, s3, s4 = (sum((x - mean) ** k for x in values) for k in (2, 3, 4))
    skewness = math.sqrt(n) * s3 / s2**1.5 * math.sqrt(n * (n - 1)) / (n - 2)
    kurtosis = ((n + 1) * (n * s4 / s2**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    found = spread(Decimal(x) for x in values)
    assert found is not None
    assert float(found[0]) == pytest.approx(skewness, abs=1e-5)
    assert float(found[1]) == pytest.approx(kurtosis, abs=1e-4)


def test_any_number_of_threads_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    measure = {"title": "x", "value": "x", "impute": {"by": "group_median"}, "treat": {"winsorise": {"at_most": 20}, "else": "log"}}
    indicators = [{"id": "a", "title": "a", "points": 10, "measure": "m", "rule": {"ratio": {"target": 100}}}]
    criteria = merged(BASE, {"metrics": {"x": {"title": "x"}}, "measures": {"m": measure}, "indicators": indicators})
    values = [None if i % 97 == 5 else Decimal((i * 7919) % 10007) ** 3 / 1000 for i in range(3000)]
    units = [{"id": f"u{i:04d}", "group": "city", "facts": {"x": value}} for i, value in enumerate(values)]
    plan = planned(criteria)
    tables, session = case_tables(plan, units), database.Session
    found = []
    for threads in (1, 2, 4):
        monkeypatch.setattr(database, "Session", functools.partial(session, threads=threads))
        found.append(compute(plan, tables))
    assert found[0] == found[1] == found[2]


def test_with_components_the_share_is_over_all_of_them() -> None:
    def indicator(identity: str, points: int, **rest: Any) -> dict[str, Any]:
        return {"id": identity, "title": identity, "points": points, **rest}

    ratio = {"ratio": {"target": 10}}
    first = [indicator("a", 60, measure="mx", rule=ratio), indicator("b", 40, measure="my", rule=ratio)]
    second = [indicator("c", 10, rule={"judgement": {"from": 0, "to": 10}})]
    changes = {
        "metrics": {"x": {"title": "x"}, "y": {"title": "y"}},
        "measures": {"mx": {"title": "x", "value": "x", "impute": {"by": "mean"}}, "my": {"title": "y", "value": "y"}},
        "policy": {"full": 100, "component_missing": "rescale", "missing": "zero", "screening": {"available": "66%", "then": "no_total"}},
        "components": [
            {"id": "p", "title": "p", "weight": "70%", "full": 100, "indicators": first},
            {"id": "q", "title": "q", "weight": "30%", "full": 10, "indicators": second},
        ],
    }
    plan = planned(merged(BASE, changes))
    units = [
        {"id": "u1", "group": "city", "facts": {"x": 10, "y": 10}, "marks": {"c": 10}},
        {"id": "u2", "group": "city", "facts": {"x": None, "y": 5}, "marks": {"c": 5}},
        {"id": "u3", "group": "city", "facts": {"x": None, "y": None}, "marks": {"c": 10}},
    ]
    found = compute(plan, case_tables(plan, units))
    # u2: 70 x (60 + 20) / 100 + 30 x 5 / 10; u3 has one of three indicators of its own.
    assert [(found[unit]["total_printed"], found[unit]["rank"]) for unit in ("u1", "u2", "u3")] == [(100, 1), (71, 2), (None, None)]


def test_pooled_years_are_treated_apart() -> None:
    rule = {"min_max": {"over": "years", "years": 2}}
    changes = {
        "metrics": {"x": {"title": "x"}},
        "measures": {"m": {"title": "密度", "value": "x", "impute": {"by": "mean"}, "treat": {"winsorise": {"at_most": 5}}}},
        "indicators": [{"id": "a", "title": "a", "points": 10, "measure": "m", "rule": rule}],
    }
    plan = planned(merged(BASE, changes))
    values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100, None]
    units = [{"id": f"u{i}", "group": "city", "facts": {"x": x}, "prev": {"x": x and 2 * x}} for i, x in enumerate(values)]
    found = compute(plan, case_tables(plan, units))
    assert [(row["measure"], row["before"], row["after"]) for row in found["u11"]["treated"]] == [("m", 100, 30), ("m__1_ago", 200, 60)]
    # Lowest 1, highest 60 of both years: 10 x (30 - 1) / 59.
    assert found["u11"]["points"]["a"] == Decimal("4.9153")
    assert [row["measure"] for row in found["u12"]["imputed"]] == ["m"]
