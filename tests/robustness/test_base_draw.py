"""The draw with the declared weights is the run: every printed total and every rank, whatever the criteria."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import score_tables
from scoring.engine.database import Session
from scoring.results.robustness.reading import read_groups
from tests.rules.frame import FRAME, merged
from tests.scores import test_structures_against_oracle as components
from tests.scores import test_trees_against_oracle as trees
from tests.scores.test_structure_cases import planned

ONCE = [Phase.explicit, Phase.generate]  # making a failing case smaller takes longer than reading it


def compared(written: dict[str, Any], units: list[dict[str, Any]]) -> int:
    """Assert that the declared weights give the run; the number of units that were compared."""
    plan, count = planned(written), 0
    with Session() as session:
        score_tables(session, plan, case_tables(plan, units))
        for rows in read_groups(session, plan):
            field = rows.field()
            assert field.differing() == []
            weights = np.repeat(field.weights[None, :], 2, axis=0)
            assert field.ranked(weights).tolist() == [field.ranks.tolist()] * 2
            count += len(field.units)
    return count


@settings(trees.QUIET, max_examples=3, phases=ONCE)
@given(st.data())
def test_of_random_trees(data: st.DataObject) -> None:
    written = data.draw(trees.criteria())
    compared(written, [*data.draw(trees.units(written)), *renamed(data.draw(trees.units(written)))])


@settings(trees.QUIET, max_examples=3, phases=ONCE)
@given(st.data())
def test_of_random_components(data: st.DataObject) -> None:
    written = data.draw(components.criteria())
    compared(written, [*data.draw(components.units(written)), *renamed(data.draw(components.units(written)))])


def renamed(units: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**unit, "id": f"v{unit['id']}"} for unit in units]


def test_an_indicator_below_zero_counts_in_an_arithmetic_mean() -> None:
    lapses = {"title": "差错", "points": 10, "rule": {"deduct_events": {"late_reply": 4}}}
    items = [{"id": "x.a", **lapses}, {"id": "x.b", "title": "方案", "points": 30, "rule": {"judgement": {"from": 0, "to": 1}}}]
    block = {"id": "x", "title": "甲", "points": 100, "mean": "arithmetic", "deductions": "overflow", "items": items}
    units = [
        {"id": unit, "group": "city", "marks": {"x.b": 1}, "findings": [{"indicator": "x.a", "event": "late_reply", "quantity": quantity}]}
        for unit, quantity in (("jia", 1), ("yi", 4))
    ]  # 乙 loses 16 of 10 points: 24 of 40
    assert compared(merged(FRAME, {"indicators": [block]}), units) == 2
