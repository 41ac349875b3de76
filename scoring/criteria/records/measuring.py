"""Measures over records: ``of: records.<table>`` with ``where``, ``by`` and ``roll_up``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from scoring.criteria.fields import CONDITION_LIKE, FORMULA_REASONS, Reader
from scoring.criteria.formulas import Formula, FormulaError
from scoring.criteria.records.aggregating import AGGREGATES, Over, parse_over_records, parse_where
from scoring.criteria.records.model import Aggregate, Deadline, RecordTable
from scoring.criteria.records.reading import OF, table_of, unknown_column
from scoring.criteria.records.rowformulas import DEADLINE_CONDITIONS, RowError
from scoring.criteria.suggestions import why_not_a_formula
from scoring.yamlfile import Path

ONLY_HERE = ("where", "by", "roll_up")
LIKE = "share(on_time(reply))"
# Kinds of columns whose values rows may be broken down by.
DIMENSIONS = frozenset({"text", "flag"})
ROW_REASONS = {
    "kind": "这里要写数值",
    "kinds": "两边不能比较：数与数、日期与日期或 '2020-01-31'、文字与 '文字'（只能 == 和 !=）",
    "date": "日期要写成 '2020-01-31'",
    "rank": "百分位数只能是0至100的数",
    "row_function": "这里没有这个函数",
    "function": f"没有这个函数，可用 {'、'.join(AGGREGATES)} 和四则运算的函数",
    "syntax": "写法不完整或有误",
}


def cases_id(measure: str) -> str:
    """Id of the aggregate that counts the rows of a measure."""
    return f"{measure}__cases"


def state_id(measure: str, state: str, deadline: str) -> str:
    """Id of the aggregate that counts the rows of a measure in a state (``on_time``, ``late``, ``pending``, ``unusable``)."""
    return f"{measure}__{state}_{deadline}"


def asked_deadlines(aggregates: Iterable[Aggregate]) -> tuple[str, ...]:
    """Ids of the deadlines that aggregates ask, each once."""
    formulas = (formula for found in aggregates for formula in (found.of, found.where) if formula is not None)
    return tuple(dict.fromkeys(part.name for formula in formulas for part in walk(formula) if part.op == "deadline"))


def walk(formula: Formula) -> Iterator[Formula]:
    """All nodes of a formula."""
    yield formula
    for arg in formula.args:
        yield from walk(arg)


def told_besides(like: Aggregate, aggregates: Iterable[Aggregate]) -> Iterator[Aggregate]:
    """What is told with every number: how many rows went in, and what became of them under every deadline that is asked."""
    yield replace(like, id=cases_id(like.id))
    for deadline in asked_deadlines(aggregates):
        for state in DEADLINE_CONDITIONS:
            condition = Formula(state, (Formula("deadline", name=deadline),))
            where = Formula("and", (like.where, condition)) if like.where is not None else condition
            yield replace(like, id=state_id(like.id, state, deadline), where=where, by=())


class MeasureReader:
    """Reads the formula of a measure over records."""

    def __init__(self, reader: Reader, tables: Mapping[str, RecordTable], deadlines: Mapping[str, Deadline]) -> None:
        self.reader = reader
        self.tables = tables
        self.deadlines = deadlines

    def read(self, identity: str, fields: Mapping[str, Any], path: Path, empty: Any) -> tuple[Formula, tuple[Aggregate, ...]]:
        """The formula over aggregates, and the aggregates (C162, C164, C166, C170-C174).

        Args:
            identity: Id of the measure.
            fields: Its keys.
            path: Its place.
            empty: What a division by zero means, which is what a percentile of nothing means too.
        """
        neutral = Formula("number"), ()
        table = table_of(self.reader, fields["of"], (*path, "of"), self.tables)
        if table is None:
            return neutral
        where = self._where(fields, path, table)
        like = Aggregate(
            id=identity,
            table=table.name,
            function="count",
            where=where,
            rolls_up=self.reader.flag(fields["roll_up"], (*path, "roll_up")) if "roll_up" in fields else False,
            by=tuple(self._dimensions(fields.get("by", []), (*path, "by"), table)),
            empty=empty,
        )
        text = self.reader.text(fields.get("value", "count()"), (*path, "value"))
        try:
            formula, aggregates = parse_over_records(text, Over(table, self.deadlines, like))
        except FormulaError as error:
            self._refused(error, text, (*path, "value"))
            return neutral
        if not aggregates:
            self.reader.problem("C172", (*path, "value"), text, like=LIKE)
        elif formula.is_condition:
            self.reader.problem("C011", (*path, "value"), text, wanted="数值,如 a / b")
            return neutral
        return formula, (*aggregates, *told_besides(like, aggregates)) if aggregates else ()

    def _where(self, fields: Mapping[str, Any], path: Path, table: RecordTable) -> Formula | None:
        text = self.reader.text(fields["where"], (*path, "where")) if "where" in fields else ""
        try:
            return parse_where(text, table, self.deadlines) if text else None
        except FormulaError as error:
            self._refused(error, text, (*path, "where"), like=CONDITION_LIKE.replace("base > 80", "channel == '网络'"))
            return None

    def _refused(self, error: FormulaError, text: str, path: Path, like: str = LIKE) -> None:
        if isinstance(error, RowError) and error.reason != "row_function":
            if error.reason == "column":
                unknown_column(self.reader, path, error.found, error.known)
            else:
                code = {"deadline": "C171", "text": "C173"}[error.reason]
                self.reader.problem(code, path, error.found, allowed="、".join(error.known) or "—", nearest=error.nearest or "—")
            return
        reason = (error.reason == "syntax" and why_not_a_formula(text)) or ROW_REASONS.get(error.reason) or FORMULA_REASONS[error.reason]
        self.reader.problem("C170", path, error.found, reason=reason, like=like)

    def _dimensions(self, value: object, path: Path, table: RecordTable) -> list[str]:
        names = []
        for i, item in enumerate(self.reader.sequence(value, path)):
            name = self.reader.text(item, (*path, i))
            column = table.column(name)
            if column is None:
                unknown_column(self.reader, (*path, i), name, (each.name for each in table.columns))
            elif column.kind not in DIMENSIONS or name in names:
                self.reader.problem("C166", (*path, i), name, kind=column.kind, wanted="text、flag")
            else:
                names.append(name)
        return names


def misplaced(reader: Reader, fields: Mapping[str, Any], path: Path) -> None:
    """Keys that only a measure over records has (C174)."""
    for key in ONLY_HERE:
        if key in fields:
            reader.problem("C174", (*path, key), key, like=f"{OF}requests")
