"""Ranks of many draws at once, by the same rules as the ranking of a run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring import numbers
from scoring.results.robustness.arrays import Floats, Wholes

_WIDEST = 62  # bits of a key that a 64-bit number holds beside its sign


@dataclass(frozen=True)
class Ordering:
    """How scores become ranks.

    Args:
        digits: Decimals of the score that ranks: as printed, or as carried.
        mode: How the rest is dropped.
        best: Whether the highest score ranks first or the lowest.
        ties: Competition ranks (1-2-2-4) or dense ranks (1-2-2-3).
        tie_place: Place of every unit by the declared tie-breakers alone, ascending, as the run computed it; None where none are
            declared. A tie of a draw is broken by it: what breaks ties is not drawn again.
    """

    digits: int
    mode: numbers.Mode = "half_up"
    best: str = "highest"
    ties: str = "competition"
    tie_place: Wholes | None = None


def rank_draws(totals: Floats, ordering: Ordering) -> Wholes:
    """Ranks of the units in every draw.

    A key of score and unit is sorted as one whole number, several times as fast as sorting an index; ties are then
    neighbours with the same score.

    Args:
        totals: Draws x units; used up.
        ordering: The rules.

    Returns:
        Draws x units, ranks from 1.
    """
    draws, units = totals.shape
    bits = max(int(units - 1).bit_length(), 1)
    keys = numbers.last_places(totals, ordering.digits, ordering.mode).astype(np.int64)
    if ordering.best == "highest":
        np.negative(keys, out=keys)
    if keys.size and int(np.abs(keys).max()).bit_length() + bits > _WIDEST:
        raise OverflowError("scores with so many decimals have no key")
    keys <<= bits
    keys |= np.arange(units)
    keys.sort(axis=1)
    unit = keys & ((1 << bits) - 1)
    keys >>= bits
    places = _places(keys, unit, ordering)
    flat = np.empty(draws * units, np.int64)
    unit += (np.arange(draws) * units)[:, None]
    flat[unit.reshape(-1)] = places.reshape(-1)
    return flat.reshape(draws, units)


def _places(scores: Wholes, unit: Wholes, ordering: Ordering) -> Wholes:
    """Ranks in sorted order: a unit begins a new rank where its score, or its place by the tie-breakers, is another one."""
    fresh = scores[:, 1:] != scores[:, :-1]
    if ordering.tie_place is not None:
        place = ordering.tie_place[unit]
        fresh |= place[:, 1:] != place[:, :-1]
    places = np.ones(scores.shape, np.int64)
    if ordering.ties == "dense":
        np.cumsum(fresh, axis=1, out=places[:, 1:])
        places[:, 1:] += 1
        return places
    np.multiply(fresh, np.arange(2, scores.shape[1] + 1), out=places[:, 1:])
    return np.maximum.accumulate(places, axis=1, out=places)
