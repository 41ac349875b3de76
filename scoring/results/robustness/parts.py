"""The parts of a tree as arrays: what only adds up is one matrix product, whatever blocks it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from scoring.criteria.model import Node
from scoring.results.robustness.arrays import Floats


@dataclass(frozen=True, eq=False)
class Linear:
    """A part whose points are a sum over indicators: points = weights x shares, applicable points = weights x there.

    Args:
        columns: Places of its indicators among the weights.
        shares: Share of its full points that every unit got of every indicator (indicators x units), 0 where it has none.
        there: 1 where an indicator applies to a unit, else 0 (indicators x units).
    """

    columns: tuple[int, ...]
    shares: Floats
    there: Floats

    @property
    def whole(self) -> bool:
        """Whether everything applies to everybody."""
        return bool(self.there.all())


@dataclass(frozen=True, eq=False)
class Branch:
    """A part that is more than a sum: something does not apply and is shared out, deductions stop, or a mean is taken.

    Args:
        node: The block.
        sum: What of it adds up; None where nothing does.
        branches: The parts below that do not.
        items: All items in order, for a mean.
        spread: The indicators below, for what is spread evenly.
        weights: Weight of every item in a mean, for one of its points: a drawn item takes its weight with it.
        scale: Points of a block with a mean for one point of its items: they need not add up to the block's.
    """

    node: Node
    sum: Linear | None
    branches: tuple[Branch, ...] = ()
    items: tuple[Linear | Branch, ...] = ()
    spread: tuple[Linear | Branch, ...] = ()
    weights: tuple[float, ...] = ()
    scale: float = 1.0


@dataclass(frozen=True, eq=False)
class Leaves:
    """Points of all indicators of a group.

    Args:
        group: Id of the group.
        ids: Ids of the indicators, in the order of the columns.
        shares: Share of the full points (indicators x units), NaN where there are no points.
    """

    group: str
    ids: tuple[str, ...]
    shares: Floats

    def of(self, node: Node) -> Linear:
        """One indicator; its own policy says what counts where it does not apply."""
        place = self.ids.index(node.id)
        row = self.shares[place : place + 1]
        there = (~np.isnan(row)).astype(np.float64)
        shares = np.nan_to_num(row)
        if node.not_applicable in {"full_marks", "zero"}:
            missing = 1 - there if node.not_applicable == "full_marks" else 0 * there
            return Linear((place,), shares + missing, np.ones_like(there))
        return Linear((place,), shares, there)

    def plain(self, node: Node) -> Linear:
        """One indicator without a policy of its own."""
        place = self.ids.index(node.id)
        row = self.shares[place : place + 1]
        return Linear((place,), np.nan_to_num(row), (~np.isnan(row)).astype(np.float64))


def compiled(node: Node, leaves: Leaves) -> Linear | Branch:
    """A block of the tree as parts, as simple as its data allow."""
    here = [item for item in node.items if leaves.group in item.points]
    items = [leaves.of(item) if not item.items else compiled(item, leaves) for item in here]
    if node.mean is not None:
        inside = sum((item.points[leaves.group] for item in here), Decimal(0))
        scale = float(node.points[leaves.group] / inside) if leaves.group in node.points else 1.0
        return Branch(node, None, items=tuple(items), weights=tuple(_per_point(item, leaves.group) for item in here), scale=scale)
    if node.not_applicable == "redistribute_equal":
        spread = tuple(_spread(node, leaves))
        if all(isinstance(part, Linear) and part.whole for part in spread) and not node.stops:
            return merged([part for part in spread if isinstance(part, Linear)])
        return Branch(node, None, spread=spread)
    branches = tuple(item for item in items if isinstance(item, Branch))
    sums = [item for item in items if isinstance(item, Linear)]
    together = merged(sums) if sums else None
    if branches or node.stops or together is None:
        return Branch(node, together, branches)
    return _settled(node, together)


def merged(parts: Sequence[Linear]) -> Linear:
    """Several sums as one."""
    columns = tuple(column for part in parts for column in part.columns)
    return Linear(columns, np.concatenate([part.shares for part in parts]), np.concatenate([part.there for part in parts]))


def _settled(node: Node, part: Linear) -> Linear | Branch:
    """A sum after the policy of its block."""
    policy = node.not_applicable
    if part.whole or policy in {"inherit", "no_rescale"}:
        return part
    if policy == "full_marks":
        return Linear(part.columns, part.shares + (1 - part.there), np.ones_like(part.there))
    if policy == "zero":
        return Linear(part.columns, part.shares, np.ones_like(part.there))
    return Branch(node, part)


def _per_point(item: Node, group: str) -> float:
    """Weight in a mean of one point of the item."""
    points = item.points[group]
    return float(item.weight(group) / points) if points else 0.0


def _spread(node: Node, leaves: Leaves) -> list[Linear | Branch]:
    """What spreading evenly goes over: the indicators below; a block with a mean is one."""
    found: list[Linear | Branch] = []
    for item in node.items:
        if leaves.group not in item.points:
            continue
        if not item.items:
            found.append(leaves.plain(item))
        elif item.mean is None:
            found += _spread(item, leaves)
        else:
            found.append(compiled(item, leaves))
    return found
