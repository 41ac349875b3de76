"""Conditions over the rows of a record table, as criteria write them, and what is told of formulas that cannot be used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from scoring.criteria.fields import CONDITION_LIKE, FORMULA_REASONS, Reader
from scoring.criteria.formulas import Formula, FormulaError
from scoring.criteria.records.aggregating import AGGREGATES
from scoring.criteria.records.reading import unknown_column
from scoring.criteria.records.rowformulas import RowError
from scoring.criteria.suggestions import why_not_a_formula
from scoring.files.yamlfile import Path

LIKE = "share(on_time(reply))"
WHERE_LIKE = CONDITION_LIKE.replace("base > 80", "channel == '网络'")
ROW_REASONS = {
    "kind": "这里要写数值",
    "kinds": "两边不能比较：数与数、日期与日期或 '2020-01-31'、文字与 '文字'（只能 == 和 !=）",
    "date": "日期要写成 '2020-01-31'",
    "rank": "百分位数只能是0至100的数",
    "row_function": "这里没有这个函数",
    "own": "期限的适用条件只看这条记录自己的各列，不能用 on_time 等期限的函数和 workdays",
    "function": f"没有这个函数，可用 {'、'.join(AGGREGATES)} 和四则运算的函数",
    "syntax": "写法不完整或有误",
}


def read_where(reader: Reader, fields: Mapping[str, Any], path: Path, parse: Callable[[str], Formula]) -> Formula | None:
    """The condition under the key ``where``; None where there is none or it cannot be used (C162, C170, C171, C173).

    Args:
        reader: Takes the problems.
        fields: The keys that stand beside it.
        path: Their place.
        parse: Reads the text; may raise FormulaError.
    """
    text = reader.text(fields["where"], (*path, "where")) if "where" in fields else ""
    try:
        return parse(text) if text else None
    except FormulaError as error:
        refused(reader, error, text, (*path, "where"), like=WHERE_LIKE)
        return None


def refused(reader: Reader, error: FormulaError, text: str, path: Path, like: str = LIKE) -> None:
    """Tell why a formula over records cannot be used (C162, C170, C171, C173)."""
    if isinstance(error, RowError) and error.reason != "row_function":
        if error.reason == "column":
            unknown_column(reader, path, error.found, error.known)
        else:
            code = {"deadline": "C171", "text": "C173"}[error.reason]
            reader.problem(code, path, error.found, allowed="、".join(error.known) or "—", nearest=error.nearest or "—")
        return
    reason = (error.reason == "syntax" and why_not_a_formula(text)) or ROW_REASONS.get(error.reason) or FORMULA_REASONS[error.reason]
    reader.problem("C170", path, error.found, reason=reason, like=like)
