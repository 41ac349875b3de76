"""Rules that compare units, in small worlds: two groups, several years, exemptions, conditions, units that are not ranked."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from scoring.criteria import check_coherence, read_criteria
from scoring.files import yamlfile
from scoring.intake.dictionary import metrics
from scoring.measures import Names
from scoring.rules import Plan, bind
from tests.budgets import examples
from tests.oracle.index import IndexTree
from tests.rules.frame import FRAME, merged
from tests.rules.test_kinds_against_oracle import PARAMETERS

KINDS = ("min_max", "goalposts", "target_distance", "z_score", "rank_score", "percentile_rank", "borda")
SHIFTED = ("min_max", "z_score", "rank_score", "percentile_rank", "borda")
QUIET = settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
FUNDS, SESSIONS = "special_funds_wan_yuan", "training_sessions"
FULL = Decimal(6)
values = st.one_of(st.integers(-3, 3), st.decimals(-9, 9, places=1), st.decimals(0, 100_000, places=4), st.sampled_from([None, "/"]))


def planned(kind: str, parameters: dict[str, Any], **more: Any) -> Plan:
    """Criteria with two indicators of a kind: one that both groups have, and one that depends on a condition."""
    rule, funds = {kind: parameters}, {"title": "经费", "value": FUNDS}
    items = [
        {"id": "a.x", "title": "共有", "points": FULL, "measure": "funds", "rule": rule},
        {"id": "a.y", "title": "有条件", "points": FULL, "measure": "funds", "rule": rule, "applies_when": f"{SESSIONS} > 0"},
    ]
    changes = {
        "groups": {"city": {"title": "市州", "grades": "standard"}, "department": {"title": "部门", "grades": "standard"}},
        "measures": {"funds": funds},
        "policy": {"rounding": {"digits": 2, "mode": "half_up", "at": "total", "carry": 8}},
        "indicators": [{"id": "a", "title": "方面", "points": FULL * 2, "items": items}],
    }
    data = merged(FRAME, changes) | more
    criteria, problems = read_criteria(yamlfile.YamlFile("x.yaml", data))
    plan, found = bind(criteria, Names(criteria, metrics()))
    assert not [problem for problem in (*problems, *check_coherence(criteria), *found) if problem.severity == "error"]
    return plan


@st.composite
def parameters(draw: st.DrawFn, kind: str, *, years: bool = True) -> dict[str, Any]:
    """As for the kind alone, but over up to three years."""
    written: dict[str, Any] = PARAMETERS[kind](draw, FULL)
    if written.get("years") == 2:
        written["years"] = draw(st.integers(2, 3))
    return written if years else {key: value for key, value in written.items() if key != "years" and value != "years"}


@st.composite
def worlds(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = []
    for number in range(draw(st.integers(1, 7))):
        exempt = draw(st.sampled_from([{}, {}, {}, {"a.x": "理由"}, {"a": "理由"}]))
        unit: dict[str, Any] = {"id": f"u{number}", "group": draw(st.sampled_from(["city", "city", "department"])), "exempt": exempt}
        unit["status"] = draw(st.sampled_from(["assessed", "assessed", "assessed", "not_ranked"]))
        unit["facts"] = {FUNDS: draw(values), SESSIONS: draw(st.integers(0, 2))}
        unit["years"] = {year: {FUNDS: draw(values)} for year in (2015, 2014)}
        found.append(unit)
    return found


def points(plan: Plan, units: list[dict[str, Any]], key: str = "a.x") -> dict[str, Decimal | None]:
    """Points of an indicator by unit."""
    return {unit: row["points"].get(key) for unit, row in compute(plan, case_tables(plan, units)).items()}


@pytest.mark.parametrize("kind", KINDS)
@QUIET
@given(data=st.data())
def test_engine_equals_oracle_to_the_last_carried_digit(kind: str, data: st.DataObject) -> None:
    plan = planned(kind, data.draw(parameters(kind)))
    tables = case_tables(plan, data.draw(worlds()))
    found, expected = compute(plan, tables), IndexTree(plan.criteria.source.data).run(tables)
    for unit, want in expected.items():
        for key in ("a.x", "a.y"):
            assert found[unit]["outcomes"].get(key) == want["outcomes"].get(key), (unit, key)
            assert found[unit]["points"].get(key) == want["points"].get(key), (unit, key, found[unit]["reasons"].get(key))
        assert found[unit]["total_exact"] == want["total_exact"]


@pytest.mark.parametrize("kind", KINDS)
@settings(QUIET, max_examples=examples(5))
@given(data=st.data())
def test_the_order_of_units_changes_nothing(kind: str, data: st.DataObject) -> None:
    plan, units = planned(kind, data.draw(parameters(kind))), data.draw(worlds())
    assert points(plan, units) == points(plan, data.draw(st.permutations(units)))


@pytest.mark.parametrize("kind", SHIFTED)
@settings(QUIET, max_examples=examples(5))
@given(
    data=st.data(), numbers=st.lists(st.integers(-1000, 1000), min_size=1, max_size=6), by=st.integers(-500, 500), times=st.integers(1, 9)
)
def test_what_is_relative_does_not_see_a_shift_or_another_unit_of_measure(
    kind: str, data: st.DataObject, numbers: list[int], by: int, times: int
) -> None:
    written = {key: value for key, value in data.draw(parameters(kind, years=False)).items() if key != "scale"}
    plan = planned(kind, written)
    here, there = (
        [{"id": f"u{i}", "group": "city", "facts": {FUNDS: value}} for i, value in enumerate(row)]
        for row in (numbers, [number * times + by for number in numbers])
    )
    assert points(plan, here) == points(plan, there)


@pytest.mark.parametrize("kind", KINDS)
@settings(QUIET, max_examples=examples(5))
@given(data=st.data())
def test_the_better_value_never_has_fewer_points(kind: str, data: st.DataObject) -> None:
    written = data.draw(parameters(kind))
    if isinstance(written.get("points"), dict):  # a table of places may be written upside down
        written["points"] = {1: 5, "2-3": 4, "rest": 1}
    units = [unit for unit in data.draw(worlds()) if unit["group"] == "city" and unit["status"] == "assessed"]
    found = points(planned(kind, written), units)
    lower = written.get("direction") == "lower" or written.get("best") == "lowest"
    scored = [(unit["facts"][FUNDS], found[unit["id"]]) for unit in units if isinstance(unit["facts"][FUNDS], int | Decimal)]
    ordered = sorted(((value, got) for value, got in scored if got is not None), reverse=lower)
    assert all(left[1] <= right[1] for left, right in pairwise(ordered))


def test_with_equal_points_the_sum_is_in_the_order_of_the_borda_count() -> None:
    rows = {"u0": (3, 1), "u1": (2, 2), "u2": (1, 3), "u3": (3, 2)}
    plan = planned("borda", {})
    first, second = (points(plan, [{"id": u, "group": "city", "facts": {FUNDS: row[i]}} for u, row in rows.items()]) for i in (0, 1))
    # Ties share: 3 is worth 2.5 and 2.5, 2 is worth 1, 1 nothing; second row 0, 1.5, 3, 1.5.
    share = {"u0": (5, 0), "u1": (2, 3), "u2": (0, 6), "u3": (5, 3)}
    for unit, (a, b) in share.items():
        assert (first[unit], second[unit]) == (FULL * a / 6, FULL * b / 6)
