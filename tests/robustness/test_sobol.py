"""Sobol indices against functions whose indices are known in closed form."""

from __future__ import annotations

import numpy as np

from scoring.results.robustness.arrays import Floats
from scoring.results.robustness.sobol import sobol


def ishigami(sample: Floats) -> Floats:
    """The function sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 with x from -pi to pi (Ishigami and Homma 1990)."""
    x = (2 * sample - 1) * np.pi
    found: Floats = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    return found[:, None]


def test_indices_of_the_ishigami_function() -> None:
    # In closed form: V1 = (1 + b pi^4 / 5)^2 / 2, V2 = a^2 / 8, V13 = 8 b^2 pi^8 / 225 with a = 7, b = 0.1.
    one, two, both = (1 + 0.1 * np.pi**4 / 5) ** 2 / 2, 49 / 8, 8 * 0.01 * np.pi**8 / 225
    whole = one + two + both
    found = sobol(ishigami, 3, 20_000, np.random.default_rng(1))
    assert np.abs(found.variance[0] / whole - 1) < 0.03
    assert np.abs(found.first[:, 0] - np.array([one, two, 0]) / whole).max() < 0.03
    assert np.abs(found.total[:, 0] - np.array([one + both, two, both]) / whole).max() < 0.03
    assert (found.error < 0.03).all()


def test_inputs_that_only_add_up_explain_the_squares_of_their_factors() -> None:
    def added(sample: Floats) -> Floats:
        return np.stack([sample @ np.array([3.0, 4.0, 0.0]), np.ones(len(sample)), sample[:, 2]], axis=1)

    found = sobol(added, 3, 8000, np.random.default_rng(2))
    assert np.abs(found.total[:, 0] - np.array([9, 16, 0]) / 25).max() < 0.03
    assert np.abs(found.first[:, 0] - np.array([9, 16, 0]) / 25).max() < 0.04
    assert np.isnan(found.total[:, 1]).all()  # what does not vary has no indices
    first, total = found.together(slice(None))  # variances 25/12, 0 and 1/12
    assert np.abs(total - np.array([9, 16, 1]) / 26).max() < 0.03
    assert np.abs(first - np.array([9, 16, 1]) / 26).max() < 0.04
