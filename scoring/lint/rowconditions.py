"""Whether some row could fulfil a condition; never calls possible things impossible."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from scoring.criteria.formulas import Formula
from scoring.criteria.records.model import RecordTable

# Of one case and one deadline only one of these is true; cases that cannot be judged may count as late.
_APART = ({"on_time", "late"}, {"on_time", "pending"}, {"late", "pending"}, {"on_time", "unusable"}, {"pending", "unusable"})
_STATES = {"on_time": "按期", "late": "逾期", "pending": "未到期", "unusable": "无法判断"}


def excluded_by(condition: Formula, table: RecordTable, period: int) -> str:
    """Why no row of the year assessed fulfils a condition, as a Chinese clause; empty where one could.

    Args:
        condition: A condition over one row.
        table: The table of the row.
        period: The year assessed.
    """
    parts = tuple(_together(condition))
    return next((why for why in (_texts(parts, table), _states(parts), _opposites(parts, table), _years(parts, table, period)) if why), "")


def _together(condition: Formula) -> Iterator[Formula]:
    """The conditions that must all hold."""
    if condition.op == "and":
        for arg in condition.args:
            yield from _together(arg)
    else:
        yield condition


def _title(table: RecordTable, name: str) -> str:
    column = table.column(name)
    return column.title if column else name


def _texts(parts: tuple[Formula, ...], table: RecordTable) -> str:
    """A column that would have two texts at once."""
    possible: dict[str, set[str]] = {}
    for part in parts:
        if part.op in {"=", "in"}:
            names = [arg.name for arg in part.args if arg.op == "name"]
            texts = {arg.name for arg in part.args if arg.op == "text"}
            if len(names) == 1 and texts:
                possible[names[0]] = possible.get(names[0], texts) & texts
    return next((f"{_title(table, name)}不能同时取不同的值" for name, texts in possible.items() if not texts), "")


def _states(parts: tuple[Formula, ...]) -> str:
    """A case that would be on time and late at once."""
    judged = [(part.op, part.args[0].name) for part in parts if part.op in _STATES]
    for (one, first), (other, second) in combinations(dict.fromkeys(judged), 2):
        if first == second and {one, other} in _APART:
            return f"一件不能既{_STATES[one]}又{_STATES[other]}"
    return ""


def _opposites(parts: tuple[Formula, ...], table: RecordTable) -> str:
    """A condition together with its contrary."""
    refused = {part.args[0] for part in parts if part.op == "not"}
    if any(part in refused for part in parts):
        return "一个条件不能既成立又不成立"
    for part in parts:
        if part.op == "<>" and Formula("=", part.args) in parts:
            return f"{'、'.join(_title(table, arg.name) for arg in part.args if arg.op == 'name')}不能既是又不是同一个值"
    return ""


def _years(parts: tuple[Formula, ...], table: RecordTable, period: int) -> str:
    """A day outside the year assessed for the column that decides the year."""
    for part in parts:
        if part.op not in {"=", ">", ">=", "<", "<="} or [arg.op for arg in part.args] != ["name", "text"]:
            continue
        name, text = (arg.name for arg in part.args)
        if name == table.dated_by and _outside(part.op, date.fromisoformat(text), period):
            return f"{period}年度的记录，{_title(table, name)}都在{period}年内"
    return ""


def _outside(sign: str, day: date, period: int) -> bool:
    too_late = {"=": day.year > period, ">": day >= date(period, 12, 31), ">=": day.year > period}
    too_early = {"=": day.year < period, "<": day <= date(period, 1, 1), "<=": day.year < period}
    return too_late.get(sign, False) or too_early.get(sign, False)
