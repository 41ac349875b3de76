"""The indicator matrix of a group: unit x indicator, with live sums, total and rank.

Before a cell is written, every formula is recomputed in exact decimals from the cells it
refers to; a difference to the printed total or rank is a problem and nothing is written.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring import numbers
from scoring.documents.cellformulas import ROOT, Layout, UnitRow, by_policy, rounded
from scoring.documents.cells import Pen, finish
from scoring.documents.rankformulas import COMPARED_FORMAT, compared, rank_formula, ranks
from scoring.documents.terms import LONGEST, Term, cell
from scoring.problems import Problem, ProblemsFound
from scoring.results.model import Arithmetic, GroupTable, PointRow, RankedUnit, TreeNode

_FULL_ROW, _FIRST_ROW = 3, 4
OUTCOME_WORDS = {"measured": "已评价", "missing": "缺数据", "not_applicable": "不适用", "not_assessable": "无法评价", "exempt": "合理缺项"}
_SUMS, _AFTER = ("应得满分", "基础分", "加分", "扣分", "合计", "总分"), ("位次", "等次", "备注")
_PART_COLUMNS = {"base": "基础分", "bonus": "加分", "penalty": "扣分"}
NONE_MARK = "—"


@dataclass(frozen=True)
class Sums:
    """What a unit's row adds up to; ``live`` is false where a gate sets the total whatever the points say."""

    blocks: tuple[Term, ...]
    inner: tuple[Term, ...]
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
        return Layout(self.nodes, columns, _FULL_ROW, self.arithmetic.carry, self._helpers)

    @functools.cached_property
    def inner(self) -> list[TreeNode]:
        """Blocks with cells of their own for points and applicable points: those with a mean, and blocks inside one."""
        averaged = {node.node_id for node in self.nodes if node.mean}
        leaves = {leaf.node_id for leaf in self.leaves}
        return [node for node in self.nodes if node.mean or (node.parent_id in averaged and node.node_id not in leaves)]

    @functools.cached_property
    def _helpers(self) -> dict[str, tuple[int, int]]:
        first = 1 + len(self.leaves) + len(self.blocks)
        return {node.node_id: (first + 2 * i, first + 2 * i + 1) for i, node in enumerate(self.inner)}

    @functools.cached_property
    def ends(self) -> tuple[str, ...]:
        """Titles of the closing columns; what decides between equal scores stands before the rank."""
        return (*_SUMS, *(f"同分比较：{breaker.title}" for breaker in self.arithmetic.break_ties), *_AFTER)

    @functools.cached_property
    def units(self) -> list[RankedUnit]:
        """Units with a rank first, so that the rank formulas have one range."""
        return sorted(self.group.rows, key=lambda unit: (not unit.rank, not unit.total))

    def end(self, name: str) -> int:
        """Column of one of the closing columns."""
        return 1 + len(self.leaves) + len(self.blocks) + 2 * len(self.inner) + self.ends.index(name)

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
        cells = UnitRow(self.layout, row, scores)
        full = sum((Decimal(block.full_points) for block in self.blocks), Decimal(0))
        if self.arithmetic.not_applicable == "redistribute_equal":
            base, applicable = cells.spread(ROOT, full)
        else:
            points, applicable = cells.sums(ROOT)
            there = Term(cell(row, self.end("应得满分")), applicable.value)
            base, _ = by_policy(self.arithmetic.not_applicable, full, points, there, self.arithmetic.carry)
        if self.arithmetic.at == "component":
            base = rounded(base, self.arithmetic)
        exact = self._exact(unit, row, base)
        total = rounded(Term(cell(row, self.end("合计")), exact.value), self.arithmetic)
        live = not (unit.gate and total.value != Decimal(unit.total))
        blocks = tuple(cells.node(block)[0] for block in self.blocks)
        inner = tuple(term for node in self.inner for term in cells.amounts(node))
        return Sums(blocks, inner, applicable, base, exact, total, live)

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
    sums = {unit.unit_id: matrix.sums(unit, _FIRST_ROW) for unit in matrix.units if unit.total}
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


def write_matrix(pen: Pen, sheet: Any, matrix: Matrix) -> None:
    """Write a group's matrix; raises ProblemsFound (W001, W002) when it would not agree with the printed scores."""
    if matrix.group.live and (problems := check_matrix(matrix)):
        raise ProblemsFound(problems)
    _write_head(pen, sheet, matrix)
    last_ranked = _FIRST_ROW + sum(bool(unit.rank) for unit in matrix.units) - 1
    for row, unit in enumerate(matrix.units, _FIRST_ROW):
        pen.text(sheet, row, 0, unit.name, "word")
        for column, leaf in enumerate(matrix.leaves, 1):
            pen.number(sheet, row, column, matrix.word(unit, leaf))
        _write_sums(pen, sheet, matrix, unit, row)
        _write_rank(pen, sheet, matrix, unit, row, last_ranked)
    finish(sheet, _FIRST_ROW, 1)


def _write_head(pen: Pen, sheet: Any, matrix: Matrix) -> None:
    pen.heading(sheet, f"{matrix.group.title}指标得分", matrix.end("备注"))
    sheet.set_row(1, 20)
    sheet.set_row(2, 54)
    pen.text(sheet, 1, 0, "", "head")
    pen.text(sheet, 2, 0, "单位", "head")
    pen.text(sheet, _FULL_ROW, 0, "满分", "full")
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, matrix.end("等次"), 9)
    sheet.set_column(matrix.end("备注"), matrix.end("备注"), 30)
    _head_blocks(pen, sheet, matrix)
    for i, block in enumerate(matrix.blocks, 1 + len(matrix.leaves)):
        pen.text(sheet, 2, i, f"{block.title}小计", "head")
        pen.number(sheet, _FULL_ROW, i, block.full_points, "full")
    for node in matrix.inner:
        for title, column in zip((f"{node.title}得分", f"{node.title}应得"), matrix.layout.helpers[node.node_id], strict=True):
            pen.text(sheet, 2, column, title, "head")
            pen.number(sheet, _FULL_ROW, column, node.full_points, "full")
    for leaf, column in zip(matrix.leaves, range(1, 1 + len(matrix.leaves)), strict=True):
        pen.text(sheet, 2, column, leaf.title, "head")
        pen.number(sheet, _FULL_ROW, column, leaf.full_points, "full")
    for name in matrix.ends:
        pen.text(sheet, 2, matrix.end(name), name, "head")
        pen.text(sheet, _FULL_ROW, matrix.end(name), "", "full")


def _head_blocks(pen: Pen, sheet: Any, matrix: Matrix) -> None:
    """The row above the indicators: each block's title across its indicators, then the two groups of sums."""
    parents = {node.node_id: node.parent_id for node in matrix.nodes}

    def top(node_id: str) -> str:
        return node_id if parents[node_id] == ROOT else top(parents[node_id])

    tops = [top(leaf.node_id) for leaf in matrix.leaves]
    spans = [(block.title, 1 + tops.index(block.node_id), tops.count(block.node_id)) for block in matrix.blocks]
    spans += [("各项小计", 1 + len(tops), len(matrix.blocks))]
    if matrix.inner:
        spans.append(("平均值各项", 1 + len(tops) + len(matrix.blocks), 2 * len(matrix.inner)))
    spans += [("合计与位次", matrix.end(_SUMS[0]), len(matrix.ends))]
    for title, first, width in spans:
        if width > 1:
            sheet.merge_range(1, first, 1, first + width - 1, "", pen.look("head"))
        pen.text(sheet, 1, first, title, "head")


def _write_sums(pen: Pen, sheet: Any, matrix: Matrix, unit: RankedUnit, row: int) -> None:
    """Sums as formulas with their values; a dash where the unit has no total, plain numbers where a gate sets it."""
    first = 1 + len(matrix.leaves)
    if not unit.total:
        for column in range(first, matrix.end(_AFTER[0])):
            pen.text(sheet, row, column, NONE_MARK, "word")
        return
    if not matrix.group.live:
        _write_values(pen, sheet, matrix, unit, row)
        return
    sums, points = matrix.sums(unit, row), pen.look("number")
    for column, term in enumerate((*sums.blocks, *sums.inner, sums.applicable, sums.base), first):
        _formula(sheet, row, column, term, points)
    for name, amount in zip(("加分", "扣分"), amounts(unit), strict=True):
        sheet.write_number(row, matrix.end(name), float(Decimal(amount)), points)
    total = pen.look("total", f"0.{'0' * matrix.arithmetic.digits}" if matrix.arithmetic.digits else "0")
    if sums.live:
        _formula(sheet, row, matrix.end("合计"), sums.exact, points)
        _formula(sheet, row, matrix.end("总分"), sums.total, total)
    else:
        sheet.write_number(row, matrix.end("合计"), float(Decimal(unit.total)), points)
        sheet.write_number(row, matrix.end("总分"), float(Decimal(unit.total)), total)


def _write_values(pen: Pen, sheet: Any, matrix: Matrix, unit: RankedUnit, row: int) -> None:
    """The amounts of the run as numbers, where the tree is more than sums."""
    first = 1 + len(matrix.leaves)
    values = (*unit.blocks, *([""] * 2 * len(matrix.inner)), "", unit.base, *amounts(unit), "", unit.total)
    for column, value in enumerate(values, first):
        pen.number(sheet, row, column, value or NONE_MARK)


def _write_rank(pen: Pen, sheet: Any, matrix: Matrix, unit: RankedUnit, row: int, last_ranked: int) -> None:
    if unit.rank and not matrix.group.live:
        _write_compared(pen, sheet, matrix, unit, row)
        pen.number(sheet, row, matrix.end("位次"), unit.rank)
    elif unit.rank:
        _write_compared(pen, sheet, matrix, unit, row)
        score = matrix.end("总分" if matrix.arithmetic.rank_on == "printed" else "合计")
        first = matrix.end("总分") + 1
        columns = [score, *range(first, first + len(matrix.arithmetic.break_ties))]
        own = [cell(row, column) for column in columns]
        everybody = [f"{cell(_FIRST_ROW, column, fixed_row=True)}:{cell(last_ranked, column, fixed_row=True)}" for column in columns]
        formula = rank_formula(own, everybody, matrix.arithmetic)
        _formula(sheet, row, matrix.end("位次"), Term(formula, Decimal(unit.rank)), pen.look("total", "0"))
    else:
        for column in range(matrix.end("总分") + 1, matrix.end("位次")):
            pen.text(sheet, row, column, NONE_MARK, "word")
        pen.text(sheet, row, matrix.end("位次"), "不排名", "word")
    pen.text(sheet, row, matrix.end("等次"), unit.grade or NONE_MARK, "word")
    pen.text(sheet, row, matrix.end("备注"), unit.note if unit.gate in unit.note else f"{unit.gate}；{unit.note}".strip("；"), "text")


def _write_compared(pen: Pen, sheet: Any, matrix: Matrix, unit: RankedUnit, row: int) -> None:
    """The points that decide between equal scores: a formula where a cell of the row holds them, else the number."""
    first = matrix.end("总分") + 1
    for column, (breaker, term) in enumerate(zip(matrix.arithmetic.break_ties, matrix.compared(unit, row), strict=True), first):
        look = pen.look("number", COMPARED_FORMAT[breaker.best])
        if term.formula and matrix.group.live:
            _formula(sheet, row, column, term, look)
        else:
            sheet.write_number(row, column, float(term.value), look)


def _formula(sheet: Any, row: int, column: int, term: Term, look: Any) -> None:
    if len(term.formula) > LONGEST:  # no spreadsheet program would read it
        sheet.write_number(row, column, float(term.value), look)
        return
    sheet.write_formula(row, column, f"={term.formula}", look, float(term.value))
