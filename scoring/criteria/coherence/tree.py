"""Contradictions of the tree: ids, points, groups."""

from __future__ import annotations

from collections.abc import Iterator

from scoring import numbers
from scoring.criteria.coherence.base import Coherence
from scoring.files.yamlfile import Path
from scoring.problems import Problem


def ids_are_unique(found: Coherence) -> Iterator[Problem]:
    """C020: an id that stands twice."""
    criteria = found.criteria
    extra = (*(bonus.node for bonus in criteria.bonuses), *(item.node for item in criteria.deductions))
    named = [(node.id, node.path) for node in (*criteria.nodes(), *extra)]
    named += [(gate.id, gate.path) for gate in criteria.gates]
    seen: dict[str, Path] = {}
    for identity, path in named:
        if identity in seen:
            yield found.problem("C020", (*path, "id"), identity, first=criteria.source.line(seen[identity]))
        seen.setdefault(identity, path)


def points_add_up(found: Coherence) -> Iterator[Problem]:
    """C021: points that differ from the sum of the items."""
    for node in found.criteria.nodes():
        if not node.items or node.mean is not None or node.component is not None:
            continue  # in a mean, weights carry what points carry elsewhere; a component has its own full points
        for group, points in node.points.items():
            total = sum(item.points.get(group, 0) for item in node.items)
            if total != points:
                yield found.problem(
                    "C021",
                    (*node.path, "points"),
                    numbers.plain(points),
                    group=_group_title(found, group),
                    total=numbers.plain(total),
                    node=node.id,
                )


def _group_title(found: Coherence, group_id: str) -> str:
    return next((group.title for group in found.criteria.groups if group.id == group_id), group_id)


def groups_have_indicators(found: Coherence) -> Iterator[Problem]:
    """C022: a group without indicators."""
    for group in found.criteria.groups:
        if not any(group.id in leaf.points for leaf in found.criteria.leaves()):
            yield found.problem("C022", ("groups", group.id), group.id)
