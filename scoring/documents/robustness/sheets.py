"""Sheets of results.xlsx: ranks in the draws, what else could have been decided, what matters."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.documents.workbook.cells import Column, Table
from scoring.results.robustness.model import Robustness

RANKS = (
    Column("组别", 16, "word"),
    Column("单位", 24),
    Column("名次", 7, "number"),
    Column("5%", 7, "number"),
    Column("中位", 7, "number"),
    Column("95%", 7, "number"),
    Column("最好", 7, "number"),
    Column("最差", 7, "number"),
    Column("名次不变", 10, "number"),
    Column("结论", 90),
)
VARIANTS = (
    Column("组别", 16, "word"),
    Column("类别", 18, "word"),
    Column("如果改为", 40),
    Column("名次变动单位数", 12, "number"),
    Column("最大变动", 10, "word"),
    Column("变动最大的单位", 22),
    Column("第1名", 24),
    Column("无名次单位数", 12, "number"),
)
INPUTS = (
    Column("组别", 16, "word"),
    Column("不确定因素", 34),
    Column("名次：一阶", 11, "number"),
    Column("名次：总效应", 12, "number"),
    Column("平均变动：一阶", 14, "number"),
    Column("平均变动：总效应", 15, "number"),
    Column("总效应误差", 12, "number"),
)


def robustness_sheets(found: Robustness | None) -> Iterator[Table]:
    """Title, columns and rows of every sheet; none where the assessment does not ask for the analysis."""
    if found is None:
        return
    sheets = (("名次稳健性", RANKS, rank_rows), ("其他口径的名次", VARIANTS, variant_rows), ("名次影响因素", INPUTS, input_rows))
    for title, columns, rows in sheets:
        if made := list(rows(found)):
            yield title, columns, made


def moved(places: int) -> str:
    """How far a unit would stand from its rank of the run: ``降2位``, ``升1位``; empty where none would move."""
    return f"{'降' if places > 0 else '升'}{abs(places)}位" if places else ""


def rank_rows(found: Robustness) -> Iterator[tuple[str, ...]]:
    """A row per unit."""
    for group in found.groups:
        for unit in group.units:
            ranks = (unit.rank, unit.low, unit.median, unit.high, unit.best, unit.worst)
            yield (group.title, unit.name, *(str(rank) for rank in ranks), unit.kept, unit.sentence)


def variant_rows(found: Robustness) -> Iterator[tuple[str, ...]]:
    """A row per group and thing decided otherwise."""
    for group in found.groups:
        for row in group.variants:
            numbers = (str(row.moved), moved(row.largest))
            yield group.title, row.kind, row.title, *numbers, row.unit or "—", row.first, str(row.unranked)


def input_rows(found: Robustness) -> Iterator[tuple[str, ...]]:
    """A row per group and uncertain input, the one that matters most first."""
    for group in found.groups:
        for row in group.inputs:
            yield group.title, row.title, row.ranks_first, row.ranks_total, row.first, row.total, row.error
