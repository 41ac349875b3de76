"""Names of the columns that the steps over record tables add to those of the table."""

from __future__ import annotations


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
