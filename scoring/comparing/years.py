"""Criteria of one year as they would read for another: the period and the dates of its rules move along."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from scoring.files import yamlfile
from scoring.folder.deriving import derive, whole_criteria

_RULES = ("indicators", "bonus", "deductions", "components")


def criteria_for(file: Path, period: int, target: Path) -> Path:
    """Criteria for data of a period.

    What is a date inside a rule (a deadline, the day of an inspection) belongs to the year assessed and moves with it; the
    validity of a statutory term does not.

    Args:
        file: The criteria.
        period: Year of the data.
        target: Where they are written where they have to be written: for another year, or put together of several files.

    Returns:
        The file to score by.
    """
    found = derive(file)
    data = found.source.data
    own = data.get("period") if isinstance(data, dict) else None
    if isinstance(own, int) and own != period:
        moved = {key: _moved(value, period - own) if key in _RULES else value for key, value in data.items()}
        target.write_text(yamlfile.dump({**moved, "period": period}), "utf-8")
        return target
    if len(found.files) > 1:
        target.write_bytes(whole_criteria(file))
        return target
    return file


def _moved(value: Any, years: int) -> Any:
    if isinstance(value, dict):
        return {key: _moved(item, years) for key, item in value.items()}
    if isinstance(value, list):
        return [_moved(item, years) for item in value]
    return _day(value, years) if isinstance(value, date) else value


def _day(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February of a year that has none
        return day.replace(year=day.year + years, day=28)
