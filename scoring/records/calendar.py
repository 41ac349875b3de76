"""The working-day calendar: chinesecalendar's table, and in its place the years that a file of the office names.

A Monday to Friday is a working day unless it is a holiday, a Saturday or Sunday is none unless it is made up for (调休). The
State Council announces next year's days around November, so the table ends with some year; terms that run past it cannot
be counted (outcome 13 of :mod:`scoring.records.states`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from scoring.problems import Problem

if TYPE_CHECKING:
    import polars as pl

    from scoring.engine.database import Session

YES = "是"
FILE = "calendar.csv"
_WEEK_END = 5  # date.weekday() of a Saturday
_MOST_GAPS = 10  # missing years that a message names


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are working days.

    Args:
        years: Years that are known, without a gap.
        exceptions: Days that are not what their day of the week is, with whether they are working days.
    """

    years: range
    exceptions: Mapping[date, bool]

    @property
    def last(self) -> date:
        """The last day known."""
        return date(self.years[-1], 12, 31)

    def is_workday(self, day: date) -> bool:
        """Whether a day of the years known is a working day."""
        return self.exceptions.get(day, day.weekday() < _WEEK_END)

    def rolled(self, day: date) -> date | None:
        """The day itself where it is a working day, else the next one; None beyond the years known."""
        while day.year in self.years and not self.is_workday(day):
            day += timedelta(days=1)
        return day if day.year in self.years else None

    def days(self) -> list[date]:
        """Every day of the years known, in order."""
        first = date(self.years[0], 1, 1)
        return [first + timedelta(days=number) for number in range((self.last - first).days + 1)]


def library_calendar() -> Calendar:
    """The calendar of chinesecalendar: its holidays with the days in lieu, and its days made up for."""
    import chinese_calendar

    exceptions = dict.fromkeys(chinese_calendar.holidays, False) | dict.fromkeys(chinese_calendar.workdays, True)
    years = {day.year for day in exceptions}
    return Calendar(range(min(years), max(years) + 1), exceptions)


def office_calendar(office: Mapping[date, bool], base: Calendar, file: str = FILE) -> tuple[Calendar, list[Problem]]:
    """The calendar with the years of an office's file in place of the library's.

    Args:
        office: Exceptions to Monday-Friday of the file: day and whether it is a working day.
        base: The library's calendar.
        file: The file as the user would name it.

    Returns:
        The calendar, and problems: R020 a year replaced and on how many days it differs, R021 years that leave a gap.
    """
    named = {day.year for day in office}
    years = named | set(base.years)
    whole = range(min(years), max(years) + 1)
    gaps = sorted(set(whole) - years)
    if gaps:
        told = "、".join(map(str, gaps[:_MOST_GAPS])) + ("等" if len(gaps) > _MOST_GAPS else "")
        return base, [Problem("R021", file, found="、".join(map(str, sorted(named))), args={"gaps": told})]
    kept = {day: value for day, value in base.exceptions.items() if day.year not in named}
    calendar = Calendar(whole, kept | dict(office))
    return calendar, [_replaced(calendar, base, year, file) for year in sorted(named & set(base.years))]


def _replaced(calendar: Calendar, base: Calendar, year: int, file: str) -> Problem:
    days = [day for day in base.days() if day.year == year]
    differing = [day for day in days if calendar.is_workday(day) != base.is_workday(day)]
    return Problem("R020", file, where=str(year), args={"days": len(differing), "workdays": sum(map(calendar.is_workday, days))})


def build_calendar(session: Session, office: pl.DataFrame | None = None, file: str = FILE) -> list[Problem]:
    """Make table ``workdays``: one row per day from 1 January of the first to 31 December of the last year known.

    Its columns: ``day`` DATE; ``is_workday`` BOOLEAN; ``started`` INTEGER, working days up to and including the day, counted
    from the first; ``ended`` INTEGER, the same, but a day that is none counts to the next working day, whose number is known
    even where its date is not; ``rolled`` DATE, the day itself where it is a working day, else the next one, NULL beyond the
    calendar. So the working days taken from a to b are ``ended`` of b less ``started`` of a, and 0 where b is a.

    Args:
        session: The engine.
        office: Rows of the input table ``calendar``: day (Date), workday (是 or 否), name.
        file: The file of these rows as the user would name it.

    Returns:
        Problems R020 (information) and R021 (error; the library's calendar then stands).
    """
    calendar = library_calendar()
    problems: list[Problem] = []
    if office is not None and office.height:
        exceptions = {row["day"]: row["workday"] == YES for row in office.iter_rows(named=True)}
        calendar, problems = office_calendar(exceptions, calendar, file)
    session.load("workdays", _frame(calendar))
    return problems


def _frame(calendar: Calendar) -> pl.DataFrame:
    import polars as pl

    days = calendar.days()
    columns: dict[str, Any] = {"day": days, "is_workday": [calendar.is_workday(day) for day in days]}
    started = pl.col("is_workday").cast(pl.Int32).cum_sum()
    return pl.DataFrame(columns).with_columns(
        started=started,
        ended=started + (~pl.col("is_workday")).cast(pl.Int32),
        rolled=pl.when("is_workday").then("day").fill_null(strategy="backward"),
    )
