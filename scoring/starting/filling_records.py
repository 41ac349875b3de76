"""How tables of cases are filled in: what every column takes, and what a blank means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scoring import numbers
from scoring.criteria import Criteria
from scoring.criteria.records.deadlinewords import deadline_words
from scoring.criteria.records.model import Deadline, RecordColumn, RecordTable
from scoring.rules import Plan

_KINDS = {"text": "文字", "date": "日期", "number": "数", "whole": "整数", "flag": "是或否"}
_ABSENT = {
    "zero": "没有任何记录的单位，视为没有发生，按0计。",
    "missing": "没有任何记录的单位，视为没有提供数据；确实没有发生的请告知考核单位。",
}


def record_columns(criteria: Criteria) -> dict[str, tuple[str, ...]]:
    """The header of every record table by its name."""
    return {name: ("unit_id", *(column.name for column in table.columns)) for name, table in criteria.records.items()}


def record_lines(plan: Plan) -> Iterator[str]:
    """The part of the page on tables of cases."""
    for table in plan.criteria.records.values():
        deadlines = [deadline for deadline in plan.criteria.deadlines.values() if deadline.table == table.name]
        yield f"\n## {table.name} {table.title}\n"
        yield "每件一行。unit_id 填被考核单位的标识；其余各列："
        roles = _roles(deadlines)
        yield from (f"- `{column.name}` {_column(column, table, roles)}" for column in table.columns)
        yield from (f"\n{text}" for text in _rules(table, deadlines, plan.criteria.period))


def _column(column: RecordColumn, table: RecordTable, roles: Mapping[str, str]) -> str:
    """Title, what a cell may hold, and what a blank one means."""
    words = [f"{column.title}（{_KINDS[column.kind]}{'，必填' if column.required else ''}）"]
    if column.allowed:
        words.append(f"只能填{'、'.join(column.allowed)}")
    if column.pattern:
        words.append(f"须符合 `{column.pattern}`")
    if column.low is not None or column.high is not None:
        words.append(_range(column))
    if column.not_before:
        before = table.column(column.not_before)
        words.append(f"不得早于{before.title if before else column.not_before}")
    blank = roles.get(column.name) or ("空为未知" if column.kind == "flag" else "")
    return "；".join(words + ([blank] if blank and not column.required else []))


def _range(column: RecordColumn) -> str:
    low = f"不小于{numbers.plain(column.low)}" if column.low is not None else ""
    high = f"不大于{numbers.plain(column.high)}" if column.high is not None else ""
    return "、".join(filter(None, (low, high)))


def _roles(deadlines: list[Deadline]) -> dict[str, str]:
    """What a blank means in the columns that deadlines are judged by."""
    roles: dict[str, str] = {}
    for deadline in deadlines:
        receipts = [column for regime in deadline.regimes for _, column in regime.receipt]
        roles |= dict.fromkeys(receipts, "适用的申请方式填写，缺少的无法判断是否按期")
        roles |= {column: "空为没有此事" for pair in deadline.excluded for column in pair}
        if deadline.restart:
            roles |= {deadline.restart.asked: "空为没有补正", deadline.restart.answered: "空为没有收到补正"}
        if deadline.extended:
            roles[deadline.extended] = "空为没有延期"
        roles |= _own_days(deadline)
    for deadline in deadlines:
        for name in deadline.where.names() if deadline.where else ():
            roles.setdefault(name.name, f"据此判断{deadline.title}的期限是否适用")
    return roles


def _own_days(deadline: Deadline) -> dict[str, str]:
    """The days of a deadline; where one decides whether it applies at all, a blank says that."""
    deciding = {name.name for name in deadline.where.names()} if deadline.where else set()
    roles = {deadline.end: "空为尚未办结", deadline.start: "空的无法判断是否按期"}
    return {column: text for column, text in roles.items() if column not in deciding}


def _rules(table: RecordTable, deadlines: list[Deadline], period: int) -> Iterator[str]:
    """Year, keys, units without rows, and every deadline in words."""
    year = table.column(table.dated_by)
    if year:
        yield f"按{year.title}归入年度。" if year.required else f"按{year.title}归入年度；{year.title}为空的归入{period}年。"
    if table.key:
        titles = [column.title for name in table.key if (column := table.column(name))]
        yield f"同一单位内{'、'.join(titles)}不得{'重复' if len(titles) == 1 else '同时相同'}。"
    yield _ABSENT[table.absent]
    for deadline in deadlines:
        yield f"{deadline.title}：{deadline_words(deadline, table)}。"
