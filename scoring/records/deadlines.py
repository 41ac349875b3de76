"""Cases against their deadline, as SQL that every row of a record table goes through once.

A plain deadline (a start, an end, terms) costs two joins to ``workdays`` and a CASE; restart and excluded time are computed
before it, each number once.

A term is counted as administrative procedure counts: the starting day is not counted, the first day is the next one that
counts, the last day runs to its end (2007 Regulation art. 24, 2019 Regulation art. 33, 国办公开办函〔2015〕207号).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from scoring.records import states
from scoring.records.deadline_days import as_of_sql, day_sql, has_zero_term
from scoring.records.deadline_judging import Judged, judged
from scoring.records.deadline_line import Line

if TYPE_CHECKING:
    from scoring.criteria.records.model import Deadline


@dataclass(frozen=True, slots=True)
class DeadlineSql:
    """Texts that follow ``from <prepared rows> as r``.

    Rows have the columns of the record table and ``period``, the year of ``dated_by``; aliases begin with the deadline's id.

    Args:
        layers: Derived tables around the rows, innermost first, with ``{rows}`` for what they are made from.
        state: Number of :mod:`scoring.records.states`; NULL where the deadline does not apply to the row.
        taken: Days of the term used until the end; NULL where there is no end or the case is unusable.
        days_late: Days after the last day, in the deadline's count; 0 on time, until ``as_of`` for what is open and
            overdue; NULL otherwise.
        due: The last day, for lists of cases; NULL where the term stands still or the calendar ends before.
        due_join: A join that ``due`` needs besides; empty where none.
    """

    layers: tuple[str, ...]
    state: str
    taken: str
    days_late: str
    due: str
    due_join: str

    def prepare(self, rows: str) -> str:
        """The table that stands for the rows in ``from <prepared rows> as r``, with columns that begin with the deadline's id."""
        for layer in self.layers:
            rows = layer.replace("{rows}", rows)
        return rows


def deadline_sql(deadline: Deadline, period: int, dated_by: str = "", applies: str = "") -> DeadlineSql:
    """The SQL of a deadline.

    Args:
        deadline: The deadline; a fixed day goes without restart, excluded time and extension.
        period: The year assessed, to which ``as_of`` belongs.
        dated_by: Column whose year is the period of a row. Where the term starts on that very day, the day on which a row is
            judged is looked up with it instead of being computed row by row.
        applies: Condition over ``r`` under which the deadline applies to a row, as :func:`scoring.records.applying.applies_sql`
            writes it; empty where it applies to all.
    """
    line = Line(deadline.id, deadline.count)
    parts = judged(deadline, line, period, dated_by)
    state = _state(deadline, parts, as_of_sql(deadline, period))
    state = f"case when {applies} then {state} end" if applies else state
    columns = {"state": f"cast({state} as smallint)", "used": parts.used, "over": parts.over, "last": parts.last}
    layer = line.layer(columns)
    state = f"r.{deadline.id}__state"
    due, due_join = _due(deadline, line, parts)
    return DeadlineSql(
        layers=(*parts.layers, layer),
        state=state,
        taken=f"case when {state} <= {states.LATE} then cast(r.{deadline.id}__used as integer) end",
        days_late=(
            f"case when {state} = {states.ON_TIME} then 0 when {state} <= {states.OVERDUE} then cast(r.{deadline.id}__over as integer) end"
        ),
        due=due,
        due_join=due_join,
    )


def _state(deadline: Deadline, parts: Judged, as_of: str) -> str:
    """The CASE; the commonest outcomes first, so that the others cost little."""
    end, event, first = f"r.{deadline.end}", f"r.{deadline.start}", deadline.regimes[0].since
    reasons = f"when {event} < {day_sql(first)} then {states.NO_TERM} " if first > date.min else ""
    reasons += f"when {parts.disordered} then {states.DISORDERED} " if parts.disordered else ""
    unusable = f"case {reasons}else {states.BEYOND_CALENDAR} end" if reasons else str(states.BEYOND_CALENDAR)
    return (
        f"case when {end} >= {parts.start} and {end} <= {parts.as_of} then "
        f"case when not ({parts.late}) then {states.ON_TIME} when {parts.late} then {states.LATE} else {unusable} end\n"
        f"        when {parts.start} is null then {states.UNDATED}\n"
        f"        when {end} < {parts.start} and {end} <= {as_of} then {states.REVERSED}\n"
        f"        when not ({parts.overdue}) then {states.PENDING} when {parts.overdue} then {states.OVERDUE} "
        f"else {unusable} end"
    )


def _due(deadline: Deadline, line: Line, parts: Judged) -> tuple[str, str]:
    """The last day and the join it needs."""
    last = f"r.{deadline.id}__last"
    still = f" and not coalesce({parts.still}, false)" if parts.still else ""
    if not deadline.fixed and deadline.count == "working":
        alias = f"{line.name}__due"
        join = f"left join workdays as {alias} on {alias}.started = {last} and {alias}.is_workday"
        last = f"{alias}.day"
        if has_zero_term(deadline):  # on the spot, on a day that is no working day
            last = f"case when {last} < {parts.start} or r.{deadline.id}__last = 0 then {parts.start} else {last} end"
    else:
        join = ""
    return f"case when r.{deadline.id}__state < {states.FIRST_UNUSABLE}{still} then {last} end", join
