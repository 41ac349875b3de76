"""Relations between means that hold whatever the numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.criteria_testing import case_tables, compute
from tests.engine.frame import FRAME, merged
from tests.engine.test_structure_cases import planned
from tests.engine.test_trees_against_oracle import QUIET

SHARES = st.lists(st.integers(0, 20), min_size=3, max_size=3)
ORDER = ["harmonic", "geometric", "arithmetic", {"power": 2}]


def scored(mean: Any, marks: list[int], points: tuple[int, ...] = (5, 10, 20), **block: Any) -> Decimal:
    items = [
        {"id": f"x.{letter}", "title": letter, "points": own, "rule": {"judgement": {"from": 0, "to": 20}}}
        for letter, own in zip("abc", points, strict=True)
    ]
    node = {"id": "x", "title": "x", "points": sum(points), "items": items, **({"mean": mean} if mean else {}), **block}
    plan = planned(
        merged(FRAME, {"indicators": [node], "policy": {"rounding": {"digits": 2, "mode": "half_up", "at": "total", "carry": 6}}})
    )
    unit = {"id": "u", "group": "city", "marks": {f"x.{letter}": mark for letter, mark in zip("abc", marks, strict=True)}}
    return Decimal(compute(plan, case_tables(plan, [unit]))["u"]["points"]["x"])


@QUIET
@given(SHARES)
def test_the_means_stand_in_their_order(marks: list[int]) -> None:
    found = [scored(mean, marks) for mean in ORDER]
    assert found == sorted(found)


@QUIET
@given(SHARES)
def test_an_arithmetic_mean_with_points_as_weights_is_the_sum(marks: list[int]) -> None:
    assert abs(scored("arithmetic", marks) - scored(None, marks)) <= Decimal("0.000002")


@pytest.mark.parametrize("mean", ORDER)
def test_equal_shares_are_their_own_mean(mean: Any) -> None:
    assert scored(mean, [13, 13, 13]) == Decimal("22.75")
