"""Contradictions in how a criteria file is built up: means and their weights."""

from __future__ import annotations

from scoring.criteria.fields import Reader
from scoring.criteria.model import Criteria
from scoring.problems import Problem


def check_structure(criteria: Criteria) -> tuple[Problem, ...]:
    """Contradictions of blocks that take a mean (C062)."""
    reader = Reader(criteria.source)
    _weights(criteria, reader)
    return tuple(reader.problems)


def _weights(criteria: Criteria, reader: Reader) -> None:
    """A mean whose weights are all zero is a division by zero for every unit."""
    titles = {group.id: group.title for group in criteria.groups}
    for node in criteria.nodes():
        for group in node.points if node.mean is not None else ():
            if not any(item.weight(group) for item in node.items):
                reader.problem("C062", (*node.path, "items"), "0", group=titles.get(group, group), node=node.id)
