"""The cases behind the numbers: those that are late, overdue or cannot be judged, by a second pass over tables of moderate size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.engine.database import Session, literal
from scoring.records import states
from scoring.records.row_names import column_sql
from scoring.records.table_pass import TablePass


@dataclass(frozen=True, slots=True)
class CaseLimits:
    """How far cases are listed one by one.

    Args:
        rows: A table with more rows has no list: it would be sorted.
        each: Most cases of one unit and deadline, the worst ones.
    """

    rows: int = 5_000_000
    each: int = 200


def build_cases(session: Session, passes: Sequence[TablePass], limits: CaseLimits) -> None:
    """Make ``record_cases``: one row per case of the year assessed that is late, overdue or unusable, the latest first.

    Args:
        session: Holds the record tables and ``workdays``.
        passes: The tables.
        limits: How far cases are listed.
    """
    listed = [asked for asked in passes if asked.deadlines and _rows(session, asked) <= limits.rows]
    session.step("record_cases", cases_sql(listed, limits))


def _rows(session: Session, asked: TablePass) -> int:
    return int(session.rows(f"select count(*) from records_{asked.table.name}")[0][0])


def cases_sql(passes: Sequence[TablePass], limits: CaseLimits) -> str:
    """SELECT of ``record_cases``."""
    texts = ("unit_id", "deadline", "case_key", "file")
    days = ("start_on", "end_on", "due_on")
    empty = [*(f"cast(null as varchar) as {name}" for name in texts), *(f"cast(null as date) as {name}" for name in days)]
    empty += ["cast(null as integer) as period", "cast(null as smallint) as state", "cast(null as integer) as days_late"]
    columns = "unit_id, period, deadline, case_key, start_on, end_on, due_on, days_late, state, file, place"
    selects = [_of_deadline(asked, key) for asked in passes for key in asked.deadlines]
    if not selects:
        return f"select {', '.join([*empty, 'cast(null as integer) as place'])}\nwhere 1 = 0"
    union = "\nunion all\n".join(selects)
    return f"select {columns}\nfrom (\n{union}\n) as w\nwhere place <= {limits.each}\norder by unit_id, deadline, place"


def _of_deadline(asked: TablePass, key: str) -> str:
    deadline, term = asked.deadlines[key], asked.term(key)
    rows = term.prepare(asked.base_sql([asked.plan.period]))
    named = ", ".join(f"cast(r.{column_sql(name)} as varchar)" for name in asked.table.key)
    worst = "case when c.days_late is null then 1 else 0 end, c.days_late desc nulls last, c.state"
    rest = "c.case_key nulls last, c.start_on nulls last, c.end_on nulls last, c.due_on nulls last, c.file nulls last"
    return f"""select
    c.unit_id, c.period, c.deadline, c.case_key, c.start_on, c.end_on, c.due_on, c.days_late, c.state, c.file,
    cast(row_number() over (partition by c.unit_id order by {worst}, {rest}) as integer) as place
from (
    select
        r.unit_id, r.period, {literal(key)} as deadline,
        {f"concat_ws(' ', {named})" if named else "''"} as case_key,
        r.{column_sql(deadline.start)} as start_on, r.{column_sql(deadline.end)} as end_on,
        {term.due} as due_on, {term.days_late} as days_late, {term.state} as state, r.file
    from {rows} as r
    {term.due_join}
) as c
where c.state in ({states.LATE}, {states.OVERDUE}) or c.state >= {states.FIRST_UNUSABLE}"""
