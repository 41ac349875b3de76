"""Measures over records: ``of: records.<table>`` with ``where``, ``by`` and ``roll_up``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from scoring.criteria.fields import Reader
from scoring.criteria.formulas import Formula, FormulaError
from scoring.criteria.records.aggregating import Over, parse_over_records, parse_where
from scoring.criteria.records.conditions import LIKE, read_where, refused
from scoring.criteria.records.model import Aggregate, Deadline, RecordTable
from scoring.criteria.records.reading import OF, table_of, unknown_column
from scoring.criteria.records.rowformulas import DEADLINE_CONDITIONS
from scoring.files.yamlfile import Path

ONLY_HERE = ("where", "by", "roll_up")
# Kinds of columns whose values rows may be broken down by.
DIMENSIONS = frozenset({"text", "flag"})


def cases_id(measure: str) -> str:
    """Id of the aggregate that counts the rows of a measure."""
    return f"{measure}__cases"


def state_id(measure: str, state: str, deadline: str) -> str:
    """Id of the aggregate that counts the rows of a measure in a state (``on_time``, ``late``, ``pending``, ``unusable``)."""
    return f"{measure}__{state}_{deadline}"


def measure_of(aggregate: str) -> str:
    """Id of the measure to which an aggregate of such an id belongs; empty where it is the id of a measure itself."""
    return aggregate.rpartition("__")[0]


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
        where = read_where(self.reader, fields, path, lambda text: parse_where(text, table, self.deadlines))
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
            refused(self.reader, error, text, (*path, "value"))
            return neutral
        if not aggregates:
            self.reader.problem("C172", (*path, "value"), text, like=LIKE)
        elif formula.is_condition:
            self.reader.problem("C011", (*path, "value"), text, wanted="数值,如 a / b")
            return neutral
        return formula, (*aggregates, *told_besides(like, aggregates)) if aggregates else ()

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
