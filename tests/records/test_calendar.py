"""The working-day calendar: the library's table, and the office's file in its place."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import chinese_calendar
import polars as pl
import pytest

from scoring.engine.database import Session
from scoring.problems import Problem, sentence
from scoring.records.calendar import build_calendar

if TYPE_CHECKING:
    from collections.abc import Sequence

NEXT = [date(2027, 1, 1), date(2027, 2, 8), date(2027, 2, 9)]


def office(days: Sequence[tuple[date, str]]) -> pl.DataFrame:
    return pl.DataFrame({"day": [day for day, _ in days], "workday": [word for _, word in days], "name": [None] * len(days)})


def test_every_day_is_what_the_library_says(calendar: Session) -> None:
    rows = calendar.rows("select day, is_workday from workdays order by day")
    assert (rows[0][0], rows[-1][0], len(rows)) == (date(2004, 1, 1), date(2026, 12, 31), 8401)
    assert [day for day, workday in rows if chinese_calendar.is_workday(day) != workday] == []


def test_numbers_count_working_days_and_a_free_day_ends_with_the_next(calendar: Session) -> None:
    rows = calendar.rows("select * from workdays where day between date '2017-09-29' and date '2017-10-09' order by day")
    first = rows[0][2]
    # 29 September a Friday, 30 a Saturday made up for, 1 to 8 October free.
    assert [(workday, started - first, ended - first) for _, workday, started, ended, _ in rows] == [
        (True, 0, 0),
        (True, 1, 1),
        *[(False, 1, 2)] * 8,
        (True, 2, 2),
    ]
    assert [row[4] for row in rows] == [date(2017, 9, 29), date(2017, 9, 30), *[date(2017, 10, 9)] * 9]


def test_the_last_days_of_the_calendar_have_no_next_working_day() -> None:
    days = [(date(2026, 12, 31), "否"), (date(2026, 12, 30), "否")]
    with Session() as session:
        build_calendar(session, office(days))
        rows = session.rows("select rolled, ended - started from workdays where day >= date '2026-12-29' order by day")
    assert rows == [(date(2026, 12, 29), 0), (None, 1), (None, 1)]


def test_a_year_of_the_file_lengthens_the_calendar() -> None:
    with Session() as session:
        assert build_calendar(session, office([(day, "否") for day in NEXT])) == []
        rows = dict(session.rows("select day, is_workday from workdays where day >= date '2026-12-31'"))
    assert len(rows) == 366
    assert [day for day in rows if day.weekday() < 5 and not rows[day]] == NEXT
    assert not any(workday for day, workday in rows.items() if day.weekday() >= 5)


def test_the_file_wins_for_a_whole_year_and_the_run_says_so() -> None:
    with Session() as session:
        problems = build_calendar(session, office([(date(2017, 1, 2), "否"), (date(2017, 1, 7), "是")]), "日历.csv")
        workdays = session.rows("select count(*) from workdays where year(day) = 2017 and is_workday")[0][0]
        kept = session.rows("select is_workday from workdays where day = date '2018-01-01'")[0][0]
    library = sum(chinese_calendar.is_workday(date(2017, 1, 1) + timedelta(days=n)) for n in range(365))
    # Of 2017 only the two rows of the file count: its other holidays and days made up for are gone.
    assert (workdays, kept) == (365 - 105 - 1 + 1, False)
    differing = sum(
        chinese_calendar.is_workday(day) != ((day.weekday() < 5 or day == date(2017, 1, 7)) and day != date(2017, 1, 2))
        for day in (date(2017, 1, 1) + timedelta(days=n) for n in range(365))
    )
    assert library == 249
    assert problems == [Problem("R020", "日历.csv", where="2017", args={"days": differing, "workdays": 260})]
    assert sentence(problems[0]) == (
        f"日历.csv: 2017: 2017 年的工作日按日历文件计算，与软件自带的日历有 {differing} 天不同（全年 260 个工作日）。"
        "如有遗漏，请在文件中补全该年的全部调休和放假日期。 [R020]"
    )


@pytest.mark.parametrize(("year", "gaps"), [(2028, "2027"), (2001, "2002、2003")])
def test_years_that_leave_a_gap_are_refused(year: int, gaps: str) -> None:
    with Session() as session:
        problems = build_calendar(session, office([(date(year, 1, 1), "否")]), "calendar.csv")
    assert [sentence(problem) for problem in problems] == [
        f"calendar.csv: 日历文件的年份与自带的日历不相连：{year}；应为也写明 {gaps} 年的放假和调休日期。请补上缺少的年份。 [R021]"
    ]
