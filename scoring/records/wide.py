"""The last step: one wide row per unit and year, every number with its status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from scoring.criteria.records import Aggregate
from scoring.engine.database import literal
from scoring.records.percentiles import histograms
from scoring.records.row_names import select_sql
from scoring.records.summing import own_name, whole_name
from scoring.records.table_pass import ROWS, TablePass, doubts_name

MEASURED, NOT_APPLICABLE, MISSING, NOT_ASSESSABLE = 0, 1, 2, 3
_EMPTY = {"not_applicable": NOT_APPLICABLE, "missing": MISSING, "not_assessable": NOT_ASSESSABLE}
_NO_NAME = "''"
_ADDED = frozenset({"count", "sum"})


def inputs_sql(passes: Sequence[TablePass], periods: Sequence[int]) -> str:
    """SELECT of ``record_inputs``: one row per unit x period, ``<id>`` and ``s__<id>`` for every aggregate."""
    columns, joins = ["u.unit_id", "p.period"], _Joins("u.unit_id", "p.period")
    for asked in passes:
        for aggregate in asked.aggregates:
            columns += _Cell(asked, aggregate, joins, _NO_NAME, _NO_NAME).columns()
    years = ", ".join(f"({period})" for period in periods)
    return select_sql(columns, f"from units as u\ncross join (values {years}) as p (period){joins.sql}")


def groups_sql(passes: Sequence[TablePass]) -> str:
    """SELECT of ``record_groups``: one row per unit x period x table x dimension x member that occurs.

    Columns of aggregates of other tables, or that are not broken down by the dimension, are NULL.
    """
    every = [(asked, aggregate) for asked in passes for aggregate in asked.aggregates if aggregate.by]
    selects = [_groups(asked, every) for asked in passes if asked.dimensions]
    if not selects:
        names = ("unit_id", "record_table", "dimension", "member")
        nothing = ", ".join(f"cast(null as varchar) as {name}" for name in names)
        return f"select {nothing}, cast(null as integer) as period\nwhere 1 = 0"
    return "\nunion all\n".join(selects) + "\norder by unit_id, period, record_table, dimension, member"


def _groups(asked: TablePass, every: list[tuple[TablePass, Aggregate]]) -> str:
    joins = _Joins("k.unit_id", "k.period")
    columns = ["k.unit_id", "k.period", f"{literal(asked.table.name)} as record_table", "k.dimension", "k.member"]
    for owner, aggregate in every:
        if owner is asked:
            columns += _Cell(asked, aggregate, joins, "k.dimension", "k.member").columns()
        else:
            columns += [f"cast(null as {owner.type(aggregate)}) as {aggregate.id}", f"cast(null as tinyint) as s__{aggregate.id}"]
    # With the units below come the members that occur in any of them.
    rolls_up = any(aggregate.rolls_up for aggregate in asked.aggregates if aggregate.by)
    keys = whole_name(asked) if rolls_up else own_name(asked)
    units = "" if rolls_up else "\ninner join units as u on u.unit_id = k.unit_id"
    return select_sql(columns, f"from {keys} as k{units}{joins.sql}\nwhere k.dimension <> ''")


@dataclass
class _Joins:
    """Left joins to tables by unit and period, each once."""

    unit: str
    period: str
    made: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def to(self, table: str, dimension: str, member: str) -> str:
        """The alias of a table joined on a dimension and member."""
        return self.made.setdefault((table, dimension, member), f"j{len(self.made) + 1}")

    @property
    def sql(self) -> str:
        return "".join(
            f"\nleft join {table} as {alias}\n    on {alias}.unit_id = {self.unit} and {alias}.period = {self.period}"
            f" and {alias}.dimension = {dimension} and {alias}.member = {member}"
            for (table, dimension, member), alias in self.made.items()
        )


class _Cell:
    """Value and status of an aggregate for the rows of the wide table."""

    def __init__(self, asked: TablePass, aggregate: Aggregate, joins: _Joins, dimension: str, member: str) -> None:
        self.asked, self.aggregate = asked, aggregate
        table = whole_name(asked) if aggregate.rolls_up else own_name(asked)
        # Whether anything was delivered is asked of all rows of the unit, not of the member.
        whole = joins.to(table, _NO_NAME, _NO_NAME)
        self.rows = f"{whole}.{ROWS}"
        summed = joins.to(table, dimension, member)
        self.doubts = f"{summed}.{doubts_name(aggregate)} > 0" if aggregate.doubts else ""
        values = next((joins.to(each.name, dimension, member) for each in histograms(asked) if aggregate in each.aggregates), summed)
        self.value = f"{values}.{aggregate.id}"
        self.broken_down = " or ".join(f"{dimension} = {literal(column)}" for column in aggregate.by) if dimension != _NO_NAME else ""

    def columns(self) -> list[str]:
        return [
            f"{self._only(self._value())} as {self.aggregate.id}",
            f"cast({self._only(self._status())} as tinyint) as s__{self.aggregate.id}",
        ]

    def _only(self, sql: str) -> str:
        return f"case when {self.broken_down} then {sql} end" if self.broken_down else sql

    def _value(self) -> str:
        added = self.aggregate.function in _ADDED
        zero = f"cast(0 as {self.asked.type(self.aggregate)})"
        value = f"coalesce({self.value}, {zero})" if added else self.value
        if added and self.asked.table.absent == "missing":
            value = f"case when {self.rows} is not null then {value} end"
        return f"case when {self.doubts} then null else {value} end" if self.doubts else value

    def _status(self) -> str:
        return "case " + " ".join(f"when {condition} then {status}" for condition, status in self._reasons()) + f" else {MEASURED} end"

    def _reasons(self) -> Iterator[tuple[str, int]]:
        if self.asked.table.absent == "missing":
            yield f"{self.rows} is null", MISSING
        if self.doubts:
            yield self.doubts, NOT_ASSESSABLE
        if self.aggregate.function not in _ADDED:
            yield f"{self.value} is null", _EMPTY[self.aggregate.empty]
        yield "1 = 0", MISSING
