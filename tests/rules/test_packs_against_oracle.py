"""The engine against the oracle on every shipped pack, with random findings, figures, marks, scores and exemptions."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from scoring.criteria.records import RecordTable
from scoring.folder.deriving import whole_criteria
from scoring.folder.planning import load_plan
from scoring.rules import Plan
from tests.budgets import examples
from tests.oracle.reading import loaded
from tests.oracle.whole import Whole
from tests.repository import ROOT
from tests.rules.test_oracle import assert_same

# openness-2016 has judgements with their own scales and a test of its own (test_oracle.py).
PACKS = sorted({file.parent.name for file in ROOT.glob("criteria/*/criteria.yaml")} - {"openness-2016"})
NUMBERS = st.one_of(
    st.integers(0, 12),
    st.integers(0, 120),
    st.integers(0, 90_000),
    st.decimals(0, 100, places=2, allow_nan=False),
    st.sampled_from([None, "/", "略"]),
)


def keys_of(plan: Plan, kind: str, scope: str | None = None) -> list[Any]:
    return sorted({found.key for found in plan.inputs() if found.kind == kind and scope in {None, found.scope}})


@st.composite
def one_case(draw: st.DrawFn, table: RecordTable, period: int) -> dict[str, Any]:
    """A row of a record table: its dates one after the other, from a first day around the year; some of them blank."""
    day = date(period, 1, 1) + timedelta(draw(st.integers(-5, 380)))
    row: dict[str, Any] = {}
    for column in table.columns:
        if column.kind == "date" and "third_party" not in column.name:
            row[column.name] = day if draw(st.integers(0, 4)) else None
            day += timedelta(draw(st.sampled_from([0, 0, 1, 5, 14, 28])))
        elif column.kind == "flag":
            row[column.name] = draw(st.sampled_from([True, False, None]))
        elif column.kind == "text":
            row[column.name] = draw(st.sampled_from([None, *column.allowed] if column.allowed else [None, "甲", "乙"]))
    return row


@st.composite
def one_unit(draw: st.DrawFn, plan: Plan, number: int) -> dict[str, Any]:
    """A unit of some group; most of its figures are there."""
    criteria = plan.criteria
    events = sorted({(found.scope or "any", found.key) for found in plan.inputs() if found.kind in {"event", "unit_event"}})
    happened = draw(st.lists(st.sampled_from(events), max_size=6)) if events else []
    facts, earlier = keys_of(plan, "fact", ""), keys_of(plan, "fact", "prev")
    day = date(criteria.period + 1, 1, 31)
    return {
        "id": f"u{number}",
        "group": draw(st.sampled_from([group.id for group in criteria.groups])),
        "report_published_on": draw(st.one_of(st.none(), st.integers(-20, 90).map(lambda days: day + timedelta(days)))),
        "facts": {key: draw(NUMBERS) for key in facts if draw(st.integers(0, 12))},
        "prev": {key: draw(NUMBERS) for key in earlier},
        "findings": [{"indicator": scope, "event": event, "quantity": draw(st.integers(1, 9))} for scope, event in happened],
        "marks": {key: draw(st.sampled_from([1, 1, 0, None])) for key in keys_of(plan, "mark")},
        "external": {key: draw(st.one_of(st.none(), st.decimals(0, 100, places=3))) for key in keys_of(plan, "external")},
        "exempt": dict.fromkeys(draw(st.lists(st.sampled_from([node.id for node in criteria.nodes()]), max_size=2)), "理由"),
        "records": {
            name: draw(st.lists(one_case(table, criteria.period), max_size=5)) for name, table in criteria.records.items() if number % 3
        },
        "failed_checks": draw(st.lists(st.sampled_from(["T3-sum", "T3-row", "T4-sum", "A1"]), max_size=4)),
    }


@pytest.mark.parametrize("pack", PACKS)
@settings(max_examples=examples(7), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_engine_equals_oracle_on_every_pack(pack: str, data: st.DataObject) -> None:
    file = ROOT / "criteria" / pack / "criteria.yaml"
    plan, _ = load_plan(file)
    assert plan is not None
    units = [data.draw(one_unit(plan, number)) for number in range(data.draw(st.integers(1, 4)))]
    for unit in units:
        unit["external"] = {key: None if score is None else Decimal(score) for key, score in unit["external"].items()}
    tables = case_tables(plan, units)
    assert_same(compute(plan, tables), Whole(loaded(whole_criteria(file))).run(tables))
