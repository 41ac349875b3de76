"""Every sort of deadline against the day-by-day oracle, 2004 to 2026 and a little beyond."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.criteria.records.aggregating import parse_own_where
from scoring.criteria.records.model import Deadline, FixedDay, Regime, Restart
from tests.oracle.deadlines import outcome
from tests.records.cases import PLAIN, TABLE, judge

if TYPE_CHECKING:
    from scoring.engine.database import Session

PERIOD = 2024
ROWS = 120
DATES = (
    "received_on",
    "replied_on",
    "asked_on",
    "answered_on",
    "out_1_on",
    "in_1_on",
    "out_2_on",
    "in_2_on",
    "out_3_on",
    "in_3_on",
    "signed_on",
)
TERMS = (0, 1, 3, 7, 15, 20)
# Where something changes: the ends of the calendar, the days of the two Regulations, long holidays.
EDGES = (date(2004, 1, 1), date(2008, 5, 1), date(2019, 5, 15), date(2020, 1, 24), date(2024, 2, 9), date(2026, 9, 28), date(2026, 12, 20))
REGIMES = (
    (Regime(date.min, 5, 3),),
    (Regime(date(2008, 5, 1), 15, 15, (("post", "signed_on"),)), Regime(date(2019, 5, 15), 20, 20)),
    (Regime(date(2008, 5, 1), 15, 15), Regime(date(2019, 5, 15), 20, 20, (("post", "signed_on"),))),
)
AS_OF = (date(2024, 12, 31), date(2024, 6, 30), date(2024, 2, 29), date(2025, 1, 31))
PAIRS = (("out_1_on", "in_1_on"), ("out_2_on", "in_2_on"), ("out_3_on", "in_3_on"))
TERM = st.builds(
    lambda days, regimes: (Regime(date.min, days, 2),) if days is not None else regimes,
    st.none() | st.sampled_from(TERMS),
    st.sampled_from(REGIMES),
)
# To which cases it applies; what came after the day of judging is not known, and what is not known does not hold.
WHERES = tuple(
    parse_own_where(text, TABLE)
    for text in (
        "given(asked_on)",
        "given(replied_on)",
        "channel == 'post'",
        "channel != 'post' and extended",
        "not extended",
        "signed_on > received_on or given(asked_on)",
        "days(received_on, replied_on) > 7",
        "not given(received_on)",
    )
)
COMMON: dict[str, Any] = {
    "regimes": TERM,
    "count": st.sampled_from(("working", "working", "calendar")),
    "as_of": st.sampled_from(AS_OF),
    "channel": st.sampled_from(("", "channel")),
    "roll_forward": st.booleans(),
    "where": st.none() | st.sampled_from(WHERES),
}
RUNNING = st.fixed_dictionaries(
    COMMON
    | {
        "regimes": TERM.filter(lambda regimes: regimes[0].days > 0),
        "extended": st.sampled_from(("", "extended")),
        "restart": st.none() | st.just(Restart("asked_on", "answered_on")),
        "excluded": st.sampled_from([PAIRS[:number] for number in range(4)]),
    }
)
PLAINLY = st.fixed_dictionaries(COMMON | {"extended": st.sampled_from(("", "extended"))})
FIXED = st.fixed_dictionaries(COMMON | {"fixed": st.sampled_from((FixedDay(1, 1, 31), FixedDay(1, 3, 31), FixedDay(0, 5, 31)))})


def cases(seed: int) -> list[dict[str, Any]]:
    """Random cases: dates near each other, some missing, some out of order."""
    chance = random.Random(seed)  # noqa: S311 - cases of a test, not secrets
    rows = []
    for _ in range(ROWS):
        if chance.random() < 0.5:
            start = chance.choice(EDGES) + timedelta(days=chance.randint(-8, 8))
        else:
            start = date(2004, 1, 1) + timedelta(days=chance.randint(0, 8400))
        row: dict[str, Any] = {column: _later(chance, start) for column in DATES}
        row["received_on"] = None if chance.random() < 0.03 else start
        row["period"] = start.year if chance.random() < 0.9 else start.year + 1
        rows.append(row | {"extended": chance.choice((True, False, None)), "channel": chance.choice(("post", "hand", None))})
    return rows


def _later(chance: random.Random, start: date) -> date | None:
    if chance.random() < 0.4:
        return None
    return start + timedelta(days=chance.choice((0, 0, chance.randint(-2, 5), chance.randint(0, 30), chance.randint(0, 80))))


def compare(calendar: Session, deadline: Deadline, seed: int, dated_by: str) -> None:
    rows = cases(seed)
    if dated_by:
        rows = [row | {"period": row["received_on"].year if row["received_on"] else PERIOD} for row in rows]
    for row, found in zip(rows, judge(calendar, deadline, rows, PERIOD, dated_by), strict=True):
        assert tuple(found.values()) == outcome(deadline, row, PERIOD, TABLE), row


LIMITS = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])


@LIMITS
@given(PLAINLY, st.integers(0, 10**6), st.sampled_from(("", "received_on")))
def test_plain_terms(calendar: Session, shape: dict[str, Any], seed: int, dated_by: str) -> None:
    compare(calendar, replace(PLAIN, **shape), seed, dated_by)


@LIMITS
@given(RUNNING, st.integers(0, 10**6))
def test_terms_that_restart_or_stand_still(calendar: Session, shape: dict[str, Any], seed: int) -> None:
    compare(calendar, replace(PLAIN, **shape), seed, "")


@LIMITS
@given(FIXED, st.integers(0, 10**6))
def test_days_of_the_calendar(calendar: Session, shape: dict[str, Any], seed: int) -> None:
    compare(calendar, replace(PLAIN, **shape), seed, "")
