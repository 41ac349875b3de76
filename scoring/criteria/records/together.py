"""Keys of a deadline that do not go with each other, and days that no calendar has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.criteria.fields import Reader
from scoring.criteria.records.model import Deadline, FixedDay
from scoring.files.yamlfile import Path

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # that a month has in every year
_NOT_WITH_A_DAY = ("restart", "excluded", "extended", "extension")


def check_together(reader: Reader, deadline: Deadline, fields: Mapping[str, Any]) -> None:
    """What a deadline cannot have besides what it is.

    C185: a day of the calendar that restarts, stands still or is extended; days of an extension beside terms that have their own.
    C186: days of an extension without the column that says whether there was one.

    Args:
        reader: Takes the problems.
        deadline: The deadline.
        fields: Its keys as they are written.
    """
    path: Path = deadline.path
    if deadline.fixed:
        beside = "fixed" if "fixed" in fields else f"term: {fields['term']}"
        for key in (key for key in _NOT_WITH_A_DAY if key in fields):
            reader.problem("C185", (*path, key), key, beside=beside, wanted="固定日期，不重新起算、不扣除时间、不延期")
    elif "extension" in fields and "days" not in fields:
        beside = "terms" if "terms" in fields else f"term: {fields['term']}"
        wanted = "延期天数写在 terms 的各段里" if beside == "terms" else "法定期限自有延期天数"
        reader.problem("C185", (*path, "extension"), "extension", beside=beside, wanted=wanted)
    elif any(regime.extension for regime in deadline.regimes) and not deadline.extended:
        reader.problem("C186", (*path, "extension" if "days" in fields else "terms"), "extension")


def check_day(reader: Reader, fixed: FixedDay, path: Path) -> None:
    """A day that not every year has (C184)."""
    most = dict(enumerate(_DAYS, 1)).get(fixed.month, fixed.day)  # a month that there is not has been told already
    if fixed.day > most:
        reader.problem("C184", path, f"{fixed.month}月{fixed.day}日", most=most)
