"""``scoring criteria show`` and ``diff``: a criteria file as a table, and two of them compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from scoring import numbers
from scoring.approval import write_standard
from scoring.approval.building import consequence, mean_words, standards
from scoring.approval.clauses import formula_words
from scoring.approval.records import asked_deadlines, deadlines, measures_over_records
from scoring.authoring.testing import find
from scoring.criteria.difference import Change, differences
from scoring.criteria.model import Criteria, Node
from scoring.files.yamlfile import YamlFile
from scoring.folder.deriving import derive
from scoring.folder.planning import usable_plan
from scoring.problems import ProblemsFound
from scoring.rules import Plan


def show_criteria(name: str) -> tuple[Criteria, list[tuple[str, ...]], list[tuple[str, str, str]]]:
    """A criteria file in words.

    Returns:
        The criteria; the tree as rows: id, title, full points per group, rule, the rule in words, basis; and what is
        counted over records: id and title of every such measure and of the deadlines it asks, and what it says.

    Raises:
        ProblemsFound: A003 when it is not found, C0xx when it cannot be read.
    """
    plan = usable_plan(find(name))
    return plan.criteria, list(_rows(plan)), list(_counted(plan))


def write_approval_table(name: str, to: Literal["docx", "xlsx"], out: Path | None = None) -> Path:
    """Write the table that leaders approve; raises ProblemsFound (A003, A006, C0xx)."""
    return write_standard(usable_plan(find(name)), to, out)


def _rows(plan: Plan) -> Iterator[tuple[str, ...]]:
    criteria, words = plan.criteria, standards(plan)
    yield ("标识", "指标", *(group.title for group in criteria.groups), "规则", "评分标准", "依据")
    for node, depth in criteria.depths():
        yield _row(criteria, node, words, depth)
    for bonus in criteria.bonuses:
        yield _row(criteria, bonus.node, words, 1, "加分")
    for item in criteria.deductions:
        yield _row(criteria, item.node, words, 1, "扣分" if item.cap is not None else "扣分（不设上限）")
    for gate in criteria.gates:
        condition = formula_words(plan.gates[gate.id], plan.names)
        yield (gate.id, gate.title, *("—" for _ in criteria.groups), "一票否决等", f"{condition}的，{consequence(gate)}。", gate.basis)


def _counted(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Measures over records, then the deadlines that they ask."""
    yield from ((identity, title, f"{formula}。") for identity, title, formula in measures_over_records(plan))
    for deadline, row in zip(asked_deadlines(plan), deadlines(plan), strict=True):
        yield deadline.id, deadline.title, f"{row[2]}。" + (f"依据：{deadline.basis}。" if deadline.basis else "")


def _row(criteria: Criteria, node: Node, words: Mapping[str, str], depth: int, word: str = "") -> tuple[str, ...]:
    points = [numbers.plain(node.points[group.id]) if group.id in node.points else "—" for group in criteria.groups]
    return (node.id, "  " * (depth - 1) + node.title, *points, f"{word} {_rule(node)}".strip(), words.get(node.id, ""), node.basis)


def _rule(node: Node) -> str:
    """The kind of rule of an indicator; what a component is out of, or how a block takes a mean."""
    parts = [node.rule.kind] if node.rule else []
    parts += [f"部分，满分{numbers.plain(node.component.full)}"] if node.component else []
    parts += [mean_words(node.mean)] if node.mean is not None else []
    return "，".join(parts)


def compare_criteria(old: str, new: str) -> tuple[Change, ...]:
    """All differences of two criteria files, those that change scores first."""
    return differences(resolved(old), resolved(new))


def resolved(name: str) -> YamlFile:
    """A criteria file with everything that it takes over by ``extends``; raises ProblemsFound (A003, C1xx, Y0xx)."""
    found = derive(find(name))
    if found.problems:
        raise ProblemsFound(found.problems)
    return found.source
