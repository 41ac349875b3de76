"""The values of cells that arrive as text: dates, numbers, whole numbers and flags, each read in one way only."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from scoring.intake.inputs.tables import YES_NO, Column, InputTable

if TYPE_CHECKING:
    import polars as pl

DECIMAL = (28, 10)
NUMBER = r"^[+-]?[0-9]{1,17}(\.[0-9]{1,10})?$"
WHOLE = r"^[+-]?[0-9]{1,18}$"
DATE = r"^[0-9]{4}(-[0-9]{1,2}-[0-9]{1,2}|/[0-9]{1,2}/[0-9]{1,2}|\.[0-9]{1,2}\.[0-9]{1,2}|年[0-9]{1,2}月[0-9]{1,2}日)$"
MIDNIGHT = r"[ T]0{1,2}:00(:00(\.0+)?)?$"


def typed(table: InputTable, frame: pl.DataFrame) -> pl.DataFrame:
    """The table with dates as Date, numbers as Decimal(28, 10), whole numbers as Int64 and flags as Boolean; null where a text is none."""
    return frame.with_columns(value_of(column).alias(column.name) for column in table.columns if column.kind != "text")


def value_of(column: Column) -> pl.Expr:
    """The value of a cell; null where it is blank or its text is none of the kind."""
    import polars as pl

    text = pl.col(column.name)
    if column.kind == "date":
        return as_date(column.name)
    if column.kind == "number":
        return pl.when(text.str.contains(NUMBER)).then(_as_number(column.name))
    if column.kind == "whole":
        return pl.when(text.str.contains(WHOLE)).then(text).cast(pl.Int64, strict=False)
    if column.kind == "flag":
        return pl.when(text.is_in(list(YES_NO))).then(text == YES_NO[0])
    return text


def _as_number(name: str) -> pl.Expr:
    import polars as pl

    return pl.col(name).str.to_decimal(scale=DECIMAL[1]).cast(pl.Decimal(*DECIMAL))


def as_date(name: str) -> pl.Expr:
    """The date, also as Excel writes it (2017/3/31, 2017/3/31 0:00) or in words; null when it is none of the calendar."""
    import polars as pl

    day = pl.col(name).str.replace(MIDNIGHT, "")
    written = pl.when(day.str.contains(DATE)).then(day)
    return written.str.replace_all("[/.年月]", "-").str.strip_suffix("日").str.to_date("%Y-%m-%d", strict=False)


def day_of(text: str) -> date | None:
    """A date as the input tables take it; None when it is none of the calendar."""
    day = re.sub(MIDNIGHT, "", text)
    if not re.match(DATE, day):
        return None
    year, month, number = (int(part) for part in re.findall("[0-9]+", day))
    try:
        return date(year, month, number)
    except ValueError:
        return None
