"""Ranks of draws against ranks counted one by one with exact decimals, and percentiles of them."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import numbers
from scoring.results.robustness.counting import spreads
from scoring.results.robustness.ordering import Ordering, rank_draws
from scoring.results.robustness.separating import inseparable

SCORES = st.lists(st.integers(-20_000, 1_000_000), min_size=1, max_size=9)  # ten thousandths of a point


def counted(scores: list[Decimal], ordering: Ordering) -> list[int]:
    """Ranks by the definition: how many are better, or how many different scores are."""
    keys = [numbers.rounded(score, ordering.digits, ordering.mode) * (-1 if ordering.best == "highest" else 1) for score in scores]
    places = ordering.tie_place.tolist() if ordering.tie_place is not None else [0] * len(keys)
    both = list(zip(keys, places, strict=True))
    better = [[other for other in both if other < own] for own in both]
    return [1 + len(set(others) if ordering.ties == "dense" else others) for others in better]


@st.composite
def orderings(draw: st.DrawFn, scores: list[int]) -> Ordering:
    """Any declared way of ranking; units stand in the order of the tie-breakers."""
    place = np.sort(np.array(scores) % 3) if draw(st.booleans()) else None
    modes: list[numbers.Mode] = ["half_up", "truncate"]
    best, ties = draw(st.sampled_from(["highest", "lowest"])), draw(st.sampled_from(["competition", "dense"]))
    return Ordering(draw(st.integers(0, 4)), draw(st.sampled_from(modes)), best, ties, place)


@settings(max_examples=40, deadline=None)
@given(st.data(), SCORES)
def test_ranks_are_those_of_exact_decimals(data: st.DataObject, scores: list[int]) -> None:
    ordering = data.draw(orderings(scores))
    found = rank_draws(np.array([scores, scores[::-1]]) / 10_000, ordering)
    exact = [[Decimal(score).scaleb(-4) for score in row] for row in (scores, scores[::-1])]
    assert found.tolist() == [counted(row, ordering) for row in exact]


def test_a_score_that_a_double_cannot_hold_is_rounded_as_it_is_written() -> None:
    assert numbers.last_places(np.array([1.005, 0.285, 5.015, -2.675]), 2).tolist() == [101, 29, 502, -268]
    assert numbers.last_places(np.array([2.3, -2.3]) * 100 / 100, 1, "truncate").tolist() == [23, -23]


def test_percentiles_are_ranks_that_occurred() -> None:
    ranks = np.random.default_rng(3).integers(1, 40, (20, 333)).astype(np.int16)
    expected = np.percentile(ranks, (5, 50, 95), axis=1, method="inverted_cdf").T
    found = list(spreads(ranks))
    assert [[spread.low, spread.median, spread.high] for spread in found] == expected.tolist()
    assert [(spread.best, spread.worst) for spread in found] == list(zip(ranks.min(1).tolist(), ranks.max(1).tolist(), strict=True))
    assert all(spread.counts.sum() == 333 for spread in found)


def test_neighbours_are_told_apart_only_where_nearly_all_draws_agree() -> None:
    # Of twenty draws the second is ahead of the first in two, of the third in all but one; the fourth is always last.
    ranks = np.array([[2] * 2 + [1] * 18, [1] * 2 + [2] * 17 + [3], [3] * 19 + [2], [4] * 20], np.int16)
    order = np.arange(4)
    assert inseparable(ranks, order, 95) == [(0, 1)]
    assert inseparable(ranks, order, 96) == [(0, 1), (1, 2)]
    assert inseparable(ranks, order, 90) == []
