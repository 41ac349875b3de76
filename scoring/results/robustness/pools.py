"""Which weights are drawn together, and what is left when an indicator or a source is taken out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

import numpy as np

from scoring.criteria.model import Criteria, Node
from scoring.results.robustness.arrays import Floats
from scoring.results.robustness.asked import Asked
from scoring.results.robustness.drawing import Pool
from scoring.results.robustness.field import Field
from scoring.scores.components import inner

_ONE = Decimal(1)


def pools_of(criteria: Criteria, field: Field, asked: Asked) -> list[tuple[Pool, tuple[str, ...]]]:
    """The pools of a group, with the ids of their members.

    With components, the indicators of each keep its full points, and the components share the full points of the whole.
    """
    return [(_pool(criteria, field, asked, members), tuple(node.id for node in members)) for members in _members(criteria, field, asked)]


def _members(criteria: Criteria, field: Field, asked: Asked) -> Iterator[list[Node]]:
    here = set(field.columns)
    top = [node for node in criteria.indicators if node.points.get(field.group)]
    if asked.level == "blocks":
        yield top
        return
    trees = [list(node.leaves()) for node in top] if criteria.components() else [list(criteria.leaves())]
    for leaves in trees:
        yield [leaf for leaf in leaves if leaf.id in here]
    if criteria.components():
        yield top


def _pool(criteria: Criteria, field: Field, asked: Asked, members: list[Node]) -> Pool:
    worth = worths(criteria, field.group)
    base = np.array([float(node.points[field.group] * worth.get(node.id, _ONE)) for node in members])
    ranges = np.array([float(_range(criteria, asked, node)) for node in members])
    return Pool(tuple(_columns(field, node) for node in members), base, ranges)


def _range(criteria: Criteria, asked: Asked, node: Node) -> Decimal:
    """The node's own range, that of the nearest block above, or that of all."""
    line = [above for above in criteria.nodes() if node.id in {below.id for below in above.walk()}]
    return next((asked.ranges[above.id] for above in reversed(line) if above.id in asked.ranges), asked.range)


def _columns(field: Field, node: Node) -> tuple[int, ...]:
    """An indicator, a component, or all indicators of a block."""
    if node.id in field.columns:
        return (field.columns.index(node.id),)
    return tuple(field.columns.index(leaf.id) for leaf in node.leaves() if leaf.id in field.columns)


def worths(criteria: Criteria, group: str) -> dict[str, Decimal]:
    """What one point of every indicator is worth in its tree: in a block with a mean its items' points need not be the block's.

    Args:
        criteria: The criteria.
        group: Id of the group.

    Returns:
        By id of the indicator; its points times this are what it adds to the full points of the tree.
    """
    trees = [inner(node) for node in criteria.components()] or list(criteria.indicators)
    return {name: worth for tree in trees if group in tree.points for name, worth in _worths(tree, group, _ONE)}


def _worths(node: Node, group: str, above: Decimal) -> Iterator[tuple[str, Decimal]]:
    if not node.items:
        yield node.id, above
    here = [item for item in node.items if item.points.get(group)]
    inside = sum((item.points[group] for item in here), Decimal(0))
    for item in here:
        yield from _worths(item, group, above if node.mean is None else above * node.points[group] / inside)


def without(criteria: Criteria, field: Field, left_out: Collection[str]) -> Floats | None:
    """Weights without some indicators: theirs go to the others of the tree (or component) in proportion; None where none are left."""
    weights = field.weights.copy()
    worth = worths(criteria, field.group)
    full = np.array([weight * float(worth.get(name, _ONE)) for name, weight in zip(field.columns, weights, strict=True)])
    trees = criteria.components() or (None,)
    for tree in trees:
        ids = [leaf.id for leaf in (tree.leaves() if tree else criteria.leaves()) if leaf.id in field.columns]
        columns = [field.columns.index(identity) for identity in ids]
        gone = [field.columns.index(identity) for identity in ids if identity in left_out]
        rest = full[columns].sum() - full[gone].sum()
        if not gone:
            continue
        if rest <= 0:
            return None
        weights[columns] *= full[columns].sum() / rest
        weights[gone] = 0
    return weights
