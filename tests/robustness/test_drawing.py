"""Drawn weights: in their ranges, with their sum, the same for the same seed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.results.robustness.drawing import AT_ONCE, DISTRIBUTIONS, Distribution, Pool, drawn, kept_sum

BASE = np.array([40.0, 25.0, 20.0, 10.0, 5.0])


def pool(*ranges: float) -> Pool:
    return Pool(tuple((place,) for place in range(len(BASE))), BASE, np.array(ranges))


def all_of(how: Distribution, found: Pool, draws: int = 2500, seed: int = 5) -> np.ndarray:
    return np.concatenate(list(drawn(BASE, [found], how, (seed,), draws)))


@pytest.mark.parametrize("how", DISTRIBUTIONS)
def test_every_weight_lies_in_its_range_and_the_sum_is_the_declared_one(how: Distribution) -> None:
    found = pool(0.25, 0.1, 0.5, 1.0, 0.0)
    weights = all_of(how, found)
    assert weights.shape == (2500, 5)
    assert np.allclose(weights.sum(axis=1), 100, atol=1e-9)
    assert (weights >= found.low - 1e-9).all()
    assert (weights <= found.high + 1e-9).all()
    assert (weights[:, 4] == BASE[4]).all()  # a range of zero does not move
    assert np.abs(weights.mean(axis=0) - BASE).max() < 0.5  # drawn around the declared weights
    assert (weights[:, :4].std(axis=0) > 0.02 * BASE[:4]).all()


@pytest.mark.parametrize("how", DISTRIBUTIONS)
def test_draws_are_repeated_by_their_seed_whatever_their_number(how: Distribution) -> None:
    found = pool(*[0.3] * 5)
    more = all_of(how, found, 2 * AT_ONCE + 10)
    assert (all_of(how, found, 2 * AT_ONCE) == more[: 2 * AT_ONCE]).all()
    assert (more[:AT_ONCE] != more[AT_ONCE : 2 * AT_ONCE]).any()
    assert (all_of(how, found, 100, seed=6) != more[:100]).any()


def test_dirichlet_scatters_as_much_as_uniform_and_gathers_in_the_middle() -> None:
    uniform, dirichlet = ((all_of(how, pool(*[0.25] * 5), 20_000) / BASE - 1) for how in DISTRIBUTIONS)
    ratio = np.sqrt((dirichlet**2).mean() / (uniform**2).mean())
    assert 0.75 < ratio < 1.1
    assert (np.abs(dirichlet[:, 2]) < 0.05).mean() > (np.abs(uniform[:, 2]) < 0.05).mean()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=5, max_size=5), st.lists(st.floats(0, 1), min_size=5, max_size=5))
def test_the_sum_is_kept_within_the_ranges_whatever_was_drawn(shares: list[float], ranges: list[float]) -> None:
    found = pool(*ranges)
    weights = kept_sum(found, found.low + np.array([shares]) * (found.high - found.low))
    assert abs(weights.sum() - 100) < 1e-9
    assert (weights >= found.low - 1e-9).all()
    assert (weights <= found.high + 1e-9).all()


def test_a_block_moves_all_its_indicators_in_proportion() -> None:
    blocks = Pool(((0, 1), (2, 3, 4)), np.array([65.0, 35.0]), np.array([0.4, 0.4]))
    weights = np.concatenate(list(drawn(BASE, [blocks], "uniform", (1,), 50)))
    assert np.allclose(weights[:, 0] / weights[:, 1], 40 / 25)
    assert np.allclose(weights[:, 2] / weights[:, 4], 20 / 5)
    assert np.allclose(weights.sum(axis=1), 100)
    assert np.ptp(weights[:, 0]) > 5
