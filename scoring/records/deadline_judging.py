"""How a deadline is judged: what its CASE compares, by the sort of the deadline.

Each function returns :class:`Judged`, SQL over one row after the layers and joins it asks for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.records.deadline_days import (
    as_of_sql,
    fixed_sql,
    has_receipt_rules,
    has_zero_term,
    row_term_sql,
    start_sql,
    term_sql,
)
from scoring.records.deadline_line import EPOCH, Line
from scoring.records.deadline_standstill import Standstill

if TYPE_CHECKING:
    from scoring.criteria.records.model import Deadline


@dataclass(frozen=True, slots=True)
class Judged:
    """What decides a case; conditions are NULL where the calendar does not say.

    Args:
        start: Day the term starts.
        as_of: Day on which the case is judged if it is open.
        late: Condition that what was done was done after the last day.
        overdue: Condition that ``as_of`` lies after the last day.
        used: Days used until the end.
        over: Days after the last day, until the end or ``as_of``.
        last: The last day: a date, or the number of a working day.
        layers: Derived tables around the rows.
        disordered: Condition that dates of restart or excluded time contradict each other.
        still: Condition that the term stands still.
    """

    start: str
    as_of: str
    late: str
    overdue: str
    used: str
    over: str
    last: str
    layers: tuple[str, ...] = ()
    disordered: str = ""
    still: str = ""


def judged(deadline: Deadline, line: Line, period: int, dated_by: str) -> Judged:
    """How a deadline is judged.

    Args:
        deadline: The deadline.
        line: Takes the joins.
        period: The year assessed.
        dated_by: Column whose year is the period of a row.
    """
    as_of = as_of_sql(deadline, period)
    if deadline.fixed or (deadline.count == "calendar" and not _stands_still(deadline)):
        layer = Line(deadline.id, deadline.count).layer({"as_of": as_of, "start": start_sql(deadline)})
        return _by_date(deadline, line, (layer,))
    if _stands_still(deadline):
        return _by_standstill(deadline, line, as_of)
    return _by_workdays(deadline, line, period, dated_by)


def _stands_still(deadline: Deadline) -> bool:
    return bool(deadline.restart or deadline.excluded) and not deadline.fixed


def _by_workdays(deadline: Deadline, line: Line, period: int, dated_by: str) -> Judged:
    """A plain term of working days: all that follows from the starting day is joined with it."""
    own_day = not has_receipt_rules(deadline)
    own_year = own_day and dated_by == deadline.start
    start = f"r.{deadline.start}"
    layers: tuple[str, ...] = ()
    if not own_year:
        columns = {"as_of": as_of_sql(deadline, period)} | ({} if own_day else {"start": start_sql(deadline)})
        layers = (Line(deadline.id, deadline.count).layer(columns),)
        start = start if own_day else f"r.{deadline.id}__start"
    begin = line.join("start", start, _starting_days(deadline, period, own_year=own_year) if own_day else "workdays")
    end = line.ends("end", f"r.{deadline.end}")
    if own_year:
        as_of, as_of_end = f"{begin}.as_of", f"{begin}.as_of_ended"
    else:
        as_of = f"r.{deadline.id}__as_of"
        as_of_end = line.ends("as_of", as_of)
    last = f"{begin}.started + {row_term_sql(deadline)}"
    if own_day:
        last = f"case when r.{deadline.extended} then {begin}.extended else {begin}.last end" if deadline.extended else f"{begin}.last"
    late, overdue = f"{end} > {last}", f"{as_of_end} > {last}"
    if has_zero_term(deadline):  # on the very day is in time even where that day ends as the next working day
        late, overdue = (
            f"{late} and ({day} > {start} or ({late}) is null)" for late, day in ((late, f"r.{deadline.end}"), (overdue, as_of))
        )
    return Judged(
        start=start,
        as_of=as_of,
        late=late,
        overdue=overdue,
        # A start on a day that is no working day: its end would count as the next one.
        used=f"case when r.{deadline.end} = {start} then 0 else {end} - {begin}.started end",
        over=f"case when r.{deadline.end} <= {as_of} then {end} else {as_of_end} end - ({last})",
        last=last,
        layers=layers,
    )


def _starting_days(deadline: Deadline, period: int, *, own_year: bool) -> str:
    """The days of ``workdays`` with the number of the last day of a term that starts on them."""
    columns = f"d.day, d.started, d.started + {term_sql(deadline, 'd.day')} as last"
    if deadline.extended:
        columns += f", d.started + {term_sql(deadline, 'd.day', extended=True)} as extended"
    if not own_year:
        return f"(select {columns} from workdays as d)"
    as_of = as_of_sql(deadline, period, "year(w.day)")
    return (
        f"(select {columns}, d.as_of, a.ended as as_of_ended\n"
        f"    from (select w.day, w.started, {as_of} as as_of from workdays as w) as d\n"
        "    left join workdays as a on a.day = d.as_of)"
    )


def _by_date(deadline: Deadline, line: Line, layers: tuple[str, ...]) -> Judged:
    """A day of the calendar, or a term of calendar days: the last day is a date."""
    start, as_of = f"r.{deadline.id}__start", f"r.{deadline.id}__as_of"
    day = fixed_sql(deadline, start) or f"{start} + {row_term_sql(deadline)}"
    end = f"r.{deadline.end}"
    stop = f"case when {end} <= {as_of} then {end} else {as_of} end"
    last, late, overdue = _rolled(deadline, line, day, (end, as_of))
    used, over = f"date_diff('day', {start}, {end})", f"date_diff('day', {last}, {stop})"
    if deadline.count == "working":
        stopped = line.ends("stop", stop)
        taken = f"{stopped} - {line.begins('start', start)}"
        used = f"case when {end} = {start} then 0 else {taken} end"
        over = f"{stopped} - {line.begins('last', last)}"
        known = f"({taken}) is not null and ({stop} <= {day} or ({over}) is not null)"
        late, overdue = (f"case when {known} then {condition} end" for condition in (late, overdue))
    return Judged(start, as_of, late, overdue, used, over, last, layers)


def _rolled(deadline: Deadline, line: Line, day: str, stops: tuple[str, str]) -> tuple[str, str, str]:
    """The last day and whether the end and ``as_of`` lie after it; rolled forward, what is in time before it is so for certain."""
    if not deadline.roll_forward:
        return day, f"{stops[0]} > {day}", f"{stops[1]} > {day}"
    last = f"{line.join('rolled', day)}.rolled"
    late, overdue = (f"({stop} > {day} and {stop} > {last})" for stop in stops)
    return last, late, overdue


def _by_standstill(deadline: Deadline, line: Line, as_of: str) -> Judged:
    """A term that restarts or stands still."""
    first = Line(deadline.id, deadline.count).layer({"as_of": as_of})
    still = Standstill(deadline, f"r.{deadline.id}__as_of")
    base, stop, out, term = (still.column(name) for name in ("base", "stop", "out", "term"))
    number = f"{base} + {term} + {out}"
    late, over, last = f"{stop} > {number}", f"{stop} - ({number})", number
    if deadline.count == "calendar":
        day, stopped = (f"{EPOCH} + cast({text} as integer)" for text in (number, stop))
        last, late, _ = _rolled(deadline, line, day, (stopped, stopped))
        over = f"date_diff('day', {last}, {stopped})"
    late = f"case when not {still.column('disordered')} then {late} end"
    return Judged(
        start=still.column("start"),
        as_of=still.column("as_of"),
        late=late,
        overdue=late,
        used=f"{stop} - {base} - {out}",
        over=over,
        last=last,
        layers=(first, *still.layers()),
        disordered=still.column("disordered"),
        still=still.still(),
    )
