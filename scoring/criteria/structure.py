"""Contradictions in how a criteria file is built up: means, components."""

from __future__ import annotations

from decimal import Decimal

from scoring import numbers
from scoring.criteria.fields import Reader
from scoring.criteria.membership import behind_itself
from scoring.criteria.model import Criteria
from scoring.problems import Problem

RESERVED = ("total", "own")  # rows of table totals that are not components


def check_structure(criteria: Criteria) -> tuple[Problem, ...]:
    """Contradictions of blocks that take a mean (C062), of components (C021, C066, C067) and of groups made of others (C068)."""
    reader = Reader(criteria.source)
    _weights(criteria, reader)
    if criteria.components():
        _components(criteria, reader)
    for group in criteria.groups:
        if behind_itself(group, criteria.groups):
            reader.problem("C068", ("groups", group.id, "members", "of"), group.id)
    return tuple(reader.problems)


def _weights(criteria: Criteria, reader: Reader) -> None:
    """A mean whose weights are all zero is a division by zero for every unit."""
    titles = {group.id: group.title for group in criteria.groups}
    for node in criteria.nodes():
        for group in node.points if node.mean is not None else ():
            if not any(item.weight(group) for item in node.items):
                reader.problem("C062", (*node.path, "items"), "0", group=titles.get(group, group), node=node.id)


def _components(criteria: Criteria, reader: Reader) -> None:
    """Indicators add up to their component's full points, and the weights of a group's components to 100 %."""
    for node in criteria.components():
        if node.id in RESERVED:
            reader.problem("C067", (*node.path, "id"), node.id)
        full = node.component.full if node.component else 0
        for group in criteria.groups:
            total = sum(item.points.get(group.id, 0) for item in node.items)
            if group.id in node.points and total != full:
                args = {"group": group.title, "total": numbers.plain(total), "node": node.id}
                reader.problem("C021", (*node.path, "full"), numbers.plain(full), **args)
    for group in criteria.groups:
        shares = [
            node.points[group.id] / criteria.policy.full
            for node in criteria.components()
            if group.id in node.points and criteria.policy.full
        ]
        if sum(shares) != 1:
            reader.problem("C066", ("components",), numbers.plain(Decimal(sum(shares)) * 100) + "%", group=group.title)
