"""Draws in pieces: weights in, ranks of every unit in every draw out, without ever holding all scores."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from scoring.results.robustness.arrays import Floats, Ranks
from scoring.results.robustness.ordering import Ordering, rank_draws

PIECE = 200_000  # scores that are held at once: 1.6 MB, which stays in the caches of a processor
_SHORT = 32767  # ranks up to which 16 bits hold


def _nobody(_draws: int) -> None:
    """Nobody is told of progress."""


def simulate(
    totals: Callable[[Floats], Floats],
    weights: Iterable[Floats],
    units: int,
    draws: int,
    ordering: Ordering,
    told: Callable[[int], None] = _nobody,
) -> Ranks:
    """Ranks of all units in all draws.

    Args:
        totals: Scores of a piece of draws (draws x units) from its weights (draws x indicators).
        weights: Pieces of weights, in order.
        units: Number of units, in the order of ``totals``.
        draws: Number of draws in all pieces.
        ordering: How scores become ranks.
        told: Told of every piece: how many draws it had.

    Returns:
        Units x draws; 2 bytes a rank for up to 32,767 units.
    """
    ranks: Ranks = np.empty((units, draws), np.int16) if units <= _SHORT else np.empty((units, draws), np.int32)
    done, at_once = 0, max(PIECE // max(units, 1), 1)
    for piece in weights:
        for begin in range(0, len(piece), at_once):
            scores = totals(piece[begin : begin + at_once])
            ranks[:, done : done + len(scores)] = rank_draws(scores, ordering).T
            done += len(scores)
            told(len(scores))
    return ranks
