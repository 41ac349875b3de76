"""The same draws in plain numpy, as short as they can be written: no ranges, no ties, no rounding.

Usage: python -m tests.benchmarks.sensitivity_floor UNITS INDICATORS DRAWS
"""

from __future__ import annotations

import sys

import numpy as np

from tests.benchmarks import sensitivity_workload as workload

AT_ONCE, RANGE = 250, 0.25


def main(units: int, indicators: int, draws: int) -> None:
    """Draw, rank and count; prints sums of the three percentiles."""
    shares = workload.shares(units, indicators)
    there = (~np.isnan(shares)).astype(np.float64)
    shares = np.nan_to_num(shares)
    weights = workload.points(indicators) * (1 + RANGE * (2 * np.random.default_rng(7).random((draws, indicators)) - 1))
    weights *= 100 / weights.sum(axis=1, keepdims=True)
    ranks, places = np.empty((draws, units), np.int16), np.arange(1, units + 1, dtype=np.int16)[None, :]
    for begin in range(0, draws, AT_ONCE):
        piece = weights[begin : begin + AT_ONCE]
        scores = (piece @ shares) / (piece @ there)
        order = np.argsort(-scores, axis=1)
        np.put_along_axis(ranks[begin : begin + AT_ONCE], order, np.broadcast_to(places, order.shape), axis=1)
    print(np.percentile(ranks, (5, 50, 95), axis=0).sum(axis=1))  # noqa: T201 - the process that measures reads it


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:4]))
