"""The criteria in words as plain data of a run, for pages that show them as a tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from scoring import numbers
from scoring.approval.building import build_standard, mean_words
from scoring.criteria.model import Criteria, Node
from scoring.rules import Plan


def describe_method(plan: Plan) -> dict[str, Any]:
    """Tree, further tables and policies, the same words as in the table that leaders approve; for table ``run``."""
    standard = build_standard(plan)
    leaves = {row.levels[-1][0]: row.cells[-3:] for row in standard.rows}
    return {
        "nodes": [node for block in plan.criteria.indicators for node in _nodes(block, leaves)],
        "totals": {group.id: text for group in plan.criteria.groups if (text := _whole(plan.criteria, group.id))},
        "tables": [{"title": extra.title, "heads": extra.head, "rows": extra.rows} for extra in standard.extras],
        "notes": standard.notes,
    }


def _nodes(node: Node, leaves: Mapping[str, tuple[str, ...]], parent: Node | None = None) -> Iterator[dict[str, Any]]:
    standard, basis, source = leaves.get(node.id, ("", node.basis, ""))
    yield {
        "node_id": node.id,
        "parent_id": parent.id if parent else "",
        "title": node.title,
        "points": {group: numbers.plain(points) for group, points in node.points.items()},
        "words": "，".join(_words(node, parent)),
        "standard": standard,
        "basis": basis,
        "source": source,
    }
    for item in node.items:
        yield from _nodes(item, leaves, node)


def _words(node: Node, parent: Node | None) -> Iterator[str]:
    """What the points of a node do not say: the own points of a component, a mean, a weight in a mean."""
    if node.component is not None:
        yield f"单独按{numbers.plain(node.component.full)}分计分后折算"
    if node.mean is not None:
        yield f"各项得分率取{mean_words(node.mean)}"
    if node.weights and parent is not None:
        weights = dict.fromkeys(numbers.plain(weight) for weight in node.weights.values())
        yield f"平均时的权重为{'、'.join(weights)}"


def _whole(criteria: Criteria, group: str) -> str:
    """Full points of the whole in a group, empty where it has no points of its own."""
    points = [block.points[group] for block in criteria.indicators if group in block.points]
    return numbers.plain(sum(points, Decimal(0))) if points else ""
