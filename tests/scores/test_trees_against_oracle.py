"""Random criteria trees, policies, gates and quotas against the oracle, and relations that must hold whatever the numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from tests.budgets import examples
from tests.oracle.structure import Structure
from tests.rules.frame import FRAME, merged
from tests.scores.test_structure_cases import planned

MEANS = [None, None, None, "arithmetic", "geometric", "harmonic", {"power": 2}, {"power": Decimal("-0.5")}]
POLICIES = ["inherit", "rescale", "redistribute_equal", "redistribute_proportional", "no_rescale", "full_marks", "zero"]
QUIET = settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
KEYS = ("base", "bonus", "penalty", "total_exact", "total_printed", "rank", "grade")


@st.composite
def node(draw: st.DrawFn, identity: str, depth: int, *, averaged: bool = False, overflow: bool = False) -> dict[str, Any]:
    """An indicator or a block; a block's points are the sum of its items."""
    found: dict[str, Any] = {"id": identity, "title": identity}
    if averaged and draw(st.booleans()):
        found["weight"] = draw(st.sampled_from([1, 2, Decimal("0.7"), "30%"]))
    if draw(st.integers(0, 3)) == 0:
        found["not_applicable"] = draw(st.sampled_from(POLICIES))
    if depth and draw(st.booleans()):
        if draw(st.integers(0, 4)) == 0:
            found["deductions"] = "overflow"
        overflow = overflow or "deductions" in found
        mean = draw(st.sampled_from([None, "arithmetic"] if overflow else MEANS))
        inside = [node(f"{identity}.{letter}", depth - 1, averaged=bool(mean), overflow=overflow) for letter in "ab"]
        items = [draw(item) for item in inside[: draw(st.integers(1, 2))]]
        found |= {"items": items, "points": sum(item["points"] for item in items)}
        if mean:
            found |= {"mean": mean, "points": draw(st.sampled_from([1, 10, found["points"]]))}
        return found
    points = Decimal(draw(st.integers(1, 120))) / 4
    rules: list[dict[str, Any]] = [
        {"judgement": {"from": 0, "to": draw(st.sampled_from([3, 7, 10]))}},
        {"deduct_events": {"late_reply": 3, "wrong": Decimal("0.7")}},
    ]
    return found | {"points": points, "rule": draw(st.sampled_from(rules))}


@st.composite
def criteria(draw: st.DrawFn) -> dict[str, Any]:
    """Criteria with two or three blocks, an optional bonus, deduction and gates, and any declared policies."""
    blocks = [draw(node(letter, 2)) for letter in "xyz"[: draw(st.integers(2, 3))]]
    policy: dict[str, Any] = {
        "rounding": {
            "digits": draw(st.integers(0, 3)),
            "carry": draw(st.sampled_from([4, 4, 5, 6, 8])),
            "mode": draw(st.sampled_from(["half_up", "truncate"])),
            "at": draw(st.sampled_from(["item", "component", "total"])),
        },
        "ranking": {"on": draw(st.sampled_from(["printed", "exact"])), "ties": draw(st.sampled_from(["competition", "dense"]))},
        "not_applicable": draw(st.sampled_from(POLICIES[1:])),
        "quota": {"rounding": draw(st.sampled_from(["down", "half_up", "up"])), "ties": draw(st.sampled_from(["keep_out", "let_in"]))},
    }
    if draw(st.booleans()):
        policy["total"] = {"floor": 0, "ceiling": draw(st.integers(20, 60))}
    top = draw(st.integers(20, 60))
    grades = [
        {"grade": "优秀", "from": top},
        {"grade": "良好", "from": top - 10},
        {"grade": "合格", "from": 5},
        {"grade": "不合格", "from": 0},
    ]
    if draw(st.booleans()):
        grades[0]["at_most"] = draw(st.sampled_from(["30%", "50%"]))
    changes: dict[str, Any] = {"indicators": blocks, "policy": policy, "grades": {"standard": grades}}
    if draw(st.booleans()):
        changes["bonus"] = [
            {"id": "bonus", "title": "加分", "cap": 5, "gate": f"base > {top - 5}", "rule": {"add_events": {"commended": 2}}}
        ]
        changes["deductions"] = [{"id": "blame", "title": "扣分", "rule": {"penalty_events": {"leak": 15}}}]
    thens = [
        {"grade": "不合格", "stop": True},
        {"grade": "不合格", "score": 7},
        {"grade_at_most": "良好"},
        {"ranked": False},
        {"grade": "合格"},
    ]
    conditions = ["leak > 1", "commended > 2", "base < 10", "total > 50", "late_reply > 3 and total < 30"]
    changes["gates"] = [
        {"id": f"gate{i}", "title": "门", "when": when, "then": draw(st.sampled_from(thens))}
        for i, when in enumerate(draw(st.lists(st.sampled_from(conditions), max_size=2, unique=True)))
    ]
    return merged(FRAME, changes)


def leaves(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [leaf for item in found["items"] for leaf in leaves(item)] if "items" in found else [found]


@st.composite
def units(draw: st.DrawFn, data: dict[str, Any]) -> list[dict[str, Any]]:
    marked = [leaf for block in data["indicators"] for leaf in leaves(block)]
    events = ["late_reply", "wrong", "commended", "leak"]
    found = []
    for number in range(draw(st.integers(1, 5))):
        marks = {}
        for leaf in marked:
            if "judgement" in leaf["rule"]:
                marks[leaf["id"]] = draw(st.one_of(st.none(), st.integers(0, leaf["rule"]["judgement"]["to"])))
        where = [leaf["id"] for leaf in marked] + ["bonus", "blame"]
        happened = draw(st.lists(st.tuples(st.sampled_from(where), st.sampled_from(events), st.integers(1, 3)), max_size=4))
        exempt = draw(st.lists(st.sampled_from([leaf["id"] for leaf in marked] + ["x"]), max_size=2))
        found.append(
            {
                "id": f"u{number}",
                "group": "city",
                "marks": marks,
                "findings": [{"indicator": place, "event": event, "quantity": quantity} for place, event, quantity in happened],
                "exempt": dict.fromkeys(exempt, "理由"),
            }
        )
    return found


@QUIET
@given(st.data())
def test_engine_equals_oracle_on_random_criteria(data: st.DataObject) -> None:
    written = data.draw(criteria())
    tables = case_tables(planned(written), data.draw(units(written)))
    found, expected = compute(planned(written), tables), Structure(written).run(tables)
    for unit, want in expected.items():
        got = found[unit]
        for identity, points in want["points"].items():
            assert got["points"].get(identity) == points, (unit, identity)
        for key in KEYS:
            assert got[key] == want[key], (unit, key)


@settings(QUIET, max_examples=examples(7))  # two runs of the engine each, on what the oracle has been compared with already
@given(st.data())
def test_the_order_of_units_and_indicators_changes_nothing(data: st.DataObject) -> None:
    written = data.draw(criteria())
    drawn = data.draw(units(written))
    turned = {**written, "indicators": written["indicators"][::-1]}
    first = compute(planned(written), case_tables(planned(written), drawn))
    second = compute(planned(turned), case_tables(planned(turned), drawn[::-1]))
    for unit, row in first.items():
        assert {key: row[key] for key in KEYS} == {key: second[unit][key] for key in KEYS}


@QUIET
@given(st.data())
def test_more_points_never_lower_a_rank_unless_a_gate_says_so(data: st.DataObject) -> None:
    written = data.draw(criteria()) | {"gates": []}
    drawn = data.draw(units(written))
    plan = planned(written)
    before = compute(plan, case_tables(plan, drawn))
    judged = [leaf for block in written["indicators"] for leaf in leaves(block) if "judgement" in leaf["rule"]]
    for leaf in judged[:1]:
        mark = drawn[0]["marks"].get(leaf["id"])
        if mark is None or mark == leaf["rule"]["judgement"]["to"]:
            continue
        better = [{**drawn[0], "marks": {**drawn[0]["marks"], leaf["id"]: mark + 1}}, *drawn[1:]]
        after = compute(plan, case_tables(plan, better))
        if before["u0"]["rank"] is not None:
            assert after["u0"]["rank"] <= before["u0"]["rank"]
