"""Random hierarchies of units against the oracle; more points of a member never lower the unit above it."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from tests.oracle.structure import Structure
from tests.rules.frame import FRAME, merged
from tests.scores.test_structure_cases import planned
from tests.scores.test_trees_against_oracle import KEYS, QUIET

LEVELS = ("city", "county", "town")


@st.composite
def rule(draw: st.DrawFn, below: list[str]) -> dict[str, Any]:
    return {
        "share": draw(st.sampled_from(["50%", "30%", "33.3%", "100%"])),
        "of": below,
        "combine": draw(st.sampled_from(["mean", "sum"])),
        "on": draw(st.sampled_from(["printed", "exact"])),
        "missing": draw(st.sampled_from(["skip", "zero"])),
        "alone": draw(st.sampled_from(["own", "not_assessable"])),
    }


@st.composite
def criteria(draw: st.DrawFn) -> dict[str, Any]:
    """One mark per unit, gates, three levels of which the upper two are made of those below."""
    groups: dict[str, Any] = {group: {"title": group, "grades": "standard"} for group in LEVELS}
    groups["county"]["members"] = draw(rule(["town"]))
    if draw(st.booleans()):
        groups["city"]["members"] = draw(rule(draw(st.sampled_from([["county"], ["town"], ["county", "town"]]))))
    rounding = {
        "digits": draw(st.integers(0, 3)),
        "mode": draw(st.sampled_from(["half_up", "truncate"])),
        "at": draw(st.sampled_from(["item", "component", "total"])),
        "carry": draw(st.sampled_from([4, 5, 8])),
    }
    thens = [{"grade": "不合格", "stop": True}, {"grade": "不合格", "score": 7}, {"ranked": False}, {"grade_at_most": "合格"}]
    changes = {
        "groups": groups,
        "policy": {"rounding": rounding, "ranking": {"on": draw(st.sampled_from(["printed", "exact"])), "ties": "competition"}},
        "indicators": [
            {"id": "a", "title": "甲", "points": 100, "rule": {"judgement": {"from": 0, "to": draw(st.sampled_from([7, 30, 100]))}}}
        ],
        "gates": [
            {"id": "gate", "title": "门", "when": draw(st.sampled_from(["leak > 0", "total < 20"])), "then": draw(st.sampled_from(thens))}
        ],
    }
    return merged(FRAME, changes)


@st.composite
def units(draw: st.DrawFn, data: dict[str, Any]) -> list[dict[str, Any]]:
    """Units of three levels, each below one that takes it, or below none."""
    top = data["indicators"][0]["rule"]["judgement"]["to"]
    found: list[dict[str, Any]] = []
    for number in range(draw(st.integers(2, 9))):
        group = draw(st.sampled_from(LEVELS))
        above = [unit["id"] for unit in found if group in data["groups"][unit["group"]].get("members", {}).get("of", [])]
        leaks = draw(st.integers(0, 3)) == 3
        found.append(
            {
                "id": f"u{number}",
                "group": group,
                "parent": draw(st.sampled_from([*above, None])) if above else None,
                "status": draw(st.sampled_from(["assessed", "assessed", "assessed", "not_ranked", "exempt"])),
                "marks": {"a": draw(st.one_of(st.none(), st.integers(0, top), st.integers(0, top), st.integers(0, top)))},
                "findings": [{"indicator": "gate", "event": "leak"}] if leaks else [],
            }
        )
    return found


@QUIET
@given(st.data())
def test_engine_equals_oracle_on_random_hierarchies(data: st.DataObject) -> None:
    written = data.draw(criteria())
    plan = planned(written)
    tables = case_tables(plan, data.draw(units(written)))
    found, expected = compute(plan, tables), Structure(written).run(tables)
    for unit, want in expected.items():
        for key in KEYS:
            assert found[unit][key] == want[key], (unit, key)
        assert found[unit]["components"] == want.get("components", {})


@QUIET
@given(st.data())
def test_more_points_of_a_member_never_lower_the_unit_above(data: st.DataObject) -> None:
    written = data.draw(criteria()) | {"gates": []}
    drawn = data.draw(units(written))
    plan, top = planned(written), written["indicators"][0]["rule"]["judgement"]["to"]
    before = compute(plan, case_tables(plan, drawn))
    better = [{**unit, "marks": {"a": top if unit["parent"] and unit["marks"]["a"] is not None else unit["marks"]["a"]}} for unit in drawn]
    after = compute(plan, case_tables(plan, better[::-1]))
    for unit, row in before.items():
        if row["total_exact"] is not None:
            assert after[unit]["total_exact"] >= row["total_exact"]
