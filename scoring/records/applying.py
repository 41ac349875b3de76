"""To which rows a deadline applies."""

from __future__ import annotations

from scoring.criteria.formula_tree import Formula
from scoring.criteria.records import Deadline, RecordTable
from scoring.records.deadline_days import as_of_sql
from scoring.records.row_sql import RowSql


def applies_sql(deadline: Deadline, table: RecordTable, period: int) -> str:
    """SQL of the condition under which a deadline applies to a row ``r``, empty where it applies to all.

    A date later than the day of judging is not known yet, as everywhere: whether it applies must not hang on what came later.

    Args:
        deadline: The deadline.
        table: Its table.
        period: The year assessed.
    """
    if deadline.where is None:
        return ""
    bare, as_of = RowSql(table, {}, alias="r"), as_of_sql(deadline, period)
    known: dict[Formula, str] = {}
    for name in deadline.where.names():
        if bare.kind(name) == "date":
            known[name] = f"(case when {bare.sql(name)} <= {as_of} then {bare.sql(name)} end)"
    return RowSql(table, {}, known, "r").sql(deadline.where)
