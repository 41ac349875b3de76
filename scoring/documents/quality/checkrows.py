"""The rows of checks.csv, which are also those of the workbook's 数据检查: stable columns, every name in Chinese."""

from __future__ import annotations

from scoring.documents.workbook.cells import Column
from scoring.results.model import CheckRow
from scoring.results.records.model import UnusableRow

SEVERITY_WORDS = {"error": "错误", "warning": "警告", "info": "提示"}
CHECK_WORDS = {"holds": "成立", "fails": "不成立", "not_assessable": "无法判断"}
CHECKS = (
    Column("单位标识", 14, "mono"),
    Column("单位", 24),
    Column("组别", 16, "word"),
    Column("年度", 8, "word"),
    Column("检查编号", 18, "mono"),
    Column("检查", 36),
    Column("程度", 8, "word"),
    Column("结果", 10, "word"),
    Column("分项", 20),
    Column("分项代码", 18, "mono"),
    Column("应为", 14, "number"),
    Column("实际", 14, "number"),
    Column("差额", 12, "number"),
    Column("起因编号", 16, "mono"),
    Column("起因", 30),
    Column("说明", 60),
    Column("原文", 48),
    Column("文件", 30),
    Column("位置", 24),
    Column("更正后", 10, "word"),
)


def check_cells(row: CheckRow) -> tuple[str, ...]:
    """A check as the cells of its row: who, which check, how serious, where, what, why, in which words of the report."""
    severity, outcome = SEVERITY_WORDS.get(row.severity, row.severity), CHECK_WORDS.get(row.outcome, row.outcome)
    who = (row.unit_id, row.unit or row.unit_id, row.group, row.period)
    which = (row.check_id, row.title or row.check_id, severity, outcome, row.part_title, row.part)
    what = (row.expected, row.found, row.difference, row.caused_by, row.cause, row.message)
    return (*who, *which, *what, row.quote, row.file, row.locator, CHECK_WORDS.get(row.after, ""))


def unusable_cells(row: UnusableRow, period: str) -> tuple[str, ...]:
    """Cases that cannot be judged for one reason, as the cells of a row like those of checks."""
    named = f"（{row.examples}）" if row.examples else ""
    who, outcome = (row.unit_id, row.unit, row.group, period), CHECK_WORDS["not_assessable"]
    which = (f"records.{row.deadline_id}", f"{row.table}：{row.deadline}", SEVERITY_WORDS["warning"], outcome, row.reason, "")
    return (*who, *which, "", row.cases, "", "", "", f"{row.reason}{row.cases}件{named}，无法判断，{row.effect}", "", row.file, "", "")
