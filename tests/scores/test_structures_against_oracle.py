"""Random criteria with components against the oracle, and relations that must hold whatever the numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from tests.budgets import examples
from tests.oracle.structure import Structure
from tests.rules.frame import FRAME, merged
from tests.scores.test_structure_cases import planned
from tests.scores.test_trees_against_oracle import KEYS, POLICIES, QUIET, leaves, node

GROUPS = ("city", "department")
SHARES = [("60%", "40%"), ("30%", "70%"), ("33.3%", "66.7%"), ("100%", None)]
EVENTS = ["late_reply", "wrong", "commended", "leak"]


@st.composite
def component(draw: st.DrawFn, identity: str, weights: dict[str, str]) -> dict[str, Any]:
    """A component whose indicators add up to its full points, perhaps with bonus, deduction, limits and gates."""
    blocks = [draw(node(f"{identity}.{letter}", 1)) for letter in "xy"[: draw(st.integers(1, 2))]]
    full = sum(Decimal(block["points"]) for block in blocks)
    found: dict[str, Any] = {"id": identity, "title": identity, "weight": weights, "full": full, "indicators": blocks}
    if draw(st.booleans()):
        found["bonus"] = [
            {"id": f"{identity}.bonus", "title": "加分", "cap": 5, "gate": f"base > {full / 2}", "rule": {"add_events": {"commended": 2}}}
        ]
        found["deductions"] = [{"id": f"{identity}.blame", "title": "扣分", "rule": {"penalty_events": {"leak": 3}}}]
    if draw(st.booleans()):
        found["total"] = {"floor": 0, "ceiling": full}
    if draw(st.booleans()):
        found["not_applicable"] = draw(st.sampled_from(POLICIES[1:]))
    thens = [{"grade": "不合格", "stop": True}, {"score": 3}, {"grade_at_most": "良好"}, {"ranked": False}]
    conditions = ["leak > 2", f"base < {round(full / 3, 2)}", f"total > {full} and wrong > 1"]
    found["gates"] = [
        {"id": f"{identity}.gate{i}", "title": "门", "when": when, "then": draw(st.sampled_from(thens))}
        for i, when in enumerate(draw(st.lists(st.sampled_from(conditions), max_size=1)))
    ]
    return found


@st.composite
def criteria(draw: st.DrawFn) -> dict[str, Any]:
    """Two components with weights by group, whole bonus and gate, any declared policies."""
    weights: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for group in GROUPS:
        for side, share in zip(weights, draw(st.sampled_from(SHARES)), strict=True):
            side.update({group: share} if share else {})
    parts = [draw(component(name, side)) for name, side in zip(("one", "two"), weights, strict=True) if side]
    policy: dict[str, Any] = {
        "rounding": {
            "digits": draw(st.integers(0, 3)),
            "mode": draw(st.sampled_from(["half_up", "truncate"])),
            "at": draw(st.sampled_from(["item", "component", "total"])),
            "carry": draw(st.sampled_from([4, 6, 8])),
        },
        "not_applicable": draw(st.sampled_from(POLICIES[1:])),
        "component_missing": draw(st.sampled_from(["rescale", "zero", "not_assessable"])),
        "full": draw(st.sampled_from([100, 50, 1])),
    }
    changes: dict[str, Any] = {
        "groups": {group: {"title": group, "grades": "standard"} for group in GROUPS},
        "components": parts,
        "policy": policy,
        "bonus": [{"id": "bonus", "title": "加分", "cap": 5, "gate": "base > 20", "rule": {"add_events": {"commended": 2}}}],
        "gates": [{"id": "gate", "title": "门", "when": "base < 10", "then": {"grade": "不合格"}}] if draw(st.booleans()) else [],
    }
    return merged(FRAME, changes)


@st.composite
def units(draw: st.DrawFn, data: dict[str, Any]) -> list[dict[str, Any]]:
    marked = [leaf for part in data["components"] for block in part["indicators"] for leaf in leaves(block)]
    extra = [item["id"] for part in data["components"] for item in (*part.get("bonus", []), *part.get("deductions", []))]
    found = []
    for number in range(draw(st.integers(1, 4))):
        marks = {
            leaf["id"]: draw(st.one_of(st.none(), st.integers(0, leaf["rule"]["judgement"]["to"])))
            for leaf in marked
            if "judgement" in leaf["rule"]
        }
        where = [leaf["id"] for leaf in marked] + ["bonus", *extra]
        happened = draw(st.lists(st.tuples(st.sampled_from(where), st.sampled_from(EVENTS), st.integers(1, 3)), max_size=4))
        exempt = draw(st.lists(st.sampled_from([leaf["id"] for leaf in marked] + ["one", "one"]), max_size=2))
        found.append(
            {
                "id": f"u{number}",
                "group": draw(st.sampled_from(GROUPS)),
                "marks": marks,
                "findings": [{"indicator": place, "event": event, "quantity": quantity} for place, event, quantity in happened],
                "exempt": dict.fromkeys(exempt, "理由"),
            }
        )
    return found


@QUIET
@given(st.data())
def test_engine_equals_oracle_on_random_components(data: st.DataObject) -> None:
    written = data.draw(criteria())
    plan = planned(written)
    tables = case_tables(plan, data.draw(units(written)))
    found, expected = compute(plan, tables), Structure(written).run(tables)
    for unit, want in expected.items():
        got = found[unit]
        for key in ("points", "components"):
            for identity, points in want[key].items():
                assert got[key].get(identity) == points, (unit, identity)
        for key in KEYS:
            assert got[key] == want[key], (unit, key)


@settings(QUIET, max_examples=examples(7))  # two runs of the engine each, on what the oracle has been compared with already
@given(st.data())
def test_components_add_up_to_the_base_and_their_order_changes_nothing(data: st.DataObject) -> None:
    written = data.draw(criteria())
    turned = {**written, "components": written["components"][::-1]}
    drawn = data.draw(units(written))
    first = compute(planned(written), case_tables(planned(written), drawn))
    second = compute(planned(turned), case_tables(planned(turned), drawn))
    for unit, row in first.items():
        shares = [row["points"].get(part["id"]) or Decimal(0) for part in written["components"]]
        if written["policy"]["component_missing"] != "rescale" or None not in row["components"].values():
            assert row["base"] == sum(shares)
        same = [key for key in KEYS if key != "grade"]  # of two gates that give a grade, the first in the file counts
        assert {key: row[key] for key in same} == {key: second[unit][key] for key in same}
