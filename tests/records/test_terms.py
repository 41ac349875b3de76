"""The statutory terms that ship: their figures, their columns, and what the rules of receipt make of a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from scoring.criteria.records.model import FixedDay
from scoring.criteria.records.tables import shipped_tables
from scoring.criteria.records.terms import terms
from scoring.records import states
from tests.records.cases import judge

if TYPE_CHECKING:
    from scoring.engine.database import Session

OLD, NEW = date(2008, 5, 1), date(2019, 5, 15)
REPLY = replace(terms()["reply"], as_of=date(2023, 12, 31))


def test_the_terms_are_those_of_the_statutes() -> None:
    figures = {
        name: (term.count, [(regime.since, regime.days, regime.extension) for regime in term.regimes])
        for name, term in terms().items()
        if not term.fixed
    }
    assert figures == {
        "disclosure": ("working", [(OLD, 20, 0), (NEW, 20, 0)]),
        "reply": ("working", [(OLD, 15, 15), (NEW, 20, 20)]),
        "correction_notice": ("working", [(NEW, 7, 0)]),
        "third_party": ("working", [(NEW, 15, 0)]),
        "budget": ("calendar", [(date(2015, 1, 1), 20, 0)]),
    }
    fixed = {name: term.fixed for name, term in terms().items() if term.fixed}
    assert fixed == {"annual_report": FixedDay(1, 3, 31), "annual_report_department": FixedDay(1, 1, 31)}
    assert not any(term.roll_forward for term in terms().values())


@pytest.mark.parametrize("name", terms())
def test_every_term_cites_its_statute_and_names_columns_of_its_table(name: str) -> None:
    term = terms()[name]
    assert term.basis.startswith("《")
    assert [regime.since for regime in term.regimes] == sorted({regime.since for regime in term.regimes})
    if not term.table:
        assert (term.start, term.end) == ("", "")
        return
    table = shipped_tables()[term.table]
    dates = {term.start, term.end, *(column for pair in term.excluded for column in pair)}
    dates |= {column for regime in term.regimes for _, column in regime.receipt}
    dates |= {term.restart.asked, term.restart.answered} if term.restart else set()
    assert {column: found.kind if (found := table.column(column)) else None for column in dates} == dict.fromkeys(dates, "date")
    for regime in term.regimes:
        channel = table.column(term.channel)
        assert not regime.receipt or (channel and [word for word, _ in regime.receipt] == list(channel.allowed))


DAYS = {
    "submitted_on": date(2019, 5, 6),
    "signed_on": date(2019, 5, 7),
    "confirmed_on": date(2019, 5, 8),
    "arrived_on": date(2019, 5, 9),
}


def received(calendar: Session, received_on: date, channel: str | None, **changes: Any) -> dict[str, Any]:
    row = {**{column: day.replace(month=received_on.month) for column, day in DAYS.items()}, "extended": False}
    empty = dict.fromkeys(("correction_asked_on", "correction_received_on", "third_party_asked_on", "third_party_answered_on"))
    end = {"replied_on": received_on.replace(day=31)}
    return judge(calendar, REPLY, [{**empty, **row, **end, "received_on": received_on, "channel": channel, **changes}])[0]


# Working days until Friday 31 May 2019 (old Regulation) and Wednesday 31 July 2019 (new): counted on a wall calendar.
@pytest.mark.parametrize(
    ("channel", "old", "new"),
    [
        ("当面", 19, 18),
        ("签收邮寄", 18, 18),
        ("普通邮寄", 17, 17),
        ("网络", 16, 17),
        ("电子邮件", 16, 17),
        ("传真", 16, 17),
        (None, 21, 22),
    ],
)
def test_the_day_of_receipt_depends_on_channel_and_regime(calendar: Session, channel: str | None, old: int, new: int) -> None:
    assert received(calendar, date(2019, 5, 1), channel)["taken"] == old
    assert received(calendar, date(2019, 7, 1), channel)["taken"] == new


def test_a_letter_whose_receipt_nobody_confirmed_has_no_day_of_receipt(calendar: Session) -> None:
    assert received(calendar, date(2019, 7, 1), "普通邮寄", confirmed_on=None)["state"] == states.UNDATED
    assert received(calendar, date(2019, 7, 1), "当面", confirmed_on=None)["state"] == states.ON_TIME


def test_an_extension_adds_its_days_and_a_blank_flag_none(calendar: Session) -> None:
    day = date(2019, 5, 14)
    due = [received(calendar, day, None, extended=flag, replied_on=date(2019, 6, 26))["due"] for flag in (True, False, None)]
    assert due == [date(2019, 6, 26), date(2019, 6, 4), date(2019, 6, 4)]
