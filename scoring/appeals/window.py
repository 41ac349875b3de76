"""The time in which appeals may come and be decided, in working days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from scoring.appeals.model import APPEAL, DISMISSED, Appeal
from scoring.problems import Problem
from scoring.records.calendar import YES, Calendar, library_calendar, office_calendar

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Window:
    """When appeals may come.

    Args:
        opened: The day on which the feedback went out; the first working day counted is the one after it.
        workdays: Working days in which an appeal may come.
        decide_within: Working days in which it is decided, None where nothing is said.
    """

    opened: date
    workdays: int
    decide_within: int | None = None


def declared_window(sections: Mapping[str, Mapping[str, Any]]) -> Window | None:
    """The window of section ``appeals``; it opens with the date of section ``feedback`` where it does not say when."""
    settings = sections.get("appeals")
    if not settings:
        return None
    opened = settings.get("opened") or sections.get("feedback", {}).get("date")
    return Window(opened, settings["workdays"], settings.get("decide_within")) if opened else None


def office_days(calendar: pl.DataFrame) -> Calendar:
    """The working days of the office: its file in place of the library's years; what is wrong with the file is told elsewhere."""
    exceptions = {row["day"]: row["workday"] == YES for row in calendar.iter_rows(named=True)}
    return office_calendar(exceptions, library_calendar())[0] if exceptions else library_calendar()


def last_day(calendar: Calendar, start: date, workdays: int) -> date | None:
    """The last of so many working days after a day; None beyond the calendar."""
    day = start
    while workdays and day.year in calendar.years:
        day += timedelta(days=1)
        workdays -= day.year in calendar.years and calendar.is_workday(day)
    return day if day.year in calendar.years else None


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The window with its last day, and the days in which appeals are decided."""

    window: Window | None
    calendar: Calendar
    run_date: date
    file: str

    @property
    def until(self) -> date | None:
        """The last day on which an appeal is in time; None where no window is declared or the calendar ends before."""
        return last_day(self.calendar, self.window.opened, self.window.workdays) if self.window else None

    def is_late(self, item: Appeal) -> bool:
        """Whether an appeal came after the last day; an adjustment is never late."""
        until = self.until
        return bool(until and item.kind == APPEAL and item.received_on and item.received_on > until)

    def decide_by(self, item: Appeal) -> date | None:
        """The last day on which an appeal is decided in time."""
        if not self.window or not self.window.decide_within or not item.received_on or item.kind != APPEAL:
            return None
        return last_day(self.calendar, item.received_on, self.window.decide_within)

    def problems(self, appeals: Sequence[Appeal], settings: str) -> Iterator[Problem]:
        """What is wrong with days: P004-P009; ``settings`` is assessment.yaml as the user would name it."""
        asked = [item for item in appeals if item.kind == APPEAL]
        if asked and self.window is None:
            yield Problem("P008", settings, where="appeals", found=str(len(asked)))
        if self.window is None:
            return
        if self.until is None:
            yield Problem("P007", settings, where="appeals.workdays", found=self.window.opened.isoformat(), args=self._years())
            return
        for item in asked:
            yield from self._received(item)
            yield from self._decided(item)

    def named_otherwise(self, told: date | None, settings: str) -> Iterator[Problem]:
        """The sheets of units tell another last day (``appeal_by`` of section feedback) than the window has (P030)."""
        if self.window and self.until and told and told != self.until:
            args = {"until": str(self.until), "opened": str(self.window.opened), "workdays": self.window.workdays}
            yield Problem("P030", settings, where="feedback.appeal_by", found=told.isoformat(), args=args)

    def _years(self) -> dict[str, int]:
        return {"first": self.calendar.years[0], "last": self.calendar.years[-1]}

    def _received(self, item: Appeal) -> Iterator[Problem]:
        """No day of receipt (P009), before the feedback (P006), after the last day (P004 where it was upheld, else P005)."""
        if item.received_on is None:
            yield Problem("P009", self.file, item.line, where="received_on", found=item.appeal_id)
        elif self.window and item.received_on < self.window.opened:
            args = {"opened": self.window.opened.isoformat()}
            yield Problem("P006", self.file, item.line, where="received_on", found=item.received_on.isoformat(), args=args)
        elif self.is_late(item) and not item.late_admitted and item.decision != DISMISSED:
            code, workdays = "P004" if item.applied else "P005", self.window.workdays if self.window else 0
            late = {"until": str(self.until), "workdays": workdays}
            yield Problem(code, self.file, item.line, where="received_on", found=item.received_on.isoformat(), args=late)

    def _decided(self, item: Appeal) -> Iterator[Problem]:
        """Decided later than the office has bound itself to, or still open then (P019)."""
        by = self.decide_by(item)
        day = item.decided_on or self.run_date
        if by and day > by:
            args = {"by": by.isoformat(), "workdays": self.window.decide_within if self.window else 0}
            yield Problem("P019", self.file, item.line, where="decided_on", found=day.isoformat(), args=args)
