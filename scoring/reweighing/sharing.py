"""Full points and weights of the criteria after sliders: every block shares out its own points anew among its items.

A slider is a factor of one block, component or indicator. The items of a block share out the block's points in proportion to
declared points x factor, in whole units of the last carried decimal (of the last declared one, where points are declared with
more), by largest remainder (ties to the first), so that they add up to exactly the block's. In a block with a mean the factor
multiplies the item's weight in the mean. Components share out the points of the whole; inside a component its own full points
are shared out. Bonuses, deductions and limits are amounts and stay.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from scoring.criteria.model import Criteria, Node
from scoring.problems import Problem, ProblemsFound

_ONE = Decimal(1)


@dataclass(frozen=True)
class Shares:
    """What sliders make of the criteria.

    Args:
        points: New full points by node id, by group.
        weights: New weights in means by node id, by group.
        lost: Blocks (id, group) that have points but nothing left to share them out to.
    """

    points: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    weights: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    lost: list[tuple[str, str]] = field(default_factory=list)


def reweighed(criteria: Criteria, factors: Mapping[str, Decimal], groups: Collection[str]) -> Criteria:
    """The criteria with the full points and weights that sliders give.

    Args:
        criteria: The declared criteria.
        factors: Factor by node id; 1 for all others.
        groups: Ids of the groups whose points change; those of others stay.

    Raises:
        ProblemsFound: S053 for each block that has points but whose items are all at 0.
    """
    shares = shared(criteria, factors, groups)
    if shares.lost:
        raise ProblemsFound([Problem("S053", where=block or criteria.id, found=group) for block, group in shares.lost])
    return replace(criteria, indicators=tuple(_changed(node, shares) for node in criteria.indicators))


def shared(criteria: Criteria, factors: Mapping[str, Decimal], groups: Collection[str]) -> Shares:
    """New points and weights of every node (see :func:`reweighed`)."""
    shares, unit = Shares(), Decimal(1).scaleb(-unit_digits(criteria))
    for group in sorted(groups):
        here = _here(criteria.indicators, group)
        whole = sum((node.points[group] for node in here), Decimal(0))
        _Sharing(factors, group, unit, shares).out("", here, whole)
    return shares


def unit_digits(criteria: Criteria) -> int:
    """Decimals of the units in which points are shared out."""
    declared = (points for node in criteria.nodes() for points in node.points.values())
    return max([criteria.policy.rounding.carry, *(-int(points.as_tuple().exponent) for points in declared)])


def _here(items: Sequence[Node], group: str) -> list[Node]:
    return [item for item in items if group in item.points]


@dataclass(frozen=True)
class _Sharing:
    """The walk down the tree for one group."""

    factors: Mapping[str, Decimal]
    group: str
    unit: Decimal
    shares: Shares

    def out(self, block: str, items: list[Node], full: Decimal) -> None:
        """Points of the items of a sum, then of what lies below them."""
        amounts = [item.points[self.group] * self.factors.get(item.id, _ONE) for item in items]
        if full and items and not any(amounts):
            self.shares.lost.append((block, self.group))
            return
        for item, points in zip(items, apportioned(full, amounts, self.unit), strict=True):
            self.shares.points.setdefault(item.id, {})[self.group] = points
            self.below(item, points)

    def below(self, node: Node, points: Decimal) -> None:
        """What lies below a node that has so many points now.

        Items of a mean keep theirs, as their weights are what counts; what a factor 0 leaves out has none, with all below it.
        """
        items = _here(node.items, self.group)
        if node.mean is None:
            self.out(node.id, items, node.component.full if node.component else points)
            return
        declared = [item.weight(self.group) for item in items]
        weights = [weight * self.factors.get(item.id, _ONE) for item, weight in zip(items, declared, strict=True)]
        gone = not points and node.points[self.group] > 0
        if any(declared) and not any(weights) and not gone:
            self.shares.lost.append((node.id, self.group))
        for item, before, weight in zip(items, declared, weights, strict=True):
            own = Decimal(0) if gone or (before and not weight) else item.points[self.group]
            self.shares.weights.setdefault(item.id, {})[self.group] = weight
            self.shares.points.setdefault(item.id, {})[self.group] = own
            self.below(item, own)


def apportioned(full: Decimal, amounts: Sequence[Decimal], unit: Decimal) -> list[Decimal]:
    """The full points shared out in proportion to amounts, in whole units, by largest remainder; ties go to the first.

    Args:
        full: What is shared out, whole units of ``unit``.
        amounts: Not below zero; where all are zero, every share is.
        unit: The smallest step, such as 0.0001.

    Returns:
        One share per amount; they add up to ``full``.
    """
    if not any(amounts):
        return [Decimal(0) for _ in amounts]
    whole = int(full / unit)
    scale = max(0, *(-int(amount.as_tuple().exponent) for amount in amounts))
    parts = [int(amount.scaleb(scale)) for amount in amounts]
    divided = [divmod(whole * part, sum(parts)) for part in parts]
    left = whole - sum(quotient for quotient, _ in divided)
    first = sorted(range(len(parts)), key=lambda place: (-divided[place][1], place))[:left]
    return [(divided[place][0] + (place in first)) * unit for place in range(len(parts))]


def _changed(node: Node, shares: Shares) -> Node:
    points = {**node.points, **shares.points.get(node.id, {})}
    weights = {**node.weights, **shares.weights.get(node.id, {})}
    return replace(node, points=points, weights=weights, items=tuple(_changed(item, shares) for item in node.items))
