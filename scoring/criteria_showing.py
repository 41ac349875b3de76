"""``scoring criteria show`` and ``diff``: a criteria file as a table, and two of them compared."""

from __future__ import annotations

from collections.abc import Iterator

from scoring import numbers
from scoring.criteria.difference import Change, differences
from scoring.criteria.model import Criteria, Node
from scoring.criteria_testing import find
from scoring.deriving import derive
from scoring.planning import load_plan
from scoring.problems import ProblemsFound
from scoring.yamlfile import YamlFile


def show_criteria(name: str) -> tuple[Criteria, list[tuple[str, ...]]]:
    """The tree of a criteria file as rows: id, title, full points per group, rule, basis.

    Raises:
        ProblemsFound: A003 when it is not found, C0xx when it cannot be read.
    """
    plan, problems = load_plan(find(name))
    if plan is None:
        raise ProblemsFound(problems)
    return plan.criteria, list(_rows(plan.criteria))


def _rows(criteria: Criteria) -> Iterator[tuple[str, ...]]:
    yield ("标识", "指标", *(group.title for group in criteria.groups), "规则", "依据")
    for node, depth in criteria.depths():
        yield _row(criteria, node, depth)
    for bonus in criteria.bonuses:
        yield _row(criteria, bonus.node, 1, "加分")
    for item in criteria.deductions:
        yield _row(criteria, item.node, 1, "扣分" if item.cap is not None else "扣分（不设上限）")
    for gate in criteria.gates:
        yield (gate.id, gate.title, *("—" for _ in criteria.groups), "一票否决等", gate.basis)


def _row(criteria: Criteria, node: Node, depth: int, word: str = "") -> tuple[str, ...]:
    points = [numbers.plain(node.points[group.id]) if group.id in node.points else "—" for group in criteria.groups]
    rule = node.rule.kind if node.rule else f"部分，满分{numbers.plain(node.component.full)}" if node.component else ""
    return (node.id, "  " * (depth - 1) + node.title, *points, f"{word} {rule}".strip(), node.basis)


def compare_criteria(old: str, new: str) -> tuple[Change, ...]:
    """All differences of two criteria files, those that change scores first."""
    return differences(resolved(old), resolved(new))


def resolved(name: str) -> YamlFile:
    """A criteria file with everything that it takes over by ``extends``; raises ProblemsFound (A003, C1xx, Y0xx)."""
    found = derive(find(name))
    if found.problems:
        raise ProblemsFound(found.problems)
    return found.source
