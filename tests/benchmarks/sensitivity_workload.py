"""Points of an invented group for measuring draws of weights: some do not apply, as in every real table."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from scoring.criteria.model import Node
from scoring.results.robustness.arrays import Floats

GROUP, MISSING = "county", 0.05


def shares(units: int, indicators: int) -> Floats:
    """Shares of full points, indicators x units, NaN where an indicator does not apply."""
    generator = np.random.default_rng(60)
    found = np.rint(generator.beta(5, 2, (indicators, units)) * 100) / 100
    found[generator.random(found.shape) < MISSING] = np.nan
    return found


def points(indicators: int) -> Floats:
    """Full points that add up to 100."""
    return np.full(indicators, 100 / indicators)


def tree(indicators: int) -> Node:
    """A flat tree in which what does not apply is scaled away."""
    full = {GROUP: Decimal(100) / indicators}
    leaves = tuple(Node(f"i{place}", "", full, ()) for place in range(indicators))
    return Node("total", "", {GROUP: Decimal(100)}, (), leaves, not_applicable="rescale")
