"""The one declaration of the input tables of an assessment: columns, kinds, keys."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["text", "date", "number", "whole", "flag"]
STATUSES = ("assessed", "exempt", "not_ranked")
YES_NO = ("是", "否")


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
GIVEN = {table.name: tuple(name for name in table.names if name != _SOURCE.name) for table in TABLES}
"""The columns of every table as an office fills them in: all but where a collected row came from."""
