"""The sheets of results.xlsx about appeals: 复核和调整 and 复核前后对比."""

from __future__ import annotations

from scoring.documents.workbook.cells import Column, Table
from scoring.results.appeals.model import AppealResults

APPEALS, EFFECTS = "复核和调整", "复核前后对比"
MOVED = {"own": "本单位的决定", "others": "其他单位的决定", "": ""}
_APPEALS = (
    Column("编号", 10, "mono"),
    Column("单位", 24),
    Column("类别", 10, "word"),
    Column("指标", 24),
    Column("主张", 36),
    Column("佐证", 24),
    Column("收到日期", 12, "date"),
    Column("期限", 10, "word"),
    Column("决定", 10, "word"),
    Column("决定日期", 12, "date"),
    Column("决定人", 16, "word"),
    Column("理由", 36),
    Column("对评分的影响", 30),
    Column("原得分", 10, "score"),
    Column("现得分", 10, "score"),
)
_EFFECTS = (
    Column("组别", 16, "word"),
    Column("单位", 24),
    Column("复核前总分", 11, "number"),
    Column("复核后总分", 11, "number"),
    Column("增减", 9, "score"),
    Column("复核前名次", 9, "rank"),
    Column("复核后名次", 9, "rank"),
    Column("复核前等次", 10, "word"),
    Column("复核后等次", 10, "word"),
    Column("变动原因", 16, "word"),
)


def appeal_tables(found: AppealResults) -> list[Table]:
    """Title, columns and rows of every table about appeals that has rows."""
    tables = [(APPEALS, _APPEALS, appeal_cells(found)), (EFFECTS, _EFFECTS, effect_cells(found))]
    return [table for table in tables if table[2]]


def appeal_cells(found: AppealResults) -> list[tuple[str, ...]]:
    """One row per appeal, cells as in the sheet 复核和调整."""
    return [
        (
            *(row.appeal_id, row.unit, row.kind, row.indicator, row.claim, row.evidence, row.received_on, row.late),
            *(row.decision, row.decided_on, row.decided_by, row.reason, row.effect, row.points_before, row.points_after),
        )
        for row in found.appeals
    ]


def effect_cells(found: AppealResults) -> list[tuple[str, ...]]:
    """One row per unit, cells as in the sheet 复核前后对比."""
    return [
        (
            *(row.group, row.unit, row.total_before, row.total_after, row.change.removeprefix("+")),
            *(row.rank_before, row.rank_after, row.grade_before, row.grade_after, MOVED[row.moved_by]),
        )
        for row in found.effects
    ]
