"""Timeliness in polars: a streaming scan joined twice with the calendar and grouped; percentiles by group where wanted.

Usage: python -m tests.benchmarks.records_polars FILE.parquet [percentiles]
"""

from __future__ import annotations

import sys

import polars as pl

from tests.benchmarks.records_workload import DAYS, END, START, ends, working_days


def main(file: str, *wanted: str) -> None:
    """Count by unit and year."""
    days = [pl.LazyFrame(table, schema={"day": pl.Date, name: pl.Int32}, orient="row") for table, name in _calendars()]
    frame = pl.scan_parquet(file).select("unit_id", START, END)
    frame = frame.join(days[0], left_on=START, right_on="day", how="left").join(days[1], left_on=END, right_on="day", how="left")
    # The same day is none, also where it is no working day.
    taken = pl.when(pl.col(START) == pl.col(END)).then(0).otherwise(pl.col("ended") - pl.col("started"))
    frame = frame.with_columns(taken.alias("taken"), pl.col(START).dt.year().alias("period"))
    sums = [pl.len().alias("n"), (pl.col("taken") <= DAYS).sum().alias("on_time"), pl.col("taken").sum()]
    ranks = [pl.col("taken").median().alias("median"), pl.col("taken").quantile(0.9, "linear").alias("p90")] if wanted else []
    found = frame.group_by("unit_id", "period").agg(*sums, *ranks).collect(engine="streaming")
    print(*(int(found[name].sum()) for name in ("n", "on_time", "taken")))  # noqa: T201 - the result


def _calendars() -> tuple[tuple[list[tuple[object, int]], str], ...]:
    return (list(working_days()), "started"), (list(ends()), "ended")


if __name__ == "__main__":
    main(*sys.argv[1:])
