"""Checks of the tree: points, titles, policies."""

from __future__ import annotations

from collections.abc import Iterator

from scoring import numbers
from scoring.criteria.model import Node
from scoring.lint.base import Lint
from scoring.problems import Problem

# What a policy of an indicator itself can change; the others say how a block treats its parts.
_OF_INDICATORS = {"full_marks", "zero"}


def points_are_not_zero(lint: Lint) -> Iterator[Problem]:
    """C115: an indicator without points in every group; C116: a group in which nothing has points."""
    criteria = lint.criteria
    for leaf in criteria.leaves():
        if leaf.points and not any(leaf.points.values()):
            yield lint.problem("C115", (*leaf.path, "points"), numbers.plain(0), node=leaf.id)
    for group in criteria.groups:
        there = [leaf.points[group.id] for leaf in criteria.leaves() if group.id in leaf.points]
        if there and not any(there):
            yield lint.problem("C116", ("groups", group.id), group.id)


def full_points_are_the_sum(lint: Lint) -> Iterator[Problem]:
    """C119: ``policy.full`` is what no group's points add up to; without components it scales nothing."""
    criteria, full = lint.criteria, lint.criteria.policy.full
    if full is None or criteria.components():
        return
    sums = [sum(block.points.get(group.id, 0) for block in criteria.indicators) for group in criteria.groups]
    if sums and full not in sums:
        yield lint.problem("C119", ("policy", "full"), "、".join(dict.fromkeys(map(numbers.plain, sums))), full=numbers.plain(full))


def titles_are_distinct(lint: Lint) -> Iterator[Problem]:
    """C117: two items of one block with the same title for the same units."""
    blocks = [lint.criteria.indicators, *(node.items for node in lint.criteria.nodes() if node.items)]
    parts = ["", *(node.id for node in lint.criteria.components())]
    blocks += [tuple(bonus.node for bonus in lint.criteria.bonuses if bonus.component == part) for part in parts]
    blocks += [tuple(item.node for item in lint.criteria.deductions if item.component == part) for part in parts]
    for items in blocks:
        seen: dict[str, list[Node]] = {}
        for node in items:
            same = next((other for other in seen.get(node.title, ()) if set(other.points) & set(node.points)), None)
            if same is not None:
                yield lint.problem("C117", (*node.path, "title"), node.title, first=same.id)
            seen.setdefault(node.title, []).append(node)


def policies_have_an_effect(lint: Lint) -> Iterator[Problem]:
    """C118: a ``not_applicable`` that changes nothing: of an indicator, or below points that are spread evenly."""
    everywhere = lint.criteria.policy.not_applicable == "redistribute_equal" and not lint.criteria.components()
    for block in lint.criteria.indicators:
        yield from _without_effect(lint, block, spread=everywhere)


def _without_effect(lint: Lint, node: Node, *, spread: bool) -> Iterator[Problem]:
    path = (*node.path, "not_applicable")
    written = lint.written(path)
    spread = spread and node.mean is None  # a block that takes a mean is spread over as one
    if written not in {None, "inherit"} and (spread or (not node.items and written not in _OF_INDICATORS)):
        yield lint.problem("C118", path, written, why="上级已把缺项分值平均分给其他指标" if spread else "指标本身只能写 full_marks 或 zero")
    for item in node.items:
        yield from _without_effect(lint, item, spread=node.mean is None and (spread or node.not_applicable == "redistribute_equal"))
