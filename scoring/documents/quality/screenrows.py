"""The screen of self-reported data as a table, for the workbook and anomalies.csv: stable columns, every name in Chinese."""

from __future__ import annotations

from scoring.documents.workbook.cells import Column, Table
from scoring.results.anomalies.model import AnomalyRow, Screened, ScreenRule
from scoring.results.quality.model import Quality

SCREEN = "数据筛查"
NOTE = "筛查列出的是需要单位说明的数，不是差错，也不影响得分。"
ANOMALIES = (
    Column("单位标识", 14, "mono"),
    Column("单位", 24),
    Column("组别", 16, "word"),
    Column("年度", 8, "word"),
    Column("规则编号", 12, "mono"),
    Column("规则", 26),
    Column("情况", 70),
    Column("按通常应为", 18, "number"),
    Column("实际", 12, "number"),
    Column("罕见程度", 20, "word"),
    Column("请单位说明", 44),
    Column("数据代码", 34, "mono"),
    Column("文件", 30),
    Column("位置", 24),
)


def anomaly_cells(row: AnomalyRow) -> tuple[str, ...]:
    """An anomaly as the cells of its row: who, which rule, what, how unusual, what is asked, where."""
    who = (row.unit_id, row.unit, row.group, row.period)
    return (*who, row.rule, row.title, row.sentence, row.expected, row.found, row.unusual, row.ask, row.metric, row.file, row.locator)


def screen_table(quality: Quality | None) -> list[Table]:
    """Title, columns and rows of the list; nothing where the screen noted nothing."""
    rows = list(map(anomaly_cells, quality.screened.rows)) if quality else []
    return [(SCREEN, ANOMALIES, rows)] if rows else []


def rule_words(rule: ScreenRule) -> str:
    """What a rule could do, as a clause."""
    if rule.outcome == "left_out":
        return "未采用"
    if rule.outcome == "not_assessable":
        return f"没有比较：{rule.skipped}过大" if rule.skipped else "没有可比的数据"
    known = f"（没有差错的单位被误列的不超过{rule.false_alarms}）" if rule.false_alarms else ""
    return f"可比单位{rule.units}个，列出{rule.noted}个{known}" + (f"；{rule.skipped}过大，没有比较" if rule.skipped else "")


def is_shown(screened: Screened) -> bool:
    """Whether there is anything to tell: a rule that looked at something, or one that was left out."""
    return any(rule.outcome != "not_assessable" or rule.skipped for rule in screened.rules)
