"""The file of the input table ``data``: its shape, and which metrics it delivers.

Long: one row per figure (``unit_id``, ``metric``, ``value``, and perhaps ``period``, ``part``, ``qualifier``,
``source``). Wide: one row per unit (``unit_id``, perhaps ``period``, then one column per metric).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from scoring.files.panics import panics_as
from scoring.intake.inputs.files import read_raw
from scoring.problems import Problem, ProblemsFound
from scoring.problems.nearest import probable

if TYPE_CHECKING:
    import polars as pl

LONG = ("unit_id", "metric", "value", "period", "part", "qualifier", "source")
WIDE = ("unit_id", "period")


@dataclass(frozen=True)
class DataFile:
    """An opened file of the table ``data`` whose header is in order.

    Args:
        path: The file.
        name: The file as the user would name it.
        layout: ``long`` or ``wide``.
        columns: Its columns.
        metrics: The metrics that it delivers.
        rows: The rows as text with their ``line``; None for Parquet, which the engine reads itself.
    """

    path: Path
    name: str
    layout: Literal["long", "wide"]
    columns: tuple[str, ...]
    metrics: frozenset[str]
    rows: pl.DataFrame | None


def open_data(path: Path, name: str, metrics: Collection[str]) -> DataFile:
    """Open the file and check its header.

    Args:
        path: A CSV file, workbook or Parquet file.
        name: The file as the user would name it.
        metrics: All codes that a column or row may name.

    Raises:
        ProblemsFound: I002-I009, I021 a column is missing, I022 unknown column, I029, I031, I032, I033 not a Parquet file.
    """
    rows = None if path.suffix.lower() == ".parquet" else _rows(path, name)
    columns = _parquet_columns(path, name) if rows is None else tuple(column for column in rows.columns if column != "line")
    layout: Literal["long", "wide"] = "long" if "metric" in columns else "wide"
    problems = list(_header_problems(columns, layout, name, metrics))
    if problems:
        raise ProblemsFound(problems)
    delivered = set(columns) - set(WIDE) if layout == "wide" else _named(path, name, rows)
    return DataFile(path, name, layout, columns, frozenset(delivered), rows)


def _rows(path: Path, name: str) -> pl.DataFrame:
    import polars as pl

    raw = read_raw(path, name, "、".join(LONG))
    repeated = [*raw.problems]
    repeated += [Problem("I032", name, 1, where=column, found=column) for column, times in Counter(raw.header).items() if times > 1]
    if repeated:
        raise ProblemsFound(repeated)
    frame = pl.DataFrame(raw.rows, schema=dict.fromkeys(raw.header, pl.String), orient="row")
    return frame.with_columns(pl.Series("line", raw.numbers, pl.Int64))


def _parquet_columns(path: Path, name: str) -> tuple[str, ...]:
    import polars as pl

    damaged = ProblemsFound([Problem("I033", name)])
    try:
        with panics_as(damaged):
            return tuple(pl.read_parquet_schema(path))
    except (pl.exceptions.PolarsError, OSError):
        raise damaged from None


def _named(path: Path, name: str, rows: pl.DataFrame | None) -> set[str]:
    """The metrics that the rows of a long table name."""
    import polars as pl

    damaged = ProblemsFound([Problem("I033", name)])
    try:
        with panics_as(damaged):
            found = (pl.scan_parquet(path) if rows is None else rows.lazy()).select(pl.col("metric").cast(pl.String).unique()).collect()
    except (pl.exceptions.PolarsError, OSError):
        raise damaged from None
    return {metric for metric in found["metric"] if metric}


def _header_problems(columns: tuple[str, ...], layout: str, name: str, metrics: Collection[str]) -> Iterator[Problem]:
    known = LONG if layout == "long" else (*WIDE, *metrics)
    shown = "、".join(LONG if layout == "long" else (*WIDE, "统计指标代码"))
    for column in ("unit_id", "value") if layout == "long" else ("unit_id",):
        if column not in columns:
            yield Problem("I021", name, 1, args={"column": column, "columns": shown})
    for column in columns:
        if column not in known:
            near = probable(column, known)
            yield Problem("I022", name, 1, where=column, found=column or "(空)", args={"nearest": near, "columns": shown})
    if layout == "wide" and set(columns) <= set(WIDE):
        yield Problem("I021", name, 1, args={"column": "metric", "columns": "、".join(LONG)})
