"""The one pass over a record table: rows become cells, and all that is counted of rows is counted of cells.

A cell is what rows share: unit, year, the columns broken down by, the state of every deadline, and the arguments of
percentiles (so the cells are their histogram). An aggregate over nothing but these is computed from the cells,
which are few; every other one is a column of the pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from scoring.criteria.formula_tree import Formula
from scoring.criteria.records import Aggregate, RecordTable
from scoring.numbers import ROW_TYPE
from scoring.records.applying import applies_sql
from scoring.records.deadlines import DeadlineSql, deadline_sql
from scoring.records.plan import RecordPlan
from scoring.records.row_names import column_sql, days_late_name, select_sql, state_name, taken_name
from scoring.records.row_sql import DAYS, JUDGED, RowSql, is_stated

ROWS = "n"


@dataclass(frozen=True, slots=True)
class Summed:
    """A column of the table of sums.

    Args:
        name: Its name: an aggregate's id, or that of its doubts.
        sql: SQL over the cells (alias ``c``), aggregated.
        again: Function that joins such columns of several units.
        aggregate: The aggregate.
        is_finest: Whether it needs the argument of a percentile, which only the cells themselves have.
    """

    name: str
    sql: str
    again: str
    aggregate: Aggregate
    is_finest: bool = False


class TablePass:
    """What is asked of one record table, and the SQL of its rows and cells.

    Args:
        plan: What the run needs.
        table: The table.
    """

    def __init__(self, plan: RecordPlan, table: RecordTable) -> None:
        self.plan, self.table = plan, table
        self.deadlines = {key: deadline for key, deadline in plan.deadlines.items() if deadline.table == table.name}
        self.aggregates = [aggregate for aggregate in plan.aggregates if aggregate.table == table.name]
        self.dimensions = list(dict.fromkeys(column for aggregate in self.aggregates for column in aggregate.by))
        self._terms = {
            key: deadline_sql(deadline, plan.period, table.dated_by, applies_sql(deadline, table, plan.period))
            for key, deadline in self.deadlines.items()
        }
        formulas = [part for aggregate in self.aggregates for part in (aggregate.of, aggregate.where) if part]
        spans = dict.fromkeys(node for formula in formulas for node in _spans(formula))
        self._spans = {node: f"workdays__{number}" for number, node in enumerate(spans, 1)}
        self._names = list(dict.fromkeys(node.name for formula in formulas for node in formula.names() if node.name != "unit_id"))
        self.row = RowSql(table, self.deadlines, {node: f"c.{name}" for node, name in self._spans.items()})
        arguments = dict.fromkeys(each.of for each in self.aggregates if each.function == "percentile" and each.of)
        self.arguments = {formula: f"value__{number}" for number, formula in enumerate(arguments, 1)}
        self.cell = RowSql(table, self.deadlines, {formula: f"c.{name}" for formula, name in self.arguments.items()})
        self._counted: dict[str, str] = {}
        self.rejoined: dict[str, str] = {}
        self.sums = [summed for aggregate in self.aggregates for summed in self._sums(aggregate)]
        # Registers what the histograms need of the rows before the SQL of the cells is written.
        self.weights = {each.id: self.weight(each.where) for each in self.aggregates if each.function == "percentile"}

    @property
    def is_asked(self) -> bool:
        """Whether anything is asked of the table."""
        return bool(self.aggregates or self.deadlines)

    @property
    def rolls_up(self) -> bool:
        """Whether anything is asked of units with those below them."""
        return any(aggregate.rolls_up for aggregate in self.aggregates)

    def rows_sql(self, periods: Iterable[int]) -> str:
        """SELECT of the rows of some years: unit, period, the columns that formulas name, and what deadlines say of each."""
        rows = self.base_sql(periods)
        columns = ["r.unit_id", "r.period", *(f"r.{column_sql(name)}" for name in dict.fromkeys([*self.dimensions, *self._names]))]
        joins = []
        for key, term in self._terms.items():
            rows = term.prepare(rows)
            columns.append(f"{term.state} as {state_name(key)}")
            columns.append(f"{term.taken} as {taken_name(key)}")
            columns.append(f"{term.days_late} as {days_late_name(key)}")
        bare = RowSql(self.table, self.deadlines, alias="r")
        for node, name in self._spans.items():
            first, last = (bare.date(arg) for arg in node.args)
            joins += [
                f"left join workdays as {name}_from on {name}_from.day = {first}",
                f"left join workdays as {name}_to on {name}_to.day = {last}",
            ]
            taken = f"when {last} > {first} then {name}_to.ended - {name}_from.started"
            columns.append(f"case when {last} = {first} then 0 {taken} end as {name}")
        return select_sql(columns, "\n".join([f"from {rows} as r", *joins]))

    def base_sql(self, periods: Iterable[int]) -> str:
        """The rows of some years with their ``period``; a row without the date that decides belongs to the year assessed."""
        periods = set(periods)
        dated = f"t.{column_sql(self.table.dated_by)}"
        parts = [f"{dated} between date '{date(first, 1, 1)}' and date '{date(last, 12, 31)}'" for first, last in _spans_of(periods)]
        if self.plan.period in periods:
            parts.append(f"{dated} is null")
        period = f"cast(coalesce(year({dated}), {self.plan.period}) as integer)"
        return f"(\n    select t.*, {period} as period\n    from records_{self.table.name} as t\n    where {' or '.join(parts)}\n)"

    def term(self, deadline: str) -> DeadlineSql:
        """The SQL of a deadline."""
        return self._terms[deadline]

    @property
    def keys(self) -> list[str]:
        """The columns of a cell that tell it from others."""
        dimensions = [column_sql(name) for name in self.dimensions]
        return ["unit_id", "period", *dimensions, *map(state_name, self.deadlines), *self.arguments.values()]

    def cells_sql(self, *, numbered: bool = False) -> str:
        """SELECT of the cells: the pass over the table.

        Args:
            numbered: Whether units are grouped by their ``number`` in ``record_units``: a join more, but a histogram of texts
                does not fit into little memory, one of numbers does.
        """
        keys = [f"c.{key}" for key in self.keys[: len(self.keys) - len(self.arguments)]]
        keys += [f"{self.row.sql(formula)} as {name}" for formula, name in self.arguments.items()]
        columns = [*keys, f"count(*) as {ROWS}", *(f"{sql} as {name}" for sql, name in self._counted.items())]
        numbers = ", ".join(map(str, range(1, len(keys) + 1)))
        rows = f"from (\n{self.rows_sql(self.plan.periods)}\n) as c"
        if not numbered:
            return select_sql(columns, f"{rows}\ngroup by {numbers}")
        grouped = select_sql(
            ["u.number", *columns[1:]], f"{rows}\ninner join record_units as u on u.unit_id = c.unit_id\ngroup by {numbers}"
        )
        named = ["u.unit_id", *(f"g.{name}" for name in [*self.keys[1:], ROWS, *self._counted.values()])]
        return select_sql(named, f"from (\n{grouped}\n) as g\ninner join record_units as u on u.number = g.number")

    def weight(self, where: Formula | None) -> str:
        """SQL over a cell: how many of its rows fulfil a condition."""
        if where is None:
            return f"c.{ROWS}"
        if self._of_cell(where):
            return f"(case when {self.cell.sql(where)} then c.{ROWS} else 0 end)"
        return self._column("count(*)", self.row.sql(where))

    def _sums(self, aggregate: Aggregate) -> Iterator[Summed]:
        if aggregate.function == "count":
            finest = self._is_finest(aggregate.where)
            yield Summed(aggregate.id, f"cast(sum({self.weight(aggregate.where)}) as bigint)", "sum", aggregate, finest)
        elif aggregate.function != "percentile" and aggregate.of:
            yield self._of_values(aggregate, aggregate.of)
        if aggregate.doubts:
            doubted = _doubted(aggregate)
            finest = self._is_finest(doubted)
            yield Summed(doubts_name(aggregate), f"cast(sum({self.weight(doubted)}) as bigint)", "sum", aggregate, finest)

    def _of_values(self, aggregate: Aggregate, value: Formula) -> Summed:
        """A sum, a lowest or a highest value."""
        again = {"lowest": "min", "highest": "max"}.get(aggregate.function, "sum")
        whole = self.row.kind(value) == "whole"
        where = aggregate.where
        if (whole or again != "sum") and self._of_cell(value) and (where is None or self._of_cell(where)):
            inner = f"{self.cell.sql(value)} * c.{ROWS}" if again == "sum" else self.cell.sql(value)
            kept = f" filter (where {self.cell.sql(where)})" if where else ""
            sql, finest = f"{again}({inner}){kept}", self._is_finest(value, where)
        else:
            condition = self.row.sql(where) if where else ""
            column = self._column(f"{again}({self.row.sql(value)})", condition, "bigint" if whole else "", again)
            sql, finest = f"{again}({column})", False
        return Summed(aggregate.id, f"cast({sql} as {self.type(aggregate)})", again, aggregate, finest)

    def argument(self, aggregate: Aggregate) -> str:
        """SQL over a cell (alias ``c``) of the value of a percentile."""
        return f"c.{self.arguments[aggregate.of]}" if aggregate.of else "null"

    def type(self, aggregate: Aggregate) -> str:
        """SQL type of an aggregate."""
        counted = aggregate.function == "count" or (aggregate.of is not None and self.row.kind(aggregate.of) == "whole")
        return "bigint" if counted and aggregate.function != "percentile" else ROW_TYPE

    def _column(self, sql: str, condition: str, kind: str = "", again: str = "sum") -> str:
        """A column of the pass, the same for the same SQL."""
        text = f"{sql} filter (where {condition})" if condition else sql
        text = f"cast({text} as {kind})" if kind else text
        name = self._counted.setdefault(text, f"counted__{len(self._counted) + 1}")
        joined = f"{again}(c.{name})"
        self.rejoined[name] = f"cast({joined} as bigint)" if kind or sql == "count(*)" else joined
        return f"c.{name}"

    def _is_finest(self, *formulas: Formula | None) -> bool:
        """Whether one of the formulas hangs on an argument of a percentile."""
        return any(
            formula in self.arguments or (not is_stated(formula) and self._is_finest(*formula.args)) for formula in formulas if formula
        )

    def _of_cell(self, formula: Formula) -> bool:
        """Whether a formula can be computed of a cell."""
        if formula in self.arguments or formula.op in JUDGED or is_stated(formula):
            return True
        if formula.op == "name":
            return formula.name in self.dimensions or formula.name == "unit_id"
        return formula.op not in {*DAYS, "workdays"} and all(map(self._of_cell, formula.args))


def doubts_name(aggregate: Aggregate) -> str:
    """Column of how many rows make an aggregate not assessable."""
    return f"doubts__{aggregate.id}"


def _doubted(aggregate: Aggregate) -> Formula:
    """Whether a row cannot be judged and may be meant: its condition holds or is unknown."""
    unusable = [Formula("unusable", (Formula("deadline", name=name),)) for name in aggregate.doubts]
    doubtful = Formula("or", tuple(unusable)) if len(unusable) > 1 else unusable[0]
    if aggregate.where is None:
        return doubtful
    excluded = Formula("and", (Formula("given", (aggregate.where,)), Formula("not", (aggregate.where,))))
    return Formula("and", (doubtful, Formula("not", (excluded,))))


def _spans(formula: Formula) -> Iterator[Formula]:
    """The spans of working days in a formula."""
    if formula.op == "workdays":
        yield formula
    for arg in formula.args:
        yield from _spans(arg)


def _spans_of(years: set[int]) -> list[tuple[int, int]]:
    """Years as first and last of those that follow each other."""
    firsts = sorted(year for year in years if year - 1 not in years)
    lasts = sorted(year for year in years if year + 1 not in years)
    return list(zip(firsts, lasts, strict=True))
