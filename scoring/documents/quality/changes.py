"""Tables of values that are not as measured and of units with too little data, for workbook and data-quality report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

from scoring.documents.workbook.cells import Column, Table
from scoring.results.prepared import ImputedRow, Prepared, ScreenedRow, TreatedRow
from scoring.results.quality.model import Quality

CORRECTED = "更正的数据"
IMPUTED, TREATED, SCREENED = "代入的数据", "异常值处理", "数据不足的单位"
_UNIT, _MEASURE = Column("单位", 24), Column("测度", 26)
_IMPUTED = (_UNIT, _MEASURE, Column("代入值", 16, "number"), Column("依据", 48))
_TREATED = (
    _UNIT,
    _MEASURE,
    Column("原值", 16, "number"),
    Column("计入值", 16, "number"),
    Column("方法", 18, "word"),
    Column("处理前偏度", 12, "number"),
    Column("处理前峰度", 12, "number"),
    Column("处理后偏度", 12, "number"),
    Column("处理后峰度", 12, "number"),
    Column("处理后分布", 14, "word"),
)
_SCREENED = (_UNIT, Column("有实际数据的比例", 18, "number"), Column("非零数据的比例", 16, "number"), Column("处理", 60))

_CORRECTED = (
    _UNIT,
    Column("年度", 8, "word"),
    Column("统计指标", 30),
    Column("指标代码", 26, "mono"),
    Column("原值", 14, "number"),
    Column("更正值", 14, "number"),
    Column("更正日期", 12, "date"),
    Column("更正人", 16, "word"),
    Column("理由", 40),
    Column("佐证", 30),
    Column("更正表", 20, "mono"),
    Column("文件", 30),
    Column("位置", 24),
    Column("原文", 48),
)


def corrections_table(quality: Quality | None) -> list[Table]:
    """What the office corrected, with both values; nothing where nothing was."""
    rows = [astuple(row) for row in quality.corrections] if quality else []
    return [(CORRECTED, _CORRECTED, [(row[1], *row[2:]) for row in rows])] if rows else []


def prepared_tables(prepared: Prepared) -> list[Table]:
    """Title, columns and rows of every table that has rows."""
    tables: list[tuple[str, tuple[Column, ...], Sequence[ImputedRow | TreatedRow | ScreenedRow]]] = [
        (IMPUTED, _IMPUTED, prepared.imputed),
        (TREATED, _TREATED, prepared.treated),
        (SCREENED, _SCREENED, prepared.screened),
    ]
    # The unit's id comes first in every row and is not shown.
    return [(name, columns, [astuple(row)[1:] for row in rows]) for name, columns, rows in tables if rows]
