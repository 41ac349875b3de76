"""The one declaration of the input tables of an assessment: columns, kinds, keys, as pandera schemas.

Cells arrive as text and are checked as text, so that a message can show what was written; :func:`typed`
converts a table that passed. A blank cell is null. Names of the checks are problem codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandera.polars as pa
    import polars as pl
    from pandera.polars import PolarsData

Kind = Literal["text", "date", "number", "whole", "flag"]
STATUSES = ("assessed", "exempt", "not_ranked")
YES_NO = ("是", "否")
TYPE_CODES = {"date": "I024", "number": "I025", "whole": "I065", "flag": "I027"}
"""Problem of a text that is none of the kind."""
DECIMAL = (28, 10)
NUMBER = r"^[+-]?[0-9]{1,17}(\.[0-9]{1,10})?$"
WHOLE = r"^[+-]?[0-9]{1,18}$"
DATE = r"^[0-9]{4}(-[0-9]{1,2}-[0-9]{1,2}|/[0-9]{1,2}/[0-9]{1,2}|\.[0-9]{1,2}\.[0-9]{1,2}|年[0-9]{1,2}月[0-9]{1,2}日)$"
MIDNIGHT = r"[ T]0{1,2}:00(:00(\.0+)?)?$"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an input table.

    Args:
        name: Column name, as in the header.
        kind: ``text``, ``date``, ``number``, ``whole`` (an integer) or ``flag`` (是 or 否).
        required: Whether the column must be there and every cell filled.
        allowed: Closed list of values, empty when any will do.
        unit: Whether the value must be a unit_id of the units table.
        pattern: Regular expression (RE2) that the whole text matches, empty when any will do.
        low: Smallest number.
        high: Largest number.
        not_before: Another date column that must not be later than this one.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    allowed: tuple[str, ...] = ()
    unit: bool = False
    pattern: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    not_before: str = ""


@dataclass(frozen=True, slots=True)
class InputTable:
    """An input table: its columns in order, and which of them together name a row (empty: nothing does)."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]


_UNIT = Column("unit_id", required=True, unit=True)
_SOURCE = Column("source")  # file and cell of a fill-in workbook that the row was collected from
TABLES = (
    InputTable(
        "units",
        (
            Column("unit_id", required=True),
            Column("name", required=True),
            Column("short_name"),
            Column("grp", required=True),
            Column("ord", "number"),
            Column("parent_id", unit=True),
            Column("region_code"),
            Column("status", allowed=STATUSES),
            Column("status_reason"),
        ),
        ("unit_id",),
    ),
    InputTable(
        "reports",
        (_UNIT, Column("file", required=True), Column("published_on", "date"), Column("blank_as_zero", allowed=YES_NO)),
        ("unit_id", "file"),
    ),
    InputTable(
        "findings",
        (
            _UNIT,
            Column("indicator_id", required=True),
            Column("event", required=True),
            Column("quantity", "number", required=True),
            Column("happened_on", "date"),
            Column("evidence"),
            Column("found_by"),
            _SOURCE,
        ),
        (),  # the same lapse may happen twice on one day
    ),
    InputTable(
        "marks",
        (
            _UNIT,
            Column("indicator_id", required=True),
            Column("marker"),
            Column("mark", "number", required=True),
            Column("remark"),
            _SOURCE,
        ),
        ("unit_id", "indicator_id", "marker"),
    ),
    InputTable(
        "external",
        (
            _UNIT,
            Column("key", required=True),
            Column("score", "number", required=True),
            Column("full_score", "number", required=True),
            Column("issued_by"),
            Column("issued_on", "date"),
            _SOURCE,
        ),
        ("unit_id", "key"),
    ),
    InputTable(
        "updates",
        (
            _UNIT,
            Column("indicator_id", required=True),
            Column("column_name", required=True),
            Column("cycle", required=True),
            Column("updated_on", "date"),
            Column("items", "number"),
        ),
        ("unit_id", "indicator_id", "column_name"),
    ),
    InputTable("exemptions", (_UNIT, Column("indicator_id", required=True), Column("reason", required=True)), ("unit_id", "indicator_id")),
    InputTable(
        "calendar",
        (Column("day", "date", required=True), Column("workday", required=True, allowed=YES_NO), Column("name")),
        ("day",),
    ),
    InputTable(
        "corrections",
        (
            _UNIT,
            Column("period"),
            Column("metric", required=True),
            Column("part"),
            Column("old"),
            Column("new", required=True),
            Column("corrected_on", "date", required=True),
            Column("corrected_by", required=True),
            Column("reason", required=True),
            Column("evidence"),
        ),
        (),  # a blank period or part names the same figure as one that is written out
    ),
    InputTable(
        "appeals",
        (
            Column("appeal_id", required=True),
            _UNIT,
            Column("indicator_id"),
            Column("kind", allowed=("appeal", "adjustment")),
            Column("claim"),
            Column("evidence"),
            Column("received_on", "date"),
            Column("late_admitted", allowed=YES_NO),
            Column("decision", allowed=("upheld", "partly", "dismissed", "pending")),
            Column("decided_by"),
            Column("decided_on", "date"),
            Column("reason"),
            Column("effect", allowed=("correction", "mark", "finding", "exemption", "points")),
            *map(Column, ("metric", "part", "period", "event")),
            Column("happened_on", "date"),
            *map(Column, ("entry", "marker", "old", "new")),
            _SOURCE,
        ),
        ("appeal_id",),
    ),
)


def schema(table: InputTable, unit_ids: Sequence[str]) -> pa.DataFrameSchema:
    """The pandera schema of a table as text, with the units that may be named in it."""
    from scoring.intake.inputs.pandera_alone import pa

    return pa.DataFrameSchema({column.name: _column(column, unit_ids) for column in table.columns}, strict=True, ordered=True)


def _column(column: Column, unit_ids: Sequence[str]) -> pa.Column:
    import polars as pl

    from scoring.intake.inputs.pandera_alone import pa

    checks = [_check(code, holds) for code, holds in _holds(column)]
    if column.unit:
        checks.append(_check("I026", pl.col(column.name).is_in(list(unit_ids))))
    return pa.Column(pl.String, checks, nullable=not column.required)


def _holds(column: Column) -> Iterator[tuple[str, pl.Expr]]:
    """What must hold of a cell that is filled, by problem code; what asks for a value holds where the text is none."""
    import polars as pl

    text, value = pl.col(column.name), value_of(column)
    if column.kind in TYPE_CODES:
        yield TYPE_CODES[column.kind], value.is_not_null()
    if column.allowed and column.kind != "flag":
        yield "I027", text.is_in(list(column.allowed))
    if column.pattern:
        yield "I066", text.str.contains(f"^(?:{_ascii_classes(column.pattern)})$")
    if column.low is not None or column.high is not None:
        bounds = ([value >= column.low] if column.low is not None else []) + ([value <= column.high] if column.high is not None else [])
        yield "I067", pl.all_horizontal(bounds).fill_null(True)  # noqa: FBT003 - polars takes the value by position
    if column.not_before:
        yield "I068", (value >= _as_date(column.not_before)).fill_null(True)  # noqa: FBT003 - as above


def _ascii_classes(pattern: str) -> str:
    r"""A pattern of RE2 for polars, whose ``\d``, ``\w`` and ``\s`` would also match digits, letters and blanks of other scripts."""
    classes = {"d": "[0-9]", "D": "[^0-9]", "w": "[0-9A-Za-z_]", "W": "[^0-9A-Za-z_]", "s": r"[\t\n\f\r ]", "S": r"[^\t\n\f\r ]"}
    return re.sub(r"\\(.)", lambda found: classes.get(found[1], found[0]), pattern, flags=re.DOTALL)


def _check(code: str, holds: pl.Expr) -> pa.Check:
    """A check named by its problem code; a blank cell is never a failure of it."""
    import polars as pl

    from scoring.intake.inputs.pandera_alone import pa

    def passes(data: PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col(data.key).is_null() | holds)

    return pa.Check(passes, name=code)


def typed(table: InputTable, frame: pl.DataFrame) -> pl.DataFrame:
    """The table with dates as Date, numbers as Decimal(28, 10), whole numbers as Int64 and flags as Boolean; null where a text is none."""
    return frame.with_columns(value_of(column).alias(column.name) for column in table.columns if column.kind != "text")


def value_of(column: Column) -> pl.Expr:
    """The value of a cell; null where it is blank or its text is none of the kind."""
    import polars as pl

    text = pl.col(column.name)
    if column.kind == "date":
        return _as_date(column.name)
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


def _as_date(name: str) -> pl.Expr:
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
