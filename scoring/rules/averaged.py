"""Indicators that may lose more than their points do not fit into every mean."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.criteria.fields import Reader
from scoring.criteria.model import Criteria, Node
from scoring.rules.base import Bound


def check_averaged(criteria: Criteria, bound: Sequence[Bound], reader: Reader) -> None:
    """Only an arithmetic mean is defined for shares below zero (C063).

    A geometric, harmonic or power mean of a negative share has no real value, so an indicator below such a
    block may not go below zero, be it by ``deductions: overflow`` or by its rule.
    """
    rules = {item.node.id: item for item in bound}
    for node in criteria.nodes():
        if node.mean not in {None, 1}:
            for item in node.items:
                if _lowest(item, rules) < 0:
                    reader.problem("C063", (*item.path, "id"), item.id, node=node.id)


def _lowest(node: Node, rules: dict[str, Bound]) -> int:
    """-1 where a node may come out below zero."""
    if node.items:
        return 0 if node.stops else min(_lowest(item, rules) for item in node.items)
    found = rules.get(node.id)
    return -1 if found and any(found.kind.reachable(found, full)[0] < 0 for full in node.points.values()) else 0
