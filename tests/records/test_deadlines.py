"""Single cases against their deadline, expected by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from scoring.criteria.records.aggregating import parse_own_where
from scoring.criteria.records.model import Deadline, FixedDay, Restart
from scoring.records import states
from tests.records.cases import PLAIN, TABLE, judge, term

if TYPE_CHECKING:
    from scoring.engine.database import Session

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


def test_a_deadline_that_does_not_apply_says_nothing(calendar: Session) -> None:
    asked = replace(term(5), where=parse_own_where("given(asked_on)", TABLE))
    row = {"received_on": date(2023, 2, 6), "replied_on": date(2023, 2, 18)}
    assert one(calendar, asked, **row, asked_on=None) == (None, None, None, None)
    assert one(calendar, asked, **row, asked_on=date(2023, 2, 7)) == (states.LATE, 10, 5, date(2023, 2, 13))
    # Nobody knew on 31 December that something would be asked.
    assert one(calendar, asked, received_on=date(2023, 12, 1), replied_on=None, asked_on=date(2024, 1, 3)) == (None, None, None, None)


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


RESTARTING = replace(term(5), restart=Restart("asked_on", "answered_on"), excluded=(("out_on", "in_on"), ("out_2_on", "in_2_on")))
NOTHING = dict.fromkeys(("asked_on", "answered_on", "out_on", "in_on", "out_2_on", "in_2_on"))
MONDAY = date(2023, 6, 5)  # three plain weeks follow; 22 and 23 June are free, Sunday 25 is made up for


def running(calendar: Session, end: date | None, **days: date) -> tuple[Any, ...]:
    (case,) = judge(calendar, RESTARTING, [{**NOTHING, "received_on": MONDAY, "replied_on": end, **days}])
    return tuple(case.values())


def june(day: int) -> date:
    return date(2023, 6, day)


def test_the_term_starts_anew_on_the_day_the_correction_came(calendar: Session) -> None:
    # Asked on the third day, corrected on Tuesday 13: five working days after it are Tuesday 20.
    assert running(calendar, june(20), asked_on=june(8), answered_on=june(13)) == (states.ON_TIME, 5, 0, june(20))
    assert running(calendar, june(21), asked_on=june(8), answered_on=june(13)) == (states.LATE, 6, 1, june(20))
    assert running(calendar, june(13), asked_on=june(8), answered_on=june(13))[:2] == (states.ON_TIME, 0)


def test_a_correction_never_made_lets_the_term_stand_still(calendar: Session) -> None:
    assert running(calendar, None, asked_on=june(8)) == (states.PENDING, None, None, None)
    assert running(calendar, june(30), asked_on=june(8)) == (states.ON_TIME, 3, 0, None)


def test_a_correction_asked_for_after_the_last_day_saves_nothing(calendar: Session) -> None:
    # The last day is Monday 12.
    assert running(calendar, june(20), asked_on=june(12), answered_on=june(19))[:3] == (states.ON_TIME, 1, 0)
    assert running(calendar, june(20), asked_on=june(13), answered_on=june(19)) == (states.LATE, 11, 6, june(12))
    assert running(calendar, None, asked_on=june(13))[0] == states.OVERDUE


def test_time_excluded_does_not_count(calendar: Session) -> None:
    # Asked on Wednesday 7 (two days used), answered on Wednesday 14: three more days are Monday 19.
    assert running(calendar, june(19), out_on=june(7), in_on=june(14)) == (states.ON_TIME, 5, 0, june(19))
    assert running(calendar, june(20), out_on=june(7), in_on=june(14)) == (states.LATE, 6, 1, june(19))
    assert running(calendar, None, out_on=june(7)) == (states.PENDING, None, None, None)


def test_days_that_two_excluded_times_share_count_once(calendar: Session) -> None:
    # 8 to 14 and 13 to 16 together are 8 to 16: seven working days, so the last day is Wednesday 21.
    both = {"out_on": june(7), "in_on": june(14), "out_2_on": june(12), "in_2_on": june(16)}
    assert running(calendar, june(21), **both) == (states.ON_TIME, 5, 0, june(21))
    inside = {"out_on": june(7), "in_on": june(14), "out_2_on": june(8), "in_2_on": june(9)}
    assert running(calendar, june(19), **inside) == (states.ON_TIME, 5, 0, june(19))


def test_time_excluded_that_began_after_the_last_day_does_not_shorten_the_delay(calendar: Session) -> None:
    assert running(calendar, june(20), out_on=june(13), in_on=june(19)) == (states.LATE, 11, 6, june(12))
    assert running(calendar, june(20), out_on=june(12), in_on=june(19))[:3] == (states.LATE, 6, 1)


@pytest.mark.parametrize(
    "days",
    [
        {"answered_on": june(8)},
        {"asked_on": june(8), "answered_on": june(7)},
        {"asked_on": june(2)},
        {"asked_on": june(13)},
        {"in_on": june(8)},
        {"out_on": june(8), "in_on": june(7)},
        {"out_2_on": june(2), "in_2_on": june(6)},
        {"out_2_on": june(13)},
    ],
)
def test_dates_that_contradict_each_other_are_an_outcome(calendar: Session, days: dict[str, date]) -> None:
    assert running(calendar, june(12), **days) == (states.DISORDERED, None, None, None)


def test_what_happened_after_the_reply_does_not_contradict_it(calendar: Session) -> None:
    assert running(calendar, june(12), asked_on=june(7), answered_on=june(14))[:2] == (states.ON_TIME, 2)
    assert running(calendar, june(12), out_on=june(7), in_on=june(14))[:2] == (states.ON_TIME, 2)


def test_a_day_of_the_calendar_rolls_forward_only_where_declared(calendar: Session) -> None:
    # 31 January 2021 was a Sunday.
    fixed = replace(term(0), fixed=FixedDay(1, 1, 31), count="calendar", as_of=date(2024, 6, 30))
    days = {"received_on": date(2020, 12, 31), "replied_on": date(2021, 2, 1), "period": 2020}
    assert tuple(judge(calendar, fixed, [days])[0].values()) == (states.LATE, 32, 1, date(2021, 1, 31))
    rolled = replace(fixed, roll_forward=True)
    assert tuple(judge(calendar, rolled, [days])[0].values()) == (states.ON_TIME, 32, 0, date(2021, 2, 1))
    in_working_days = replace(fixed, count="working")
    assert judge(calendar, in_working_days, [days | {"replied_on": date(2021, 2, 2)}])[0]["days_late"] == 2


def test_calendar_days_may_end_on_a_free_day_or_roll_forward(calendar: Session) -> None:
    # Twenty days after 11 September 2020 are 1 October, free until the 8th.
    days = {"received_on": date(2020, 9, 11), "replied_on": date(2020, 10, 9)}
    literal = term(20, count="calendar")
    assert tuple(judge(calendar, literal, [days])[0].values()) == (states.LATE, 28, 8, date(2020, 10, 1))
    assert tuple(judge(calendar, replace(literal, roll_forward=True), [days])[0].values()) == (states.ON_TIME, 28, 0, date(2020, 10, 9))


def test_what_is_certain_before_the_calendar_ends_is_said(calendar: Session) -> None:
    start = date(2026, 12, 15)
    judged = replace(term(20), as_of=date(2026, 12, 31))

    def case(end: date | None, deadline: Deadline = judged) -> tuple[Any, ...]:
        return tuple(judge(calendar, deadline, [{"received_on": start, "replied_on": end}], 2026)[0].values())

    assert case(date(2026, 12, 25)) == (states.ON_TIME, 8, 0, None)
    assert case(None) == (states.PENDING, None, None, None)
    later = replace(judged, as_of=date(2027, 1, 31))
    assert case(date(2026, 12, 25), later)[:3] == (states.ON_TIME, 8, 0)
    assert case(None, later) == (states.BEYOND_CALENDAR, None, None, None)
    assert case(date(2027, 1, 5), later) == (states.BEYOND_CALENDAR, None, None, None)
