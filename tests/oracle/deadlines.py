"""Deadlines day by day in plain Python over ``chinese_calendar.is_workday``: what the engine is held against.

A term is walked through from its start, one day of the calendar after the other; nothing here knows of numbers of days or
of joins. States are written as in the contract of the engine, not imported from it.
"""

from __future__ import annotations

import calendar
import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import chinese_calendar

from scoring.criteria.records.model import Deadline, RecordTable, Regime
from tests.oracle.records import Rows

ON_TIME, LATE, OVERDUE, PENDING = 0, 1, 2, 3
UNDATED, REVERSED, NO_TERM, BEYOND_CALENDAR, DISORDERED = 10, 11, 12, 13, 14
ONE = timedelta(days=1)
Row = Mapping[str, Any]
Pair = tuple[date, date | None]


@functools.cache
def is_workday(day: date) -> bool | None:
    """Whether it is a working day; None outside the calendar."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def next_workday(day: date) -> date | None:
    """The day itself or the next working day; None outside the calendar."""
    while is_workday(day) is False:
        day += ONE
    return day if is_workday(day) else None


def judged_on(deadline: Deadline, period: int, year: int) -> date:
    """The day of judging, as many years earlier as the case is."""
    day = deadline.as_of
    shifted = day.year + year - period
    last = calendar.monthrange(shifted, day.month)[1]
    return date(shifted, day.month, last if (day.month, day.day) == (2, 29) else day.day)


@dataclass(frozen=True)
class Term:
    """A term that runs from a day: how long, in which days, and when it stands still."""

    count: str
    days: int
    pairs: tuple[Pair, ...]

    def ends_as(self, day: date) -> date:
        """A day that is no working day ends as the next one."""
        return next_workday(day) or day if self.count == "working" else day

    def counts(self, day: date, until: date) -> bool:
        """Whether a day is used up: it counts, and is not excluded (which it can be until the end)."""
        excluded = any(first < day and (last is None or day <= last) for first, last in self.pairs)
        return (self.count == "calendar" or is_workday(day) is True) and not (excluded and day <= until)

    def used(self, start: date, until: date) -> int:
        """Days used after the start until a day; none on the very day."""
        last, day, used = self.ends_as(until), start, 0
        while until != start and day < last:
            day += ONE
            used += self.counts(day, last)
        return used

    def last_day(self, start: date, until: date) -> date | None:
        """The last day that is in time; None where the calendar ends before it."""
        clip, day, used, last = self.ends_as(until), start, 0, start
        if until == start:
            clip = start
        while used <= self.days:
            day += ONE
            if self.count == "working" and is_workday(day) is None:
                return last if used == self.days else None
            used += self.counts(day, clip)
            if used <= self.days and (self.count == "calendar" or is_workday(day)):
                last = day
        return last


def outcome(  # noqa: PLR0911 - one return for each thing that can be wrong with a case reads as the statute does
    deadline: Deadline, row: Row, period: int, table: RecordTable
) -> tuple[int | None, int | None, int | None, date | None]:
    """State, days taken, days late, last day; nothing where the deadline does not apply."""
    as_of = judged_on(deadline, period, row["period"])
    if not _applies(deadline, row, as_of, table):
        return None, None, None, None
    event, end = row[deadline.start], _known(row[deadline.end], as_of)
    regime = next((each for each in reversed(deadline.regimes) if event and each.since <= event), None)
    start = _start(deadline, row, regime)
    if start is None:
        return UNDATED, None, None, None
    if end and end < start:
        return REVERSED, None, None, None
    if regime is None:
        return NO_TERM, None, None, None
    days = regime.days + (regime.extension if deadline.extended and row[deadline.extended] else 0)
    until = end or as_of
    if deadline.fixed:
        last = date(start.year + deadline.fixed.years, deadline.fixed.month, deadline.fixed.day)
        return _result(deadline, Term(deadline.count, 0, ()), (start, until, end), last, still=False)
    stops = [(_known(row[first], as_of), _known(row[second], as_of)) for first, second in deadline.excluded]
    asked, answered = _asked(deadline, row, as_of)
    if any(_contradicts(pair, start, until) for pair in [*stops, (asked, answered)]):
        return DISORDERED, None, None, None
    term = Term(deadline.count, days, tuple((first, second) for first, second in stops if first))
    still = any(last is None for _, last in term.pairs)
    if not _inside(deadline, start):
        return BEYOND_CALENDAR, None, None, None
    if asked and _in_time(deadline, term, start, asked):
        if answered and answered <= until:
            start = answered
        else:
            until, still = asked, True
    return _result(deadline, _without_late(term, start), (start, until, end), None, still=still)


def _without_late(term: Term, start: date) -> Term:
    """Time excluded that began after the term was over does not stop the days of being late."""

    def began_in_time(number: int) -> bool:
        others = tuple(pair for place, pair in enumerate(term.pairs) if place != number)
        first = term.pairs[number][0]
        return first <= start or replace(term, pairs=others).used(start, first) <= term.days

    return replace(term, pairs=tuple(pair for number, pair in enumerate(term.pairs) if began_in_time(number)))


def _applies(deadline: Deadline, row: Row, as_of: date, table: RecordTable) -> bool:
    """Whether the deadline applies to a case, by what is known of it on the day it is judged."""
    seen = {name: _known(value, as_of) if isinstance(value, date) else value for name, value in row.items()}
    return deadline.where is None or Rows(table, {}).value(deadline.where, seen) is True


def _known(day: date | None, as_of: date) -> date | None:
    return day if day and day <= as_of else None


def _start(deadline: Deadline, row: Row, regime: Regime | None) -> date | None:
    """The starting day by channel; before the first regime the rules of the first are as good as any."""
    event: date | None = row[deadline.start]
    if event is None or not deadline.channel:
        return event
    rules = dict((regime or deadline.regimes[0]).receipt)
    column = rules.get(row[deadline.channel], deadline.start)
    day: date | None = row[column]
    return day


def _asked(deadline: Deadline, row: Row, as_of: date) -> tuple[date | None, date | None]:
    if not deadline.restart:
        return None, None
    return _known(row[deadline.restart.asked], as_of), _known(row[deadline.restart.answered], as_of)


def _contradicts(pair: tuple[date | None, date | None], start: date, until: date) -> bool:
    first, second = pair
    if first is None:
        return second is not None
    return first < start or first > until or (second is not None and second < first)


def _inside(deadline: Deadline, day: date) -> bool:
    return deadline.count == "calendar" or is_workday(day) is not None


def _in_time(deadline: Deadline, term: Term, start: date, until: date) -> bool:
    return _inside(deadline, until) and term.used(start, until) <= term.days


def _result(
    deadline: Deadline, term: Term, days: tuple[date, date, date | None], fixed: date | None, *, still: bool
) -> tuple[int, int | None, int | None, date | None]:
    start, until, end = days
    if not (_inside(deadline, start) and _inside(deadline, until)):
        return BEYOND_CALENDAR, None, None, None
    used = term.used(start, until)
    before = fixed or term.last_day(start, until)
    last = next_workday(before) if before and deadline.roll_forward and (fixed or deadline.count == "calendar") else before
    by_date = fixed is not None or (deadline.roll_forward and deadline.count == "calendar")
    in_time = bool((before and until <= before) or (last and until <= last)) if by_date else used <= term.days
    late = 0 if in_time else _late(deadline, used - term.days, until, last, by_date=by_date)
    if late is None:
        return BEYOND_CALENDAR, None, None, None
    state = (ON_TIME if in_time else LATE) if end else (PENDING if in_time else OVERDUE)
    shown = None if still else last
    return state, used if end else None, None if state == PENDING else late, shown


def _late(deadline: Deadline, over: int, until: date, last: date | None, *, by_date: bool) -> int | None:
    """Days after the last day."""
    if not by_date:
        return over
    if last is None or not _inside(deadline, last):
        return None
    return Term(deadline.count, 0, ()).used(last, until)
