"""The engine against the oracle: on the shipped pack with random data, and on random criteria."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from scoring.folder.planning import load_plan
from tests.budgets import examples
from tests.oracle.reading import load
from tests.oracle.tree import Tree

PACK = Path(__file__).parents[2] / "criteria" / "openness-2016" / "criteria.yaml"
ORACLE = Tree(load(PACK))
_PLAN, _ = load_plan(PACK)
assert _PLAN is not None
PLAN = _PLAN
MARKS = sorted({found.key for found in PLAN.inputs() if found.kind == "mark"})
FACTS = sorted({found.key for found in PLAN.inputs() if found.kind == "fact"})
PREVIOUS = sorted({found.key for found in PLAN.inputs() if found.kind == "fact" and found.scope == "prev"})
EVENTS = sorted({(found.scope, found.key) for found in PLAN.inputs() if found.kind == "event"} | {("veto.leak", "leak_incidents")})
LEAVES = sorted(leaf.id for leaf in PLAN.criteria.leaves())

counts = st.one_of(st.integers(0, 12), st.integers(0, 100_000), st.none(), st.sampled_from(["/", "略"]))


@st.composite
def case_unit(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """A unit with facts, marks, findings and exemptions, many of them missing, zero or odd."""
    judged = {bound.node.id: bound.parameters for bound in PLAN.bound if bound.kind.name == "judgement"}
    marks: dict[str, Any] = {}
    for key in MARKS:
        if key in judged:
            step = judged[key].step or Decimal(1)
            marks[key] = draw(st.integers(0, int(judged[key].upper / step))) * step
        else:
            marks[key] = draw(st.sampled_from([1, 1, 1, 0, None]))
    chosen = draw(st.lists(st.sampled_from(EVENTS), max_size=3))
    return {
        "id": f"u{number}",
        "group": draw(st.sampled_from(["city", "department"])),
        "report_published_on": draw(st.one_of(st.none(), st.dates(date(2017, 3, 25), date(2017, 4, 20)))),
        "facts": {key: draw(counts) for key in FACTS if draw(st.integers(0, 15))},
        "prev": {key: draw(counts) for key in PREVIOUS},
        "findings": [{"indicator": scope, "event": event, "quantity": draw(st.integers(1, 4)), "evidence": "x"} for scope, event in chosen],
        "marks": marks,
        "external": {"third_party": draw(st.one_of(st.none(), st.decimals(0, 100, places=1)))},
        "exempt": dict.fromkeys(draw(st.lists(st.sampled_from([*LEAVES, "requests"]), max_size=2)), "理由"),
    }


@st.composite
def case_units(draw: st.DrawFn) -> list[dict[str, Any]]:
    return [draw(case_unit(number)) for number in range(draw(st.integers(1, 4)))]


def assert_same(found: dict[str, dict[str, Any]], expected: dict[str, dict[str, Any]]) -> None:
    assert set(found) == set(expected)
    for unit, want in expected.items():
        got = found[unit]
        for indicator, outcome in want["outcomes"].items():
            assert got["outcomes"].get(indicator) == outcome, (unit, indicator)
        for node, points in want["points"].items():
            assert got["points"].get(node) == points, (unit, node)
        for key in ("base", "bonus", "total_exact", "total_printed", "rank", "grade"):
            assert got[key] == want[key], (unit, key)


@settings(max_examples=examples(24), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(units=case_units())
def test_engine_equals_oracle_on_random_data(units: list[dict[str, Any]]) -> None:
    tables = case_tables(PLAN, units)
    assert_same(compute(PLAN, tables), ORACLE.run(tables))
