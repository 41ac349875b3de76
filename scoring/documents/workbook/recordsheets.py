"""The sheets of results.xlsx about cases: 办件时限 and 办件分列."""

from __future__ import annotations

from dataclasses import astuple

from scoring.documents.workbook.cells import Column, Table
from scoring.results.records.model import RecordResults

DEADLINES, BREAKDOWNS = "办件时限", "办件分列"
_GROUP, _UNIT = Column("组别", 16, "word"), Column("单位", 24)
_DEADLINES = (
    _GROUP,
    _UNIT,
    Column("测度", 24),
    Column("期限", 20),
    Column("件数", 8, "score"),
    Column("按期", 8, "score"),
    Column("逾期", 8, "score"),
    Column("未到期", 8, "score"),
    Column("无法判断", 10, "score"),
    Column("无法判断的原因", 44),
)
_BREAKDOWNS = (
    _GROUP,
    _UNIT,
    Column("测度", 26),
    Column("分列", 14, "word"),
    Column("取值", 20, "word"),
    Column("数值", 16, "number"),
    Column("没有数值的原因", 14, "word"),
    Column("件数", 10, "score"),
)


def record_tables(records: RecordResults) -> list[Table]:
    """Title, columns and rows of every table about cases that has rows."""
    tables = [
        (DEADLINES, _DEADLINES, [astuple(row) for row in records.deadlines]),
        (BREAKDOWNS, _BREAKDOWNS, [astuple(row) for row in records.breakdowns]),
    ]
    return [table for table in tables if table[2]]
