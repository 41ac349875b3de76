"""Days and terms of a deadline as SQL over one row ``r`` of its record table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from scoring.engine.database import literal

if TYPE_CHECKING:
    from scoring.criteria.records.model import Deadline, Regime

_LEAP_DAY = (2, 29)


def day_sql(day: date) -> str:
    """A date as a literal."""
    return f"date '{day.isoformat()}'"


def as_of_sql(deadline: Deadline, period: int, year: str = "r.period") -> str:
    """The day on which a row is judged: ``as_of`` for the year assessed, as many years earlier as the case is.

    The 29th of February stands for the last day of February in every year.

    Args:
        deadline: The deadline.
        period: The year assessed.
        year: SQL of the year of the row.
    """
    day = deadline.as_of
    other = f"{year} + {day.year - period}" if day.year != period else year
    shifted = f"make_date({other}, {day.month}, {day.day})"
    if (day.month, day.day) == _LEAP_DAY:
        shifted = f"make_date({other}, 3, 1) + (-1)"
    return f"case when {year} = {period} then {day_sql(day)} else {shifted} end"


def has_receipt_rules(deadline: Deadline) -> bool:
    """Whether the starting day depends on the channel."""
    return bool(deadline.channel) and any(regime.receipt for regime in deadline.regimes)


def has_zero_term(deadline: Deadline) -> bool:
    """Whether something must be done on the very day."""
    return not deadline.fixed and any(regime.days == 0 for regime in deadline.regimes)


def start_sql(deadline: Deadline) -> str:
    """The starting day: by the rule of receipt of its channel and regime, else the column that the deadline names.

    Without the day of the event there is no regime, and without a regime no rule.
    """
    event = f"r.{deadline.start}"
    if not has_receipt_rules(deadline):
        return event
    by_rule = _by_regime(deadline, event, [_received_sql(deadline, regime) for regime in deadline.regimes])
    return f"case when {event} is not null then {by_rule} end"


def _received_sql(deadline: Deadline, regime: Regime) -> str:
    rules = " ".join(f"when {literal(channel)} then r.{column}" for channel, column in regime.receipt)
    return f"case r.{deadline.channel} {rules} else r.{deadline.start} end" if rules else f"r.{deadline.start}"


def term_sql(deadline: Deadline, event: str, *, extended: bool = False) -> str:
    """The days of the term of the regime that holds on the day of the event, NULL before the first.

    Args:
        deadline: The deadline.
        event: SQL of the day of the event.
        extended: With the days that an extension adds.
    """
    days = [str(regime.days + (regime.extension if extended else 0)) for regime in deadline.regimes]
    return since_sql(deadline, event, _by_regime(deadline, event, days))


def row_term_sql(deadline: Deadline) -> str:
    """The days of the term, with its extension where the row has one; a blank flag is none."""
    event = f"r.{deadline.start}"
    if not deadline.extended:
        return term_sql(deadline, event)
    return f"case when r.{deadline.extended} then {term_sql(deadline, event, extended=True)} else {term_sql(deadline, event)} end"


def since_sql(deadline: Deadline, event: str, value: str) -> str:
    """The value, NULL for events before the first regime."""
    first = deadline.regimes[0].since
    return f"case when {event} >= {day_sql(first)} then {value} end" if first > date.min else value


def _by_regime(deadline: Deadline, event: str, values: Sequence[str]) -> str:
    """The value of the regime that holds on the day of the event, the latest first; equal ones are not asked twice."""
    branches: list[str] = []
    earlier = values[0]
    for regime, value in zip(deadline.regimes[1:], values[1:], strict=True):
        if value != earlier:
            branches.insert(0, f"when {event} >= {day_sql(regime.since)} then {value}")
        earlier = value
    return f"case {' '.join(branches)} else {values[0]} end" if branches else values[0]


def fixed_sql(deadline: Deadline, start: str) -> str:
    """The day of the calendar until which it must be done; empty where the deadline is a term of days."""
    fixed = deadline.fixed
    if not fixed:
        return ""
    return since_sql(deadline, f"r.{deadline.start}", f"make_date(year({start}) + {fixed.years}, {fixed.month}, {fixed.day})")
