"""Which neighbours in the ranking the draws do not tell apart."""

from __future__ import annotations

import numpy as np

from scoring.results.robustness.arrays import Ranks, Wholes


def inseparable(ranks: Ranks, order: Wholes, percent: int) -> list[tuple[int, int]]:
    """Runs of units in the order of the ranking in which no unit is firmly ahead of another.

    A unit is firmly ahead of another when it ranks before it in at least so many percent of the draws. Runs are as long as
    they can be and may overlap, as the letters of a compact letter display do (Piepho 2004, Journal of Computational and
    Graphical Statistics 13, 456-466): two units in no common run are told apart.

    Args:
        ranks: Units x draws.
        order: Places of the units in the order of the ranking.
        percent: Whole percents of the draws.

    Returns:
        First and last place (from 0) of every run of two units and more, in order.
    """
    enough = -(-ranks.shape[1] * percent // 100)
    runs: list[tuple[int, int]] = []
    begin = 0
    for end in range(len(order)):
        firm = [place for place in range(begin, end) if _firm(ranks[order[place]], ranks[order[end]], enough)]
        if firm:
            _close(runs, begin, end - 1)
            begin = firm[-1] + 1
    _close(runs, begin, len(order) - 1)
    return runs


def _close(runs: list[tuple[int, int]], begin: int, end: int) -> None:
    """Keep a run unless it is one unit, or lies within the run before it."""
    if end > begin and (not runs or end > runs[-1][1]):
        runs.append((begin, end))


def _firm(one: Ranks, other: Ranks, enough: int) -> bool:
    return bool(np.count_nonzero(one < other) >= enough or np.count_nonzero(one > other) >= enough)
