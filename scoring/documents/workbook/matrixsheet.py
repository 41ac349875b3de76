"""Writes the indicator matrix of a group on its sheet."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scoring.documents.workbook.cellformulas import ROOT
from scoring.documents.workbook.cells import Pen
from scoring.documents.workbook.componentformulas import HEADS as COMPONENT_HEADS
from scoring.documents.workbook.matrix import AFTER, FIRST_ROW, FULL_ROW, NONE_MARK, SUMS, Matrix, amounts, check_matrix
from scoring.documents.workbook.paper import finish, pages_across, row_height
from scoring.documents.workbook.rankformulas import COMPARED_FORMAT, rank_formula
from scoring.documents.workbook.terms import LONGEST, Term, cell
from scoring.problems import ProblemsFound
from scoring.results.model import RankedUnit

_UNIT, _POINTS, _REMARK = 32, 9, 36  # widths of columns, characters


def write_matrix(pen: Pen, sheet: Any, matrix: Matrix) -> None:
    """Write a group's matrix; raises ProblemsFound (W001, W002) when it would not agree with the printed scores."""
    if matrix.group.live and (problems := check_matrix(matrix)):
        raise ProblemsFound(problems)
    _write_head(pen, sheet, matrix)
    last_ranked = FIRST_ROW + sum(bool(unit.rank) for unit in matrix.units) - 1
    for row, unit in enumerate(matrix.units, FIRST_ROW):
        sheet.set_row(row, row_height([unit.name, _remark(unit)], [_UNIT, _REMARK]))
        pen.text(sheet, row, 0, unit.name)
        for column, leaf in enumerate(matrix.leaves, 1):
            pen.number(sheet, row, column, matrix.word(unit, leaf))
        _write_sums(pen, sheet, matrix, unit, row)
        _write_rank(pen, sheet, matrix, unit, row, last_ranked)
    finish(sheet, FIRST_ROW, 1, _widths(matrix), FIRST_ROW + len(matrix.units) - 1)


def _widths(matrix: Matrix) -> list[float]:
    return [_UNIT, *[_POINTS] * matrix.end("等次"), _REMARK]


def _write_head(pen: Pen, sheet: Any, matrix: Matrix) -> None:
    pen.heading(sheet, f"{matrix.group.title}指标得分", matrix.end("备注"), pages_across(_widths(matrix)))
    sheet.set_row(1, 20)
    sheet.set_row(2, 54)
    pen.text(sheet, 1, 0, "", "head")
    pen.text(sheet, 2, 0, "单位", "head")
    pen.text(sheet, FULL_ROW, 0, "满分", "full")
    sheet.set_column(0, 0, _UNIT)
    sheet.set_column(1, matrix.end("等次"), _POINTS)
    sheet.set_column(matrix.end("备注"), matrix.end("备注"), _REMARK)
    _head_blocks(pen, sheet, matrix)
    for i, block in enumerate(matrix.blocks, 1 + len(matrix.leaves)):
        pen.text(sheet, 2, i, f"{block.title}小计", "head")
        pen.number(sheet, FULL_ROW, i, block.full_points, "full")
    for node in matrix.inner:
        for title, column in zip((f"{node.title}得分", f"{node.title}应得"), matrix.layout.helpers[node.node_id], strict=True):
            pen.text(sheet, 2, column, title, "head")
            pen.number(sheet, FULL_ROW, column, node.full_points, "full")
    for node in matrix.components:
        for title, column in zip(
            COMPONENT_HEADS, range(matrix.layout.components[node.node_id] - 3, matrix.layout.components[node.node_id] + 1), strict=True
        ):
            pen.text(sheet, 2, column, f"{node.title}{title}", "head")
            pen.text(sheet, FULL_ROW, column, "", "full")
        pen.number(sheet, FULL_ROW, matrix.layout.components[node.node_id], node.inside, "full")
    for leaf, column in zip(matrix.leaves, range(1, 1 + len(matrix.leaves)), strict=True):
        pen.text(sheet, 2, column, leaf.title, "head")
        pen.number(sheet, FULL_ROW, column, leaf.full_points, "full")
    for name in matrix.ends:
        pen.text(sheet, 2, matrix.end(name), name, "head")
        pen.text(sheet, FULL_ROW, matrix.end(name), "", "full")


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
    if matrix.components:
        first = matrix.layout.components[matrix.components[0].node_id] - 3
        spans.append(("各部分得分", first, 4 * len(matrix.components)))
    spans += [("合计与名次", matrix.end(SUMS[0]), len(matrix.ends))]
    for title, first, width in spans:
        if width > 1:
            sheet.merge_range(1, first, 1, first + width - 1, "", pen.look("head"))
        pen.text(sheet, 1, first, title, "head")


def _write_sums(pen: Pen, sheet: Any, matrix: Matrix, unit: RankedUnit, row: int) -> None:
    """Sums as formulas with their values; a dash where the unit has no total, plain numbers where a gate sets it."""
    first = 1 + len(matrix.leaves)
    if not unit.total:
        for column in range(first, matrix.end(AFTER[0])):
            pen.text(sheet, row, column, NONE_MARK, "word")
        return
    if not matrix.group.live:
        _write_values(pen, sheet, matrix, unit, row)
        return
    sums, points = matrix.sums(unit, row), pen.look("number")
    for column, term in enumerate((*sums.blocks, *sums.inner, *sums.components, sums.applicable, sums.base), first):
        if term is None:
            pen.text(sheet, row, column, NONE_MARK, "word")
        else:
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
    values = (*unit.blocks, *([""] * (2 * len(matrix.inner) + 4 * len(matrix.components))), "", unit.base, *amounts(unit), "", unit.total)
    for column, value in enumerate(values, first):
        pen.number(sheet, row, column, value or NONE_MARK)


def _write_rank(pen: Pen, sheet: Any, matrix: Matrix, unit: RankedUnit, row: int, last_ranked: int) -> None:
    if unit.rank and not matrix.group.live:
        _write_compared(pen, sheet, matrix, unit, row)
        pen.number(sheet, row, matrix.end("名次"), unit.rank)
    elif unit.rank:
        _write_compared(pen, sheet, matrix, unit, row)
        score = matrix.end("总分" if matrix.arithmetic.rank_on == "printed" else "合计")
        first = matrix.end("总分") + 1
        columns = [score, *range(first, first + len(matrix.arithmetic.break_ties))]
        own = [cell(row, column) for column in columns]
        everybody = [f"{cell(FIRST_ROW, column, fixed_row=True)}:{cell(last_ranked, column, fixed_row=True)}" for column in columns]
        formula = rank_formula(own, everybody, matrix.arithmetic)
        _formula(sheet, row, matrix.end("名次"), Term(formula, Decimal(unit.rank)), pen.look("total", "0"))
    else:
        for column in range(matrix.end("总分") + 1, matrix.end("名次")):
            pen.text(sheet, row, column, NONE_MARK, "word")
        pen.text(sheet, row, matrix.end("名次"), "不排名", "word")
    pen.text(sheet, row, matrix.end("等次"), unit.grade or NONE_MARK, "word")
    pen.text(sheet, row, matrix.end("备注"), _remark(unit))


def _remark(unit: RankedUnit) -> str:
    return unit.note if unit.gate in unit.note else f"{unit.gate}；{unit.note}".strip("；")


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
    if not term.formula or len(term.formula) > LONGEST:  # a number of the run, or what no spreadsheet program would read
        sheet.write_number(row, column, float(term.value), look)
        return
    sheet.write_formula(row, column, f"={term.formula}", look, float(term.value))
