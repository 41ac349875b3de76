"""Finished rows about cases: deadlines per unit, measures broken down, and what could not be judged."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One unit x measure x deadline: how many cases, how many in every state; ``reasons`` why some cannot be judged."""

    group: str
    unit: str
    measure: str
    deadline: str
    cases: str
    on_time: str
    late: str
    pending: str
    unusable: str
    reasons: str


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """One unit x measure x dimension x member: the value as sentences print it, or why there is none, and the cases it is over."""

    group: str
    unit: str
    measure: str
    dimension: str
    member: str
    value: str
    outcome: str
    cases: str


@dataclass(frozen=True, slots=True)
class UnusableRow:
    """One unit x deadline x reason: how many cases cannot be judged, the first of them, and where those stand."""

    unit_id: str
    unit: str
    group: str
    table: str
    deadline: str
    deadline_id: str
    reason: str
    cases: str
    examples: str
    file: str
    effect: str


@dataclass(frozen=True, slots=True)
class UnusableCount:
    """One deadline x reason over all units."""

    table: str
    deadline: str
    reason: str
    effect: str
    cases: str
    units: str


@dataclass(frozen=True)
class RecordResults:
    """Everything that documents say of cases; empty where the criteria measure nothing over records."""

    deadlines: tuple[DeadlineRow, ...] = ()
    breakdowns: tuple[BreakdownRow, ...] = ()
