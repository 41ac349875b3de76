"""The input tables as pandera schemas.

Cells arrive as text and are checked as text, so that a message can show what was written; :func:`scoring.intake.inputs.values.typed`
converts a table that passed. A blank cell is null. Names of the checks are problem codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from scoring.intake.inputs.tables import Column, InputTable
from scoring.intake.inputs.values import as_date, value_of

if TYPE_CHECKING:
    import pandera.polars as pa
    import polars as pl
    from pandera.polars import PolarsData

TYPE_CODES = {"date": "I024", "number": "I025", "whole": "I065", "flag": "I027"}
"""Problem of a text that is none of the kind."""


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
        yield "I068", (value >= as_date(column.not_before)).fill_null(True)  # noqa: FBT003 - as above


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
