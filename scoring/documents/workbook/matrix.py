"""The indicator matrix of a group: unit x indicator, with live sums, total and rank.

Before a cell is written, every formula is recomputed in exact decimals from the cells it
refers to; a difference to the printed total or rank is a problem and nothing is written.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring import numbers
from scoring.documents.workbook.cellformulas import ROOT, Layout, UnitRow, by_policy, rounded
from scoring.documents.workbook.componentformulas import component_terms
from scoring.documents.workbook.rankformulas import compared, ranks
from scoring.documents.workbook.terms import Term, cell
from scoring.problems import Problem
from scoring.results.model import Arithmetic, GroupTable, PointRow, RankedUnit, TreeNode

FULL_ROW, FIRST_ROW = 3, 4
OUTCOME_WORDS = {"measured": "已评价", "missing": "缺数据", "not_applicable": "不适用", "not_assessable": "无法评价", "exempt": "合理缺项"}
SUMS, AFTER = ("应得满分", "基础分", "加分", "扣分", "合计", "总分"), ("名次", "等次", "备注")
_PART_COLUMNS = {"base": "基础分", "bonus": "加分", "penalty": "扣分"}
NONE_MARK = "—"


@dataclass(frozen=True)
class Sums:
    """What a unit's row adds up to; ``live`` is false where a gate sets the total whatever the points say."""

    blocks: tuple[Term, ...]
    inner: tuple[Term, ...]
    components: tuple[Term | None, ...]
    applicable: Term
    base: Term
    exact: Term
    total: Term
    live: bool


@dataclass(frozen=True)
class Matrix:
    """One group's matrix, ready to write.

    Args:
        group: The group's ranking.
        nodes: The group's criteria tree, parents before children.
        points: Points by unit and indicator.
        arithmetic: The declared policies.
    """

    group: GroupTable
    nodes: Sequence[TreeNode]
    points: Mapping[tuple[str, str], PointRow]
    arithmetic: Arithmetic

    @functools.cached_property
    def blocks(self) -> list[TreeNode]:
        """Top-level nodes."""
        return [node for node in self.nodes if node.parent_id == ROOT]

    @functools.cached_property
    def leaves(self) -> list[TreeNode]:
        """Indicators side by side, block after block."""
        parents = {node.parent_id for node in self.nodes}
        return [node for block in self.blocks for node in self._below(block) if node.node_id not in parents]

    def _below(self, node: TreeNode) -> list[TreeNode]:
        return [node, *(found for child in self.nodes if child.parent_id == node.node_id for found in self._below(child))]

    @functools.cached_property
    def layout(self) -> Layout:
        """Where the indicators stand; the first column holds the unit's name."""
        columns = {leaf.node_id: 1 + i for i, leaf in enumerate(self.leaves)}
        totals = {node.node_id: first + 3 for node, first in zip(self.components, self._component_columns, strict=True)}
        return Layout(self.nodes, columns, FULL_ROW, self.arithmetic.carry, self._helpers, totals)

    @functools.cached_property
    def components(self) -> list[TreeNode]:
        """Components of the total; each has four columns: base, bonus, penalty, total."""
        return [block for block in self.blocks if block.inside]

    @property
    def _component_columns(self) -> range:
        first = 1 + len(self.leaves) + len(self.blocks) + 2 * len(self.inner)
        return range(first, first + 4 * len(self.components), 4)

    @functools.cached_property
    def inner(self) -> list[TreeNode]:
        """Blocks with cells of their own for points and applicable points: those with a mean, and blocks inside one."""
        averaged = {node.node_id for node in self.nodes if node.mean}
        leaves = {leaf.node_id for leaf in self.leaves}
        return [
            node for node in self.nodes if (node.mean and not node.inside) or (node.parent_id in averaged and node.node_id not in leaves)
        ]

    @functools.cached_property
    def _helpers(self) -> dict[str, tuple[int, int]]:
        first = 1 + len(self.leaves) + len(self.blocks)
        return {node.node_id: (first + 2 * i, first + 2 * i + 1) for i, node in enumerate(self.inner)}

    @functools.cached_property
    def ends(self) -> tuple[str, ...]:
        """Titles of the closing columns; what decides between equal scores stands before the rank."""
        return (*SUMS, *(f"同分比较：{breaker.title}" for breaker in self.arithmetic.break_ties), *AFTER)

    @functools.cached_property
    def units(self) -> list[RankedUnit]:
        """Units with a rank first, so that the rank formulas have one range."""
        return sorted(self.group.rows, key=lambda unit: (not unit.rank, not unit.total))

    def end(self, name: str) -> int:
        """Column of one of the closing columns."""
        return 1 + len(self.leaves) + len(self.blocks) + 2 * len(self.inner) + 4 * len(self.components) + self.ends.index(name)

    def word(self, unit: RankedUnit, leaf: TreeNode) -> str:
        """Text of a cell: the exact points, or the word for why there are none."""
        row = self.points.get((unit.unit_id, leaf.node_id))
        return NONE_MARK if row is None else row.points or OUTCOME_WORDS[row.outcome]

    def sums(self, unit: RankedUnit, row: int) -> Sums:
        """All amounts of a unit as formulas over its row, with the numbers they must give."""
        scores = {
            leaf.node_id: Decimal(found.points) if (found := self.points.get((unit.unit_id, leaf.node_id))) and found.points else None
            for leaf in self.leaves
        }
        totals = {part.component: Decimal(part.total) if part.total else None for part in unit.components}
        cells = UnitRow(self.layout, row, scores, totals)
        full = sum((Decimal(block.full_points) for block in self.blocks), Decimal(0))
        if self.arithmetic.not_applicable == "redistribute_equal":
            base, applicable = cells.spread(ROOT, full)
        else:
            points, applicable = cells.sums(ROOT)
            there = Term(cell(row, self.end("应得满分")), applicable.value)
            base, _ = by_policy(self.arithmetic.not_applicable, full, points, there, self.arithmetic.carry)
        if self.arithmetic.at == "component" and not self.components:
            base = rounded(base, self.arithmetic)
        exact = self._exact(unit, row, base)
        total = rounded(Term(cell(row, self.end("合计")), exact.value), self.arithmetic)
        live = not (unit.gate and total.value != Decimal(unit.total))
        blocks = tuple(cells.node(block)[0] for block in self.blocks)
        inner = tuple(term for node in self.inner for term in cells.amounts(node))
        parts = tuple(term for node in self.components for term in component_terms(cells, node, unit, self.arithmetic))
        return Sums(blocks, inner, parts, applicable, base, exact, total, live)

    def _exact(self, unit: RankedUnit, row: int, base: Term) -> Term:
        bonus, penalty = amounts(unit)
        names = (cell(row, self.end(name)) for name in ("基础分", "加分", "扣分"))
        formula, value = "{}+{}-{}".format(*names), base.value + Decimal(bonus) - Decimal(penalty)
        if self.arithmetic.floor is not None:
            formula, value = f"MAX({formula},{self.arithmetic.floor})", max(value, Decimal(self.arithmetic.floor))
        if self.arithmetic.ceiling is not None:
            formula, value = f"MIN({formula},{self.arithmetic.ceiling})", min(value, Decimal(self.arithmetic.ceiling))
        return Term(f"ROUND({formula},{self.arithmetic.carry})", value)

    def compared(self, unit: RankedUnit, row: int) -> list[Term]:
        """What decides between the unit and others with the same score; a reference where a cell of the row holds it."""
        values = [None if text == "" else Decimal(text) for text in unit.compared]
        return [
            compared(breaker, self._reference(breaker.by, row), value, self.arithmetic.carry)
            for breaker, value in zip(self.arithmetic.break_ties, values, strict=True)
        ]

    def _reference(self, by: str, row: int) -> str | None:
        if by in _PART_COLUMNS:
            return cell(row, self.end(_PART_COLUMNS[by]))
        if by in self.layout.columns:
            return cell(row, self.layout.columns[by])
        tops = [block.node_id for block in self.blocks]
        return cell(row, 1 + len(self.leaves) + tops.index(by)) if by in tops else None


def amounts(unit: RankedUnit) -> tuple[str, str]:
    """Bonus and penalty of a unit as exact numbers."""
    return (unit.bonus or "0", unit.penalty or "0")


def check_matrix(matrix: Matrix) -> list[Problem]:
    """Problems W001 (total) and W002 (rank) where the formulas would not give what is printed."""
    sums = {unit.unit_id: matrix.sums(unit, FIRST_ROW) for unit in matrix.units if unit.total}
    problems = [
        Problem("W001", where=unit.name, found=unit.total, args={"recomputed": numbers.plain(sums[unit.unit_id].total.value)})
        for unit in matrix.units
        if unit.total and sums[unit.unit_id].live and sums[unit.unit_id].total.value != Decimal(unit.total)
    ]
    ranked = [unit for unit in matrix.units if unit.rank]
    keys = [[_ranked_by(matrix, sums[unit.unit_id], unit), *(term.value for term in matrix.compared(unit, 0))] for unit in ranked]
    expected = ranks(keys, matrix.arithmetic)
    return problems + [
        Problem("W002", where=unit.name, found=unit.rank, args={"recomputed": str(rank)})
        for unit, rank in zip(ranked, expected, strict=True)
        if str(rank) != unit.rank
    ]


def _ranked_by(matrix: Matrix, sums: Sums, unit: RankedUnit) -> Decimal:
    return sums.exact.value if matrix.arithmetic.rank_on == "exact" and sums.live else Decimal(unit.total)
