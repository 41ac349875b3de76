"""How unusual a count is: exact tails of the binomial distribution, in whole numbers."""

from __future__ import annotations

import functools
from fractions import Fraction
from math import comb

MOST_TRIALS = 400  # larger numbers are scaled down to it: the tail of fewer trials with the same share is larger, never smaller


@functools.cache
def binomial_tail(n: int, k: int, chance: Fraction) -> Fraction:
    """The chance of at least ``k`` of ``n`` independent events of the given chance, exact up to MOST_TRIALS trials.

    Args:
        n: Trials, 0 or more.
        k: Events seen, 0 to n.
        chance: Chance of one event, from 0 to 1.

    Returns:
        The tail; beyond MOST_TRIALS an upper bound of it where the share seen exceeds the chance.
    """
    if n > MOST_TRIALS:
        n, k = MOST_TRIALS, k * MOST_TRIALS // n
    hit, miss = chance.numerator, chance.denominator - chance.numerator
    ways = sum(comb(n, i) * hit**i * miss ** (n - i) for i in range(k, n + 1))
    return Fraction(ways, chance.denominator**n)


def upper_bound(n: int, k: int, doubt: Fraction = Fraction(5, 100)) -> Fraction:
    """The largest chance with which ``k`` or fewer of ``n`` are not rarer than ``doubt``, to five decimals (Clopper-Pearson).

    Args:
        n: Trials.
        k: Events seen.
        doubt: One minus the level of confidence.
    """
    low, high = k * _STEPS // n, _STEPS
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if _at_most(n, k, Fraction(middle, _STEPS)) > doubt else (low, middle)
    return Fraction(low, _STEPS)


_STEPS = 100_000


def _at_most(n: int, k: int, chance: Fraction) -> Fraction:
    hit, miss = chance.numerator, chance.denominator - chance.numerator
    return Fraction(sum(comb(n, i) * hit**i * miss ** (n - i) for i in range(k + 1)), chance.denominator**n)
