"""Invented cases: rows of the record tables that criteria declare, judged by their deadlines mostly in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from scoring import numbers
from scoring.criteria import Criteria
from scoring.criteria.records.model import Deadline, RecordColumn, RecordTable
from scoring.samples.drawing import draw, pick
from scoring.samples.marks import NOTE
from scoring.samples.units import Unit

_CASES = 12  # of a unit
_ROOM = 45  # days that a case takes at most, so that it ends before the day of judging
_SHARE = 4  # one case in so many is corrected, hears a third party or has another column filled that most leave blank


def case_rows(table: RecordTable, criteria: Criteria, units: Sequence[Unit]) -> Iterator[Sequence[object]]:
    """Rows of a record table: unit_id, then its columns."""
    deadlines = [deadline for deadline in criteria.deadlines.values() if deadline.table == table.name]
    for unit in units:
        for number in range(1, _CASES + 1):
            yield unit.unit_id, *_case(table, deadlines, unit, number, criteria.period)


def _case(table: RecordTable, deadlines: Sequence[Deadline], unit: Unit, number: int, period: int) -> Iterator[object]:
    begun = date(period, 1, 4) + timedelta(draw(0, 364 - _ROOM, unit.unit_id, table.name, number))
    channels = {deadline.channel for deadline in deadlines if deadline.channel}
    days = _days(table, deadlines, unit, number, begun)
    chosen = {column.name: _plain(column, unit, number) for column in table.columns if column.kind != "date"}
    channel = next((str(chosen[name]) for name in channels if name in chosen), "")
    for column in table.columns:
        if column.kind != "date":
            yield chosen[column.name]
        elif column.name in days and _fits(column.name, channel, deadlines, begun):
            yield days[column.name].isoformat()
        else:
            yield begun.isoformat() if column.required else ""


def _fits(column: str, channel: str, deadlines: Sequence[Deadline], begun: date) -> bool:
    """Whether a day of receipt belongs to the channel of the case; other columns always do."""
    for deadline in deadlines:
        regimes = [regime for regime in deadline.regimes if regime.since <= begun] or list(deadline.regimes[:1])
        receipts = {name: of for regime in deadline.regimes for of, name in regime.receipt}
        if column in receipts:
            return dict(regimes[-1].receipt).get(channel) == column
    return True


def _days(table: RecordTable, deadlines: Sequence[Deadline], unit: Unit, number: int, begun: date) -> dict[str, date]:
    """The dates of a case by column: when it began and came in, when it was done, and what a few cases have besides."""
    days = {table.dated_by: begun} if table.dated_by else {}
    for deadline in deadlines:
        days[deadline.start] = begun
        days |= {column: begun for regime in deadline.regimes for _, column in regime.receipt}
    seldom = _seldom(deadlines, unit, number, begun)
    unusual = {column for deadline in deadlines for column in _asides(deadline)}
    for deadline in deadlines:
        if deadline.end not in unusual and deadline.end not in days:
            days[deadline.end] = begun + timedelta(_taken(deadline, unit, number) + (14 if seldom else 0))
    return days | seldom


def _asides(deadline: Deadline) -> tuple[str, ...]:
    """Columns that most cases leave blank: corrections and time with third parties."""
    pairs = ((deadline.restart.asked, deadline.restart.answered),) if deadline.restart else ()
    return tuple(column for pair in (*pairs, *deadline.excluded) for column in pair)


def _seldom(deadlines: Sequence[Deadline], unit: Unit, number: int, begun: date) -> dict[str, date]:
    """In one case of some: asked after a few days, answered after a week more."""
    found: dict[str, date] = {}
    for deadline in deadlines:
        for i in range(0, len(columns := _asides(deadline)), 2):
            if number % _SHARE == i % _SHARE:
                asked = begun + timedelta(draw(2, 4 + unit.slips * 2, unit.unit_id, number, columns[i]))
                found |= {columns[i]: asked, columns[i + 1]: asked + timedelta(6)}
    return found


def _taken(deadline: Deadline, unit: Unit, number: int) -> int:
    """Calendar days that a case took: in time as a rule, now and then late at a careless unit."""
    term = deadline.regimes[-1].days or 20
    late = draw(0, 14, unit.unit_id, deadline.id, number) < unit.slips
    return min(term * 2, _ROOM - 14) if late else draw(term // 3, term, unit.unit_id, deadline.id, number, "days")


def _plain(column: RecordColumn, unit: Unit, number: int) -> object:
    """A cell that is no date: something allowed, a number within its limits, or a text that says that it is invented."""
    if column.kind == "flag":
        return "否"
    if column.kind in {"number", "whole"}:
        low = 1 if column.low is None else int(column.low)
        high = low + 20 if column.high is None else int(column.high)
        return numbers.plain(draw(low, high, unit.unit_id, column.name, number))
    if column.allowed:
        return pick(column.allowed[:3], unit.unit_id, column.name, number)
    return f"{NOTE}{unit.order}-{number}" if column.required else f"{NOTE}{column.title}{'甲乙丙'[number % 3]}"
