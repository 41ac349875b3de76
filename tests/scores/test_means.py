"""Relations between means that hold whatever the numbers."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scoring.authoring.case_tables import case_tables
from scoring.authoring.testing import compute
from scoring.rules import Plan
from tests.rules.frame import FRAME, merged
from tests.scores.test_structure_cases import planned
from tests.scores.test_trees_against_oracle import QUIET

SHARES = st.lists(st.integers(0, 20), min_size=3, max_size=3)
POINTS = (5, 10, 20)
ORDER: list[Any] = ["harmonic", "geometric", "arithmetic", {"power": 2}]


@cache
def plan_of() -> Plan:
    """One block per way of combining the same three shares: the means in their order, then the sum."""
    blocks = []
    for number, mean in enumerate([*ORDER, None]):
        items = [
            {"id": f"x{number}.{letter}", "title": f"{letter}{number}", "points": own, "rule": {"judgement": {"from": 0, "to": 20}}}
            for letter, own in zip("abc", POINTS, strict=True)
        ]
        node = {"id": f"x{number}", "title": f"x{number}", "points": sum(POINTS), "items": items}
        blocks.append(node | ({"mean": mean} if mean else {}))
    policy = {"rounding": {"digits": 2, "mode": "half_up", "at": "total", "carry": 6}}
    return planned(merged(FRAME, {"indicators": blocks, "policy": policy}))


def scored(marks: list[int]) -> list[Decimal]:
    """Points of the block under every mean in their order, and under the sum."""
    plan = plan_of()
    blocks = range(len(ORDER) + 1)
    given_marks = {f"x{number}.{letter}": mark for number in blocks for letter, mark in zip("abc", marks, strict=True)}
    points = compute(plan, case_tables(plan, [{"id": "u", "group": "city", "marks": given_marks}]))["u"]["points"]
    return [Decimal(points[f"x{number}"]) for number in blocks]


@QUIET
@given(SHARES)
def test_the_means_stand_in_their_order_and_the_arithmetic_one_is_the_sum(marks: list[int]) -> None:
    *means, added = scored(marks)
    assert means == sorted(means)
    assert abs(means[ORDER.index("arithmetic")] - added) <= Decimal("0.000002")


def test_equal_shares_are_their_own_mean() -> None:
    assert set(scored([13, 13, 13])) == {Decimal("22.75")}
