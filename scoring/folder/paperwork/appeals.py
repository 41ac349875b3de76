"""Section ``appeals``: from when and for how many working days units may appeal, and how soon that is decided."""

from __future__ import annotations

from typing import Any

from scoring.criteria.fields import Field, Reader
from scoring.folder.paperwork.values import day

NAME = "appeals"
FIELDS = {
    "opened": Field("情况反馈发出的日期,默认同 feedback 的 date day on which the feedback went out"),
    "workdays": Field("可以提出复核申请的工作日数,从次日起算 working days in which appeals may come", required=True),
    "decide_within": Field("作出复核决定的工作日数,从收到次日起算 working days in which appeals are decided"),
}
_MOST = 250  # working days of a year


def read(reader: Reader, value: object) -> dict[str, Any]:
    """The window; problems are collected in the reader (C002-C007, C037)."""
    fields = reader.mapping(value, (NAME,), FIELDS)
    found: dict[str, Any] = {
        key: reader.whole_number(fields[key], (NAME, key), low=1, high=_MOST) for key in ("workdays", "decide_within") if key in fields
    }
    if "opened" in fields:
        found["opened"] = day(reader, fields["opened"], (NAME, "opened"))
    return found
