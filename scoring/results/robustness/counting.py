"""From the ranks of all draws to what is told of a unit: interval, median, and how often it holds which rank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from scoring.results.robustness.arrays import Ranks, Wholes


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """The ranks of one unit in all draws.

    Args:
        low: Best rank of the interval: the smallest that at least ``tail`` of the draws reach or better.
        median: The smallest rank that at least half of the draws reach.
        high: Worst rank of the interval: the smallest that all but ``tail`` of the draws reach.
        best: Best rank of any draw.
        worst: Worst rank of any draw.
        counts: Number of draws by rank (the first is rank 0, which nobody has).
    """

    low: int
    median: int
    high: int
    best: int
    worst: int
    counts: Wholes


def spreads(ranks: Ranks, percents: tuple[int, int, int] = (5, 50, 95)) -> Iterator[Spread]:
    """What every unit's ranks are like, exact: percentiles are ranks that occurred (inverse of the empirical distribution).

    Args:
        ranks: Units x draws.
        percents: Percentiles of low, median and high, whole percents.
    """
    wanted = [max(-(-ranks.shape[1] * percent // 100), 1) for percent in percents]  # whole numbers: no double at a limit
    for row in ranks:
        counts = np.bincount(row)
        below = np.cumsum(counts)
        low, median, high = np.searchsorted(below, wanted).tolist()
        best, worst = np.searchsorted(below, (1, row.size)).tolist()
        yield Spread(low, median, high, best, worst, counts)
