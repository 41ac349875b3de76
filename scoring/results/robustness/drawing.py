"""Weights by chance: around the declared ones, within declared ranges, with the same sum in every draw.

Two distributions. *uniform*: every weight anywhere in its range with the same chance (Saisana, Saltelli and Tarantola 2005,
Journal of the Royal Statistical Society A 168, 307-323). *dirichlet*: weights gather around the declared ones; shares of
gamma variates (Devroye 1986, chapter XI.4) with the concentration at which the weights scatter on average as much as in the
uniform case. Neither keeps ranges and sum at the same time, so what a draw has too much or too little is taken from, or
given to, all its weights in proportion to the room that they have left: every weight then lies in its range and the sum
is the declared one, exactly as an office would say it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from scoring.results.robustness.arrays import Floats

Distribution = Literal["uniform", "dirichlet"]
DISTRIBUTIONS: tuple[Distribution, ...] = ("uniform", "dirichlet")
AT_ONCE = 1000  # draws of one piece; each piece has a generator of its own, so that any can be made alone
_MOST_ROUNDS = 1000  # of drawing again what fell out of its range; the rest is set to the limit


@dataclass(frozen=True)
class Pool:
    """Weights that are drawn together and keep their sum.

    Args:
        columns: Places of the weights among all columns; several for one weight that moves a whole block.
        base: Declared weight of every member.
        ranges: Relative range of every member: 0.25 for plus or minus 25 %.
    """

    columns: tuple[tuple[int, ...], ...]
    base: Floats
    ranges: Floats

    @property
    def low(self) -> Floats:
        """The least that every weight may be; never below zero."""
        return np.maximum(self.base * (1 - self.ranges), 0)

    @property
    def high(self) -> Floats:
        """The most that every weight may be."""
        return self.base * (1 + self.ranges)


def drawn(base: Floats, pools: Sequence[Pool], how: Distribution, seed: Sequence[int], draws: int) -> Iterator[Floats]:
    """Pieces of drawn weights.

    Args:
        base: Declared weight of every column.
        pools: What is drawn together; columns in none keep their weight.
        how: The distribution.
        seed: Seed of the generator, with what tells this series from others.
        draws: Number of draws in all.

    Yields:
        Draws x columns, up to :data:`AT_ONCE` draws each.
    """
    for piece, begin in enumerate(range(0, draws, AT_ONCE)):
        generator = np.random.default_rng([*seed, DISTRIBUTIONS.index(how), piece])
        size = min(AT_ONCE, draws - begin)
        yield spread_out(base, pools, [_members(pool, how, generator, size) for pool in pools])


def spread_out(base: Floats, pools: Sequence[Pool], members: Sequence[Floats]) -> Floats:
    """Weights of all columns from those of the members of every pool: a block's columns move with it.

    Args:
        base: Declared weight of every column.
        pools: The pools.
        members: For every pool draws x members.
    """
    count = len(members[0]) if members else 1
    weights = np.tile(base, (count, 1))
    for pool, values in zip(pools, members, strict=True):
        for place, columns in enumerate(pool.columns):
            if pool.base[place]:
                weights[:, list(columns)] *= (values[:, place] / pool.base[place])[:, None]
    return weights


def _members(pool: Pool, how: Distribution, generator: np.random.Generator, size: int) -> Floats:
    if how == "uniform":
        return kept_sum(pool, scaled(pool, generator.random((size, len(pool.base)))))
    return kept_sum(pool, _gammas(pool, generator, size))


def scaled(pool: Pool, shares: Floats) -> Floats:
    """Numbers from 0 to 1 as weights within their ranges."""
    values: Floats = pool.low + shares * (pool.high - pool.low)
    return values


def kept_sum(pool: Pool, values: Floats) -> Floats:
    """Weights in their ranges with the declared sum: the excess is shared in proportion to the room towards the limit.

    Args:
        pool: Base and ranges; the base lies in them, so that there is always room enough.
        values: Draws x members.
    """
    np.clip(values, pool.low, pool.high, out=values)
    excess = values.sum(axis=1, keepdims=True) - pool.base.sum()
    room = np.where(excess > 0, values - pool.low, pool.high - values)
    whole = room.sum(axis=1, keepdims=True)
    values -= room * np.divide(excess, whole, out=np.zeros_like(whole), where=whole > 0)
    return values


def concentration(pool: Pool) -> float:
    """Of the Dirichlet distribution whose weights scatter, by the mean of their relative variances, as uniform ones do."""
    shares = pool.base / pool.base.sum()
    moving = (shares > 0) & (pool.ranges > 0)
    wanted = float(np.mean(pool.ranges[moving] ** 2)) / 3
    return float(np.mean((1 - shares[moving]) / shares[moving])) / wanted - 1


def _gammas(pool: Pool, generator: np.random.Generator, size: int) -> Floats:
    moving = np.flatnonzero((pool.base > 0) & (pool.ranges > 0))
    values = np.tile(pool.base, (size, 1))
    if len(moving) < 2:  # noqa: PLR2004 - one weight alone has nothing to be shared with
        return values
    shape = np.maximum(concentration(pool), 1.0) * pool.base[moving] / pool.base.sum()
    low, high = shape * (1 - pool.ranges[moving]), shape * (1 + pool.ranges[moving])
    found = np.empty((size, len(moving)))
    for place, (alpha, least, most) in enumerate(zip(shape, low, high, strict=True)):
        found[:, place] = _within(generator, (float(alpha), float(least), float(most)), size)
    part = pool.base[moving].sum()
    values[:, moving] = found / found.sum(axis=1, keepdims=True) * part
    return values


def _within(generator: np.random.Generator, limits: tuple[float, float, float], size: int) -> Floats:
    """Gamma variates of a shape that lie between two limits: drawn again until they do."""
    alpha, least, most = limits
    found: Floats = generator.standard_gamma(alpha, size)
    for _ in range(_MOST_ROUNDS):
        outside = np.flatnonzero((found < least) | (found > most))
        if not outside.size:
            break
        found[outside] = generator.standard_gamma(alpha, outside.size)
    return found
