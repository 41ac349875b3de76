"""A figure that a report gives with 约 is refused, unless the measure takes it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from tests.rules.frame import FRAME, merged
from tests.scores.test_structure_cases import planned


@pytest.mark.parametrize(("qualified", "outcome", "points"), [("accept", "measured", 75), ("refuse", "not_assessable", None)])
def test_an_approximate_figure_counts_where_the_measure_takes_it(qualified: str, outcome: str, points: int | None) -> None:
    rule = {"measure": "share", "rule": {"ratio": {"target": 1}}}
    written = {"measures": {"share": {"qualified": qualified}}, "indicators": [{"id": "a", "title": "甲", "points": 100, **rule}]}
    plan = planned(merged(FRAME, written))
    tables = case_tables(plan, [{"id": "u", "group": "city", "facts": {"requests_closed_on_time": 6, "requests_closed": 8}}])
    tables["facts"] = [tuple("about" if cell == "exact" else cell for cell in row) for row in tables["facts"]]
    found = compute(plan, tables)["u"]
    assert (found["outcomes"]["a"], found["points"]["a"]) == (outcome, points and Decimal(points))
