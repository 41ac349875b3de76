"""What the tests of aggregates share: a record table, deadlines whose findings stand in the rows, and a session with both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from scoring.criteria.formula_tree import Formula
from scoring.criteria.records import Aggregate, Deadline, RecordColumn, RecordTable, Regime
from scoring.engine.database import Session
from scoring.records.deadlines import DeadlineSql
from scoring.records.plan import RecordPlan

ASSESSED = 2023
COLUMNS = {
    "came_on": "date",
    "done_on": "date",
    "channel": "text",
    "urgent": "flag",
    "amount": "number",
    "pages": "whole",
    "case_id": "text",
}
TYPES: dict[str, Any] = {
    "date": pl.Date,
    "text": pl.String,
    "flag": pl.Boolean,
    "number": pl.Decimal(28, 10),
    "whole": pl.Int64,
}


def table(absent: str = "zero", name: str = "letters") -> RecordTable:
    columns = tuple(RecordColumn(column, column, kind) for column, kind in COLUMNS.items())  # type: ignore[arg-type]  # kinds by name
    return RecordTable(name, name, columns, ("case_id",), "came_on", absent, ())  # type: ignore[arg-type]  # zero or missing


def deadline(name: str, unusable: str = "exclude", of: str = "letters", where: Formula | None = None) -> Deadline:
    regimes = (Regime(date(2008, 5, 1), 15),)
    return Deadline(name, name, of, regimes, "working", "came_on", "done_on", date(2023, 12, 31), unusable, (), where=where)  # type: ignore[arg-type]  # one of three words


def stated(of: Deadline, _period: int, _dated_by: str, _applies: str) -> DeadlineSql:
    """Stands in for the SQL of deadlines: what they find is written in the rows."""
    name = of.id
    state = f"cast(r.state__{name} as smallint)"
    return DeadlineSql((), state, f"r.taken__{name}", f"r.days_late__{name}", "r.done_on", "")


def number(value: str | int) -> Formula:
    return Formula("number", value=Decimal(value))


def name(of: str) -> Formula:
    return Formula("name", name=of)


def text(of: str) -> Formula:
    return Formula("text", name=of)


def call(op: str, *args: Formula) -> Formula:
    return Formula(op, args)


def judged(op: str, of: str) -> Formula:
    return Formula(op, (Formula("deadline", name=of),))


def aggregate(number: int, function: str = "count", **more: Any) -> Aggregate:
    return Aggregate(f"m__{number}", more.pop("table", "letters"), function, **more)  # type: ignore[arg-type]  # function by name


def plan(
    aggregates: Iterable[Aggregate], *, tables: Iterable[RecordTable], deadlines: Iterable[Deadline] = (), earlier: int = 0
) -> RecordPlan:
    periods = tuple(ASSESSED - back for back in range(earlier + 1))
    return RecordPlan({each.name: each for each in tables}, {each.id: each for each in deadlines}, tuple(aggregates), periods)


def load_units(session: Session, units: Mapping[str, str | None]) -> None:
    schema = {"unit_id": pl.String, "parent_id": pl.String}
    session.load("units", pl.DataFrame(list(units.items()), schema=schema, orient="row"))


def load_rows(session: Session, rows: Iterable[Mapping[str, Any]], deadlines: Iterable[str] = (), name: str = "letters") -> None:
    """Make the record table; a column that a row does not name is blank."""
    schema: dict[str, Any] = {"unit_id": pl.String, **{column: TYPES[kind] for column, kind in COLUMNS.items()}, "file": pl.String}
    for each in deadlines:
        schema |= {f"state__{each}": pl.Int16, f"taken__{each}": pl.Int32, f"days_late__{each}": pl.Int32}
    session.load(f"records_{name}", pl.DataFrame([[row.get(column) for column in schema] for row in rows], schema=schema, orient="row"))


def forget(session: Session) -> None:
    """Drop what an earlier run made, so that the next one may make tables of views and the other way round."""
    for kind, view in session.rows(
        "select table_name, table_type = 'VIEW' from information_schema.tables where table_name like 'record_%'"
    ):
        session.con.execute(f"drop {'view' if view else 'table'} {kind}")
