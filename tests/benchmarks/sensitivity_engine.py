"""Draws of weights as `scoring sensitivity` makes them: weights in their ranges, ties as printed, exact percentiles of ranks.

Usage: python -m tests.benchmarks.sensitivity_engine UNITS INDICATORS DRAWS
"""

from __future__ import annotations

import sys

import numpy as np

from scoring.results.robustness.arrays import Floats
from scoring.results.robustness.counting import spreads
from scoring.results.robustness.drawing import Pool, drawn
from scoring.results.robustness.ordering import Ordering
from scoring.results.robustness.parts import Leaves, compiled
from scoring.results.robustness.rolling import roll
from scoring.results.robustness.simulating import simulate
from tests.benchmarks import sensitivity_workload as workload

CARRY, DIGITS, RANGE = 4, 2, 0.25


def main(units: int, indicators: int, draws: int) -> None:
    """Draw, rank and count; prints sums of the three percentiles."""
    ids = tuple(f"i{place}" for place in range(indicators))
    part = compiled(workload.tree(indicators), Leaves(workload.GROUP, ids, workload.shares(units, indicators)))
    base = workload.points(indicators)
    pool = Pool(tuple((place,) for place in range(indicators)), base, np.full(indicators, RANGE))

    def totals(weights: Floats) -> Floats:
        return roll(part, weights, CARRY).points

    ranks = simulate(totals, drawn(base, [pool], "uniform", (7,), draws), units, draws, Ordering(DIGITS))
    found = np.array([(spread.low, spread.median, spread.high) for spread in spreads(ranks)])
    print(found.sum(axis=0))  # noqa: T201 - the process that measures reads it


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:4]))
