"""Points up the tree for many draws at once, with the policies of :mod:`scoring.scores.steps` and :mod:`scoring.scores.means`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from scoring import numbers
from scoring.results.robustness.arrays import Flags, Floats
from scoring.results.robustness.parts import Branch, Linear

_NEARLY = 1e-9  # points that differ by less are the same: doubles of sums of decimals


@dataclass(frozen=True, eq=False)
class Rolled:
    """Points of a part: of every draw and unit what was got and what applies, of every draw its full points."""

    points: Floats
    open: Floats
    full: Floats


def roll(part: Linear | Branch, weights: Floats, carry: int) -> Rolled:
    """Points of a part of the tree.

    Args:
        part: The compiled part.
        weights: Draws x columns: full points of every indicator.
        carry: Decimals that points are carried with.

    Returns:
        Arrays of draws x units; the full points draws x 1.
    """
    if isinstance(part, Linear):
        own = weights[:, list(part.columns)]
        full = own.sum(axis=1, keepdims=True)
        return Rolled(own @ part.shares, full if part.whole else own @ part.there, full)
    if part.node.mean is not None:
        rolled = _mean(part, [roll(item, weights, carry) for item in part.items], carry)
    elif part.spread:
        rolled = _spread_evenly(part, weights, carry)
    else:
        below = [roll(branch, weights, carry) for branch in part.branches]
        below += [roll(part.sum, weights, carry)] if part.sum is not None else []
        rolled = settle(part.node.not_applicable, _added(below), carry)
    return Rolled(np.maximum(rolled.points, 0), rolled.open, rolled.full) if part.node.stops else rolled


def snapped(points: Floats, carry: int) -> Floats:
    """Points with the decimals that the criteria carry."""
    snapped: Floats = numbers.last_places(points, carry)
    snapped /= 10.0**carry
    return snapped


def _added(below: list[Rolled]) -> Rolled:
    points, open_, full = below[0].points, below[0].open, below[0].full
    for other in below[1:]:
        points, open_, full = points + other.points, open_ + other.open, full + other.full
    return Rolled(points, open_, full)


def settle(policy: str, rolled: Rolled, carry: int) -> Rolled:
    """What a block does with parts that do not apply (N1, N3-N5)."""
    points, open_, full = rolled.points, rolled.open, rolled.full
    if policy == "full_marks":
        return Rolled(points + (full - open_), np.broadcast_to(full, points.shape), full)
    if policy == "zero":
        return Rolled(points, np.broadcast_to(full, points.shape), full)
    if policy != "rescale":
        return rolled
    factor = np.divide(full, open_, out=np.zeros(points.shape), where=open_ > _NEARLY)
    return Rolled(snapped(points * factor, carry), np.where(factor > 0, full, 0.0), full)


def _spread_evenly(part: Branch, weights: Floats, carry: int) -> Rolled:
    """What does not apply is given to the others in equal points (N2)."""
    rolled = [roll(item, weights, carry) for item in part.spread]
    whole = _added([Rolled(one.points, np.broadcast_to(one.open, one.points.shape), one.full) for one in rolled])
    shares = sum(
        (np.divide(one.points, one.open, out=np.zeros(one.points.shape), where=one.open > _NEARLY) for one in rolled), np.zeros(())
    )
    count = sum((one.open > _NEARLY for one in rolled), np.zeros(whole.points.shape))
    added = np.divide(whole.full - whole.open, count, out=np.zeros(whole.points.shape), where=count > 0)
    return Rolled(snapped(whole.points + added * shares, carry), np.where(count > 0, whole.full, 0.0), whole.full)


def _mean(part: Branch, items: list[Rolled], carry: int) -> Rolled:
    """The generalised weighted mean of the shares that the items reached (:mod:`scoring.scores.means`)."""
    policy, power = part.node.not_applicable, part.node.mean or Decimal(0)
    shape = items[0].points.shape
    full = part.scale * sum((item.full for item in items), np.zeros((1, 1)))
    sums, plain, weight, whole, count = (np.zeros(shape) for _ in range(5))
    lost = np.zeros(shape, bool)
    for item, per_point in zip((_counted(item, policy) for item in items), part.weights, strict=True):
        there = (item.open > _NEARLY) & (per_point * item.full > 0)
        share = np.divide(item.points, item.open, out=np.zeros(shape), where=there)
        own = np.where(there, per_point * item.open, 0.0)
        lost |= there & (share <= 0) if power <= 0 else False
        term = _term(share, float(power), there)
        sums, plain, weight, count = sums + own * term, plain + np.where(there, term, 0.0), weight + own, count + there
        whole = whole + per_point * item.full
    if policy == "redistribute_equal":
        sums = sums + np.divide(whole - weight, count, out=np.zeros(shape), where=count > 0) * plain
        average = np.divide(sums, whole, out=np.zeros(shape), where=whole > 0)
    else:
        average = np.divide(sums, weight, out=np.zeros(shape), where=weight > 0)
    scale = full * weight / whole if policy in {"inherit", "no_rescale"} else np.broadcast_to(full, shape)
    points = np.where(lost | (weight <= 0), 0.0, scale * _root(average, float(power)))
    open_ = np.broadcast_to(full, shape) if policy in {"full_marks", "zero"} else snapped(np.where(weight > 0, scale, 0.0), carry)
    return Rolled(snapped(points, carry), open_, full)


def _counted(item: Rolled, policy: str) -> Rolled:
    """An item of a mean under a policy of its block that counts what does not apply as reached or as lost."""
    shape = item.points.shape
    if policy not in {"full_marks", "zero"}:
        return Rolled(item.points, np.broadcast_to(item.open, shape), item.full)
    points = item.points + (item.full - item.open) if policy == "full_marks" else item.points
    return Rolled(points, np.broadcast_to(item.full, shape), item.full)


def _term(share: Floats, power: float, there: Flags) -> Floats:
    usable = there & (share > 0)
    if power == 0:
        return np.log(share, out=np.zeros(share.shape), where=usable)
    if power == 1:  # deductions that go beyond an item count against the others (scoring.rules.averaged allows no other mean)
        return np.where(there, share, 0.0)
    if power > 0:
        return np.where(there, np.maximum(share, 0) ** power, 0.0)
    return np.power(share, power, out=np.zeros(share.shape), where=usable)


def _root(average: Floats, power: float) -> Floats:
    if power == 0:
        return np.exp(average)
    if power == 1:
        return average
    return np.power(average, 1 / power, out=np.zeros(average.shape), where=average > 0)
