"""Formulas of measures over records: aggregates of rows, and arithmetic on them.

``avg`` and ``share`` are quotients of two aggregates, so that a mean over no row has the outcome of every
division by zero, and figures add up along the units.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from scoring.criteria.formulas import Formula, Parser, check_size, syntax
from scoring.criteria.records.model import Aggregate, Deadline, RecordTable
from scoring.criteria.records.rowformulas import OwnParser, RowParser

# Least and most arguments of every aggregate.
AGGREGATES = {
    "count": (0, 1),
    "sum": (1, 1),
    "avg": (1, 1),
    "share": (1, 1),
    "lowest": (1, 1),
    "highest": (1, 1),
    "median": (1, 1),
    "percentile": (2, 2),
}
MEDIAN = Decimal(1) / 2
PERCENT = 100


@dataclass(frozen=True)
class Over:
    """What a measure is taken over: the table, its deadlines, and an aggregate as all of the measure begin."""

    table: RecordTable
    deadlines: Mapping[str, Deadline]
    like: Aggregate


def parse_where(text: str, table: RecordTable, deadlines: Mapping[str, Deadline]) -> Formula:
    """The condition that rows of a measure fulfil; raises FormulaError."""
    return RowParser(text.strip(), table, deadlines).condition(syntax(text.strip()))


def parse_own_where(text: str, table: RecordTable) -> Formula:
    """The condition under which a deadline applies to a row; raises FormulaError."""
    return OwnParser(text.strip(), table, {}).condition(syntax(text.strip()))


def parse_over_records(text: str, over: Over) -> tuple[Formula, tuple[Aggregate, ...]]:
    """A formula over aggregates of rows.

    Args:
        text: What the official wrote.
        over: What it is taken over.

    Returns:
        The formula, in which every aggregate is a name, and the aggregates.

    Raises:
        FormulaError: as :func:`scoring.criteria.formulas.parse_formula`, and RowError.
    """
    parser = _RecordParser(text.strip(), over)
    formula = parser.node(syntax(parser.text), 0)
    check_size(formula, parser.text)
    return formula, tuple(parser.aggregates.values())


class _RecordParser(Parser):
    """A formula whose calls of ``count`` and the like become names of aggregates."""

    def __init__(self, text: str, over: Over) -> None:
        super().__init__(text)
        self.over = over
        self.rows = RowParser(text, over.table, over.deadlines)
        self.aggregates: dict[Aggregate, Aggregate] = {}

    def call(self, function: str, args: list[ast.expr], node: ast.expr, depth: int) -> Formula:
        if function not in AGGREGATES:
            return super().call(function, args, node, depth)
        least, most = AGGREGATES[function]
        if not least <= len(args) <= most:
            raise self.refuse("arguments", node)
        if function == "count":
            return self._count(self.rows.condition(args[0], depth) if args else None)
        typed = self.rows.typed(args[0], depth)
        if function == "share" or (function == "avg" and typed.kind == "condition"):
            judged = self.rows.condition(args[0], depth)
            return Formula("/", (self._count(judged), self._count(Formula("given", (judged,)))))
        return self._of_value(function, self.rows.number(args[0], depth), args)

    def _of_value(self, function: str, value: Formula, args: list[ast.expr]) -> Formula:
        if function == "avg":
            return Formula("/", (self._add(function="sum", of=value), self._count(Formula("given", (value,)))))
        if function == "median":
            return self._add(function="percentile", of=value, rank=MEDIAN)
        if function == "percentile":
            rank = self.node(args[1], 0)
            if rank.op != "number" or not 0 <= rank.value <= PERCENT:
                raise self.refuse("rank", args[1])
            return self._add(function="percentile", of=value, rank=rank.value / PERCENT)
        return self._add(function=function, of=value)

    def _count(self, condition: Formula | None) -> Formula:
        return self._add(function="count", where=condition)

    def _add(self, where: Formula | None = None, **changes: object) -> Formula:
        """The name of an aggregate, the same for the same aggregate."""
        both = [part for part in (self.over.like.where, where) if part is not None]
        joined = Formula("and", tuple(both)) if len(both) > 1 else next(iter(both), None)
        wanted = replace(self.over.like, where=joined, **changes)  # type: ignore[arg-type]  # fields of the dataclass by name
        if wanted not in self.aggregates:
            doubts = tuple(dict.fromkeys(self._doubts(wanted)))
            identity = f"{wanted.id}__{len(self.aggregates) + 1}"
            self.aggregates[wanted] = replace(wanted, id=identity, doubts=doubts)
        return Formula("name", name=self.aggregates[wanted].id)

    def _doubts(self, aggregate: Aggregate) -> Iterator[str]:
        for formula in (aggregate.of, aggregate.where):
            for name in _deadlines(formula) if formula else ():
                if self.over.deadlines[name].unusable == "not_assessable":
                    yield name


def _deadlines(formula: Formula) -> Iterator[str]:
    if formula.op == "deadline":
        yield formula.name
    for arg in formula.args:
        yield from _deadlines(arg)
