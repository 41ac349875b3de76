"""What criteria declare of cases: the tables they come in, the terms they have, what is counted over them.

A row formula (``Aggregate.of``, ``Aggregate.where``, ``Deadline.where``) is a :class:`~scoring.criteria.formulas.Formula` over
one row of the table. Besides the operations of every formula it has ``text`` (``name`` is the literal), ``in`` (a column, then
texts), ``given`` (whether a column or value is there), ``days`` and ``workdays`` (from, to), and of a deadline, whose id is the
``name`` of their one argument of op ``deadline``: ``on_time``, ``late``, ``pending``, ``unusable`` (conditions), ``taken``,
``days_late`` (whole numbers). A condition or value that cannot be known is NULL and counts in nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from scoring.criteria.formulas import Formula
from scoring.files.yamlfile import Path

ColumnKind = Literal["text", "date", "number", "whole", "flag"]
Function = Literal["count", "sum", "lowest", "highest", "percentile"]


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """One column of a record table; every table has ``unit_id`` besides.

    Args:
        name: Column name, as in the header.
        title: Chinese title.
        kind: ``text``, ``date``, ``number`` (decimal), ``whole`` (integer) or ``flag`` (是 or 否).
        required: Whether the column must be there and every cell filled.
        allowed: Closed list of values, empty when any will do.
        pattern: Regular expression (RE2) that the whole text matches, empty when any will do.
        low: Smallest number.
        high: Largest number.
        not_before: Another date column that must not be later than this one.
    """

    name: str
    title: str
    kind: ColumnKind = "text"
    required: bool = False
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    not_before: str = ""


@dataclass(frozen=True)
class RecordTable:
    """A table with one row per case.

    Args:
        name: Name; the input of this name delivers it, the engine has it as ``records_<name>``.
        columns: Columns in order, without ``unit_id``.
        key: Columns that together name a row inside a unit, empty when nothing does.
        dated_by: The date column whose year decides to which year a case belongs.
        absent: What a unit without rows means: ``zero`` nothing happened, ``missing`` nothing was delivered.
        path: Place in the YAML file.
    """

    name: str
    title: str
    columns: tuple[RecordColumn, ...]
    key: tuple[str, ...]
    dated_by: str
    absent: Literal["zero", "missing"]
    path: Path

    def column(self, name: str) -> RecordColumn | None:
        """The column of a name."""
        return next((column for column in self.columns if column.name == name), None)


@dataclass(frozen=True, slots=True)
class Regime:
    """The term that holds for events from a day on.

    Args:
        since: First day of events under it; the day before the first regime has no term.
        days: Days of the term.
        extension: Days that an extension adds.
        receipt: Column that holds the starting day, by value of the channel column; empty where ``Deadline.start`` does.
    """

    since: date
    days: int
    extension: int = 0
    receipt: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FixedDay:
    """A deadline on a day of the calendar instead of a term: so many years after the year of the start."""

    years: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Restart:
    """A request to correct the application (补正): the term runs anew from the day the correction came.

    Args:
        asked: Column of the day the applicant was asked.
        answered: Column of the day the correction was received. Asked and not answered: the term stands still.
    """

    asked: str
    answered: str


@dataclass(frozen=True)
class Deadline:
    """When something must be done, and by which columns that is judged.

    Args:
        table: Name of the record table.
        regimes: Terms in order of their first day, decided by the day of the event; one where the term never changed.
        count: ``working`` or ``calendar`` days. The starting day is not counted, the last runs to its end.
        start: Column of the day the term starts; with ``channel``, the column used where no rule of receipt names another.
        end: Column of the day it was done.
        channel: Column of the channel that decides the starting day by ``Regime.receipt``, empty where none does.
        restart: A correction from which the term starts anew.
        excluded: Pairs of columns (from, to) of time that does not count, such as hearing a third party; from without to: the
            term stands still.
        extended: Flag column that says whether the term was extended, empty where it cannot be.
        fixed: A day of the calendar instead of a term of days (``regimes`` then say only from when it holds, ``days`` is 0).
        roll_forward: A last day that is no working day moves to the next working day.
        as_of: The day on which cases of the year assessed are judged: what happened later is not known yet. Cases of
            n years before are judged n years before it.
        where: Condition over the columns of a row under which the deadline applies to it, None for all. What a date later than the
            day of judging says is not known yet. A case to which it does not apply has no state.
        unusable: What cases that cannot be judged mean: ``exclude`` they do not count, ``not_assessable`` no measure over
            them can be assessed, ``late`` they count as late.
    """

    id: str
    title: str
    table: str
    regimes: tuple[Regime, ...]
    count: Literal["working", "calendar"]
    start: str
    end: str
    as_of: date
    unusable: Literal["exclude", "not_assessable", "late"]
    path: Path
    channel: str = ""
    restart: Restart | None = None
    excluded: tuple[tuple[str, str], ...] = ()
    extended: str = ""
    fixed: FixedDay | None = None
    roll_forward: bool = False
    where: Formula | None = None
    basis: str = ""


@dataclass(frozen=True)
class Aggregate:
    """One number over the cases of a unit and year.

    Args:
        id: Stable name inside the criteria, ``<measure>__<number>``; name of its column.
        table: Name of the record table.
        function: ``count`` of rows, ``sum``, ``lowest``, ``highest``, ``percentile`` (linear between neighbours, as Excel's
            PERCENTILE.INC; the median is that of 0.5). Means and shares are quotients of these.
        of: The value that is added up or compared (None for a count); rows where it is NULL do not count.
        where: Condition that rows fulfil, None for all.
        rank: Which percentile, from 0 to 1.
        rolls_up: Whether the cases of all units below (``parent_id``) count too.
        by: Columns by whose values it is also broken down.
        doubts: Deadlines (``unusable: not_assessable``) of which a single unusable row makes it not assessable.
        empty: Outcome of ``lowest``, ``highest`` and ``percentile`` over no row.
    """

    id: str
    table: str
    function: Function
    of: Formula | None = None
    where: Formula | None = None
    rank: Decimal = Decimal(0)
    rolls_up: bool = False
    by: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    empty: Literal["not_applicable", "not_assessable", "missing"] = "not_applicable"
