"""Names of the columns that the steps over record tables add to those of the table, and how a SELECT of columns is written."""

from __future__ import annotations

from collections.abc import Iterable


def state_name(deadline: str) -> str:
    """Column of what can be said of a case against a deadline (SMALLINT, :mod:`scoring.records.states`)."""
    return f"state__{deadline}"


def taken_name(deadline: str) -> str:
    """Column of the days of the term used (INTEGER)."""
    return f"taken__{deadline}"


def days_late_name(deadline: str) -> str:
    """Column of the days after the last day (INTEGER)."""
    return f"days_late__{deadline}"


def column_sql(name: str) -> str:
    """A column of the table in SQL: a header may be a word of SQL."""
    return f'"{name}"'


def select_sql(columns: Iterable[str], rest: str) -> str:
    """A SELECT with a column per line; ``rest`` begins with ``from``."""
    listed = ",\n    ".join(columns)
    return f"select\n    {listed}\n{rest}"
