"""Section ``margins``: that a run looks for what would decide every rank and grade, for its workbook and the page before signing."""

from __future__ import annotations

from typing import Any

from scoring.criteria.fields import Field, Reader

NAME = "margins"
FIELDS = {"deciders": Field("是否逐项试算哪一项会改变名次、等次 whether single data are changed to see what would decide", required=True)}


def read(reader: Reader, value: object) -> dict[str, Any]:
    """``deciders``: true or false; problems are collected (C002-C007)."""
    fields = reader.mapping(value, (NAME,), FIELDS)
    return {key: reader.flag(item, (NAME, key)) for key, item in fields.items()}
