"""Plan -> the table of indicators, the further tables, the notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from scoring import numbers
from scoring.approval.clauses import formula_words
from scoring.approval.method import measured
from scoring.approval.policies import MISSING, notes
from scoring.approval.records import deadlines, record_tables
from scoring.approval.sources import source
from scoring.criteria.model import Criteria, Gate, Node
from scoring.documents.standard.model import Extra, Standard, StandardRow
from scoring.rules import Bound, Plan
from scoring.rules.naming import Naming

NOT_HERE = "—"
_MEANS = {Decimal(1): "算术平均", Decimal(0): "几何平均", Decimal(-1): "调和平均"}
_EVIDENCE = "须附佐证材料"


def build_standard(plan: Plan) -> Standard:
    """The table of a criteria file: one row per indicator, then bonuses, deductions, gates and policies in words."""
    return _Builder(plan).build()


def standards(plan: Plan) -> Mapping[str, str]:
    """评分标准 by id of indicator, bonus and deduction."""
    builder = _Builder(plan)
    return {bound.node.id: builder.standard(bound) for bound in plan.bound}


class _Builder:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.criteria: Criteria = plan.criteria
        self.naming: Naming = plan.naming()
        self.bound: dict[str, Bound] = {bound.node.id: bound for bound in plan.bound}
        self.groups = self._groups()

    def build(self) -> Standard:
        depth = max(depth for _, depth in self.criteria.depths())
        rows = tuple(row for block in self.criteria.indicators for row in self._rows(block, ()))
        heads = ("",) if len(self.groups) == 1 else tuple(self._title(group) for group in self.groups)
        return Standard(
            self.criteria.title, self.criteria.period, depth, heads, rows, tuple(self._extras()), tuple(notes(self.plan, self.naming))
        )

    def _groups(self) -> tuple[str, ...]:
        """The groups that have a column of points: only the first where all have the same points everywhere."""
        groups = tuple(group.id for group in self.criteria.groups)
        same = all(len({node.points.get(group) for group in groups}) == 1 for node in self.criteria.nodes())
        return groups[:1] if same else groups

    def _title(self, group: str) -> str:
        return next(found.title for found in self.criteria.groups if found.id == group)

    def _rows(self, node: Node, above: tuple[tuple[str, str], ...]) -> Iterator[StandardRow]:
        if node.items:
            for item in node.items:
                yield from self._rows(item, (*above, (node.id, self._block(node))))
            return
        bound = self.bound[node.id]
        cells = (*self._points(node), self.standard(bound), node.basis, source(self.plan, bound, self.naming))
        yield StandardRow((*above, (node.id, node.title)), cells)

    def _points(self, node: Node) -> tuple[str, ...]:
        return tuple(numbers.plain(node.points[group]) if group in node.points else NOT_HERE for group in self.groups)

    def _block(self, node: Node) -> str:
        points = self._points(node)
        if len(set(points)) == 1:
            words = f"{points[0]}分"
        else:
            words = "、".join(f"{self._title(group)}{text}分" for group, text in zip(self.groups, points, strict=True) if text != NOT_HERE)
        if node.component is not None:
            words = f"满分{numbers.plain(node.component.full)}分，在总分中占{words}"
        if node.mean is not None:
            words += f"，{mean_words(node.mean)}"
        return f"{node.title}（{words}）"

    def standard(self, bound: Bound) -> str:
        """The rule in words, where it applies, and what a missing input means where that differs from the policy."""
        node = bound.node
        words = bound.kind.standard(bound, self.naming)
        if node.id in self.plan.conditions:
            words += f"。仅适用于{formula_words(self.plan.conditions[node.id], self.plan.names)}的单位"
        if node.missing != self.criteria.policy.missing and node.id in {leaf.id for leaf in self.criteria.leaves()}:
            words += f"。{MISSING[node.missing]}"
        if node.not_applicable in {"full_marks", "zero"}:
            words += f"。不适用的{'按满分计' if node.not_applicable == 'full_marks' else '按零分计'}"
        return f"{words}。"

    def _extras(self) -> Iterator[Extra]:
        if self.criteria.bonuses:
            yield Extra("加分项", ("名称", "上限", "加分标准", "条件", "依据", "数据来源"), tuple(self._bonuses()))
        if self.criteria.deductions:
            yield Extra("扣分项", ("名称", "上限", "扣分标准", "依据", "数据来源"), tuple(self._deductions()))
        if self.criteria.gates:
            yield Extra("一票否决等", ("名称", "条件", "后果", "依据"), tuple(self._gates()))
        if rows := tuple(measured(self.plan)):
            prepared = any(words for _, _, words in rows)
            heads = ("名称", "计算方法", "缺失和异常数据的处理") if prepared else ("名称", "计算方法")
            yield Extra("指标数据的计算", heads, tuple(row[: len(heads)] for row in rows))
        if tables := tuple(record_tables(self.plan)):
            yield Extra("逐件登记的台账", ("名称", "登记内容", "没有登记的"), tables)
        if terms := tuple(deadlines(self.plan)):
            yield Extra("办理期限", ("名称", "台账", "期限和判断方法", "依据"), terms)

    def _named(self, node: Node, component: str) -> str:
        """The title, with the groups and the component that it belongs to where there are others."""
        everyone = len(node.points) == len(self.criteria.groups)
        words = [] if everyone else [self._title(group) for group in node.points]
        words += [part.title for part in self.criteria.components() if part.id == component]
        return f"{node.title}（{'、'.join(words)}）" if words else node.title

    def _bonuses(self) -> Iterator[tuple[str, ...]]:
        for bonus in self.criteria.bonuses:
            bound = self.bound[bonus.node.id]
            gate = formula_words(bonus.gate, self.plan.names) if bonus.gate else ""
            evidence = f"{source(self.plan, bound, self.naming)}{'；' + _EVIDENCE if bonus.evidence_required else ''}"
            yield self._named(bonus.node, bonus.component), numbers.plain(bonus.cap), self.standard(bound), gate, bonus.node.basis, evidence

    def _deductions(self) -> Iterator[tuple[str, ...]]:
        for item in self.criteria.deductions:
            bound = self.bound[item.node.id]
            cap = numbers.plain(item.cap) if item.cap is not None else "不设上限"
            yield self._named(item.node, item.component), cap, self.standard(bound), item.node.basis, source(self.plan, bound, self.naming)

    def _gates(self) -> Iterator[tuple[str, ...]]:
        for gate in self.criteria.gates:
            part = next((f"（{node.title}）" for node in self.criteria.components() if node.id == gate.component), "")
            yield f"{gate.title}{part}", formula_words(self.plan.gates[gate.id], self.plan.names), consequence(gate), gate.basis


def mean_words(power: Decimal) -> str:
    """How a block takes the mean of its items."""
    return _MEANS.get(power, f"{numbers.plain(power)}次幂平均")


def consequence(gate: Gate) -> str:
    """What a gate does, in words; the gate of a component sets the score of that component."""
    words = [f"等次定为{gate.grade}"] if gate.grade else []
    words += [f"等次不高于{gate.ceiling}"] if gate.ceiling else []
    words += [f"{'本部分' if gate.component else '总分'}记为{numbers.plain(gate.score)}分"] if gate.score is not None else []
    words += ["停止计分"] if gate.stop else []
    words += ["不参加排名"] if not gate.ranked else []
    return "，".join(words)
