"""The sheet 名次等次差距 of results.xlsx: how far every unit is from the next rank and grade, and what would decide it."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.documents.workbook.cells import Column, Table
from scoring.results.margins.model import MarginRow, Margins
from scoring.results.margins.words import CHOICES, DIRECTIONS

NAME, ORDERS = "名次等次差距", "取整与名次"
_DISTANCES = (
    Column("组别", 16, "word"),
    Column("单位", 24),
    Column("名次", 7, "score"),
    Column("等次", 9, "word"),
    Column("得分", 9, "number"),
    Column("上一名次", 9, "score"),
    Column("差", 9, "number"),
    Column("下一名次", 9, "score"),
    Column("领先", 9, "number"),
    Column("上一等次", 9, "word"),
    Column("差", 9, "number"),
    Column("下一等次", 9, "word"),
    Column("余", 9, "number"),
    Column("等次说明", 16),
)
_DECIDERS = tuple(Column(f"{title}的单项", 44) for title in DIRECTIONS.values())
_ORDERS = (Column("组别", 16, "word"), Column("在前单位", 24), Column("在后单位", 24), Column("取决于", 24), Column("说明", 70))


def margin_tables(margins: Margins) -> list[Table]:
    """Title, columns and rows of the tables that have rows; what would decide only where it was asked for."""
    deciding = _DECIDERS if margins.searched else ()
    units = [(*_cells(row), *(row.first(direction) for direction in DIRECTIONS if margins.searched)) for row in margins.units]
    tables = [(NAME, (*_DISTANCES, *deciding), units), (ORDERS, _ORDERS, list(_orders(margins)))]
    return [table for table in tables if table[2]]


def _cells(row: MarginRow) -> tuple[str, ...]:
    up, down = (row.rank_up, row.to_rank_up), (row.rank_down, row.to_rank_down)
    grades = (row.grade_up, row.to_grade_up, row.grade_down, row.to_grade_down, row.grade_note)
    return (row.group, row.unit, row.rank, row.grade, row.score, *up, *down, *grades)


def _orders(margins: Margins) -> Iterator[tuple[str, ...]]:
    """Only what another stage of rounding orders otherwise: the sheet 名次与规则 holds the other pairs with their scores."""
    for pair in margins.pairs:
        if "at" in pair.choices:
            yield (pair.group, pair.first, pair.second, "、".join(CHOICES[choice] for choice in pair.choices), pair.sentence)
