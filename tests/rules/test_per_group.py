"""A number that groups may have differently, as SQL."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.rules.base import per_group_sql


@pytest.mark.parametrize(
    ("points", "every", "sql"),
    [
        ({}, ("city",), "NULL"),
        ({"city": 10, "county": 10}, ("city", "county"), "10"),
        ({"city": 10, "county": 10}, (), "case when grp in ('city', 'county') then 10 end"),
        ({"city": 10}, ("city", "county"), "case when grp in ('city') then 10 end"),
        ({"county": 10, "city": 20}, ("city", "county"), "case when grp in ('city') then 20 when grp in ('county') then 10 end"),
    ],
)
def test_a_number_that_is_the_same_for_all_needs_no_case(points: dict[str, int], every: tuple[str, ...], sql: str) -> None:
    assert per_group_sql({group: Decimal(number) for group, number in points.items()}, every) == sql
