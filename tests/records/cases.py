"""Small record tables and what the engine says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from scoring.criteria.records.model import Deadline, RecordColumn, RecordTable, Regime
from scoring.records.applying import applies_sql
from scoring.records.deadlines import deadline_sql

if TYPE_CHECKING:
    from scoring.engine.database import Session

REGIMES = (Regime(date(2008, 5, 1), 15, 15), Regime(date(2019, 5, 15), 20, 20))
PLAIN = Deadline(
    id="reply",
    title="答复",
    table="requests",
    regimes=REGIMES,
    count="working",
    start="received_on",
    end="replied_on",
    as_of=date(2023, 12, 31),
    unusable="exclude",
    path=(),
)
COLUMNS = ("received_on", "replied_on", "asked_on", "signed_on", "channel", "extended")
TABLE = RecordTable(
    "requests",
    "台账",
    tuple(RecordColumn(name, name, "date" if name.endswith("_on") else "flag" if name == "extended" else "text") for name in COLUMNS),
    (),
    "received_on",
    "zero",
    (),
)
"""What conditions of deadlines may name."""
VALUES = ("state", "taken", "days_late", "due")


def term(days: int, **changes: Any) -> Deadline:
    """A deadline of so many days whenever it began."""
    return replace(PLAIN, regimes=(Regime(date.min, days),), **changes)


def _cell(value: object) -> str:
    if isinstance(value, date):
        return f"date '{value}'"
    return "null" if value is None else repr(value) if isinstance(value, int | str) and not isinstance(value, bool) else str(value).lower()


def _kind(column: str) -> str:
    return {"period": "integer", "extended": "boolean"}.get(column, "date" if column.endswith("_on") else "varchar")


def judge(
    session: Session, deadline: Deadline, rows: Sequence[Mapping[str, Any]], period: int = 2023, dated_by: str = ""
) -> list[dict[str, Any]]:
    """State, days taken, days late and last day of each row, as the engine says.

    Args:
        session: Holds ``workdays``.
        deadline: The deadline.
        rows: Cases; the year of the starting column is their period unless they say so.
        period: The year assessed.
        dated_by: As :func:`scoring.records.deadlines.deadline_sql`.
    """
    columns = sorted({column for row in rows for column in row} | {deadline.start, deadline.end})
    complete = [{"period": row[deadline.start].year if row.get(deadline.start) else period, **row} for row in rows]
    names = ["number", "period", *(column for column in columns if column != "period")]
    kinds = {column: _kind(column) for column in names[2:]}
    made = ", ".join(
        ["number", "cast(period as integer) as period", *(f"cast({column} as {kind}) as {column}" for column, kind in kinds.items())]
    )
    values = ",\n".join(
        f"({', '.join([str(number), *(_cell(row.get(column)) for column in names[1:])])})" for number, row in enumerate(complete)
    )
    session.con.execute(f"create or replace table cases as select {made} from (values {values}) as t ({', '.join(names)})")
    sql = deadline_sql(deadline, period, dated_by, applies_sql(deadline, TABLE, period))
    made_columns = [row[0] for row in session.rows(f"describe select * from {sql.prepare('cases')} as r")]
    assert len(made_columns) == len(set(made_columns)), "a column that is made twice is another one in each engine"
    shown = ", ".join(f"{getattr(sql, name)} as {name}" for name in VALUES)
    return session.records(f"select {shown} from {sql.prepare('cases')} as r\n{sql.due_join}\norder by r.number")
