"""Single cases against their deadline, expected by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from scoring.records import states
from tests.records.cases import PLAIN, judge, term

if TYPE_CHECKING:
    from scoring.database import Session

# start, days, last day: the fixtures of the statute's counting convention.
LAST_DAYS = [
    (date(2017, 9, 20), 20, date(2017, 10, 24)),
    (date(2018, 1, 22), 20, date(2018, 2, 23)),
    (date(2020, 1, 10), 20, date(2020, 2, 14)),
    (date(2020, 9, 14), 20, date(2020, 10, 16)),
    (date(2019, 5, 15), 20, date(2019, 6, 13)),
    (date(2016, 12, 20), 15, date(2017, 1, 11)),
    (date(2021, 9, 26), 7, date(2021, 10, 11)),  # a Sunday made up for
    (date(2017, 9, 23), 20, date(2017, 10, 26)),  # a Saturday: the library's find_workday says one day too many
    (date(2017, 10, 4), 20, date(2017, 11, 3)),  # in the holidays
]


@pytest.mark.parametrize(("start", "days", "last"), LAST_DAYS)
def test_the_last_day_is_in_time_and_the_next_is_not(calendar: Session, start: date, days: int, last: date) -> None:
    rows = [{"received_on": start, "replied_on": last}, {"received_on": start, "replied_on": date.fromordinal(last.toordinal() + 1)}]
    on_time, late = judge(calendar, term(days, as_of=date(2024, 6, 30)), rows)
    assert on_time == {"state": states.ON_TIME, "taken": days, "days_late": 0, "due": last}
    assert late == {"state": states.LATE, "taken": days + 1, "days_late": 1, "due": last}


def test_the_gansu_circular_was_posted_three_working_days_after_it_was_signed(calendar: Session) -> None:
    (case,) = judge(calendar, term(20), [{"received_on": date(2017, 8, 11), "replied_on": date(2017, 8, 16)}])
    assert case["taken"] == 3


def one(calendar: Session, deadline: Any = PLAIN, **row: Any) -> tuple[Any, ...]:
    (case,) = judge(calendar, deadline, [row])
    return tuple(case.values())


def test_the_regime_is_decided_by_the_day_of_the_event(calendar: Session) -> None:
    # 15 working days after 14 May 2019 is 4 June, 20 after 15 May is 13 June.
    assert one(calendar, received_on=date(2019, 5, 14), replied_on=date(2019, 6, 5)) == (1, 16, 1, date(2019, 6, 4))
    assert one(calendar, received_on=date(2019, 5, 15), replied_on=date(2019, 6, 13)) == (0, 20, 0, date(2019, 6, 13))


def test_a_reply_on_a_free_day_after_the_last_day_is_late_and_counts_to_the_next_working_day(calendar: Session) -> None:
    # Received on a Monday with five days: last day Monday 2023-02-13; Saturday 18 counts as Monday 20.
    assert one(calendar, term(5), received_on=date(2023, 2, 6), replied_on=date(2023, 2, 18)) == (1, 10, 5, date(2023, 2, 13))


@pytest.mark.parametrize("start", [date(2023, 2, 6), date(2023, 2, 11)])
def test_a_reply_on_the_day_of_receipt_takes_no_day(calendar: Session, start: date) -> None:
    assert one(calendar, term(5), received_on=start, replied_on=start)[:3] == (states.ON_TIME, 0, 0)
    assert one(calendar, term(0), received_on=start, replied_on=start)[:3] == (states.ON_TIME, 0, 0)


def test_dates_that_cannot_be_judged_are_outcomes(calendar: Session) -> None:
    nothing = (None, None, None)
    assert one(calendar, received_on=None, replied_on=date(2023, 2, 6)) == (states.UNDATED, *nothing)
    assert one(calendar, received_on=date(2023, 2, 6), replied_on=date(2023, 2, 5)) == (states.REVERSED, *nothing)
    assert one(calendar, received_on=date(2008, 4, 30), replied_on=date(2008, 5, 6)) == (states.NO_TERM, *nothing)
    assert one(calendar, received_on=date(2008, 4, 30), replied_on=None) == (states.NO_TERM, *nothing)
    assert one(calendar, received_on=date(1999, 4, 30), replied_on=None) == (states.NO_TERM, *nothing)
    assert one(calendar, term(5), received_on=date(2003, 12, 31), replied_on=date(2004, 1, 5)) == (states.BEYOND_CALENDAR, *nothing)


def test_open_cases_are_judged_on_the_day_of_judging(calendar: Session) -> None:
    # 2023-12-31 is a Sunday; the fifth working day after 22 December is Friday 29.
    assert one(calendar, term(5), received_on=date(2023, 12, 22), replied_on=None) == (states.OVERDUE, None, 1, date(2023, 12, 29))
    judged = replace(term(5), as_of=date(2023, 12, 29))
    assert one(calendar, judged, received_on=date(2023, 12, 22), replied_on=None) == (states.PENDING, None, None, date(2023, 12, 29))


def test_what_was_done_after_the_day_of_judging_is_not_known_yet(calendar: Session) -> None:
    assert one(calendar, received_on=date(2023, 12, 22), replied_on=date(2024, 1, 4))[:3] == (states.PENDING, None, None)
    assert one(calendar, received_on=date(2022, 12, 22), replied_on=date(2023, 1, 4))[:3] == (states.PENDING, None, None)
    later = replace(PLAIN, as_of=date(2024, 1, 31))
    assert one(calendar, later, received_on=date(2022, 12, 22), replied_on=date(2023, 1, 4))[:2] == (states.ON_TIME, 8)


def test_the_last_day_of_february_stays_the_last(calendar: Session) -> None:
    judged = replace(term(5), as_of=date(2024, 2, 29))
    row = {"received_on": date(2023, 2, 20), "replied_on": date(2023, 2, 28), "period": 2023}
    assert judge(calendar, judged, [row], 2024)[0]["state"] == states.LATE
    leap = {"received_on": date(2020, 2, 25), "replied_on": date(2020, 2, 29), "period": 2020}
    assert judge(calendar, judged, [leap], 2024)[0]["taken"] == 4
