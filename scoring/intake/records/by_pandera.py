"""The checks of ordinary sizes: the pandera schema of the declaration, which says of every failure where it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from scoring.intake.inputs.schemas import schema
from scoring.intake.inputs.tables import InputTable
from scoring.intake.inputs.values import typed
from scoring.intake.records.by_sql import unsound
from scoring.intake.records.failures import DUPLICATE, MOST_SHOWN, Failure, Findings, shown_files
from scoring.intake.records.rules import EXTRA, Rule

if TYPE_CHECKING:
    import polars as pl


def check_by_pandera(table: InputTable, frame: pl.DataFrame, unit_ids: Sequence[str]) -> Findings:
    """Everything that is wrong with the rows of a table.

    Args:
        table: The declaration.
        frame: The clean texts by column, ``_file``, ``_row`` (row of the file, from 0) and ``_extra`` (what
            stands beyond the last column), without blank rows.
        unit_ids: The units.

    Returns:
        Counts by rule and file, and the first rows of each: the same as :func:`~scoring.intake.records.by_sql.check_by_sql`.
    """
    found = Findings()
    places = list(zip(frame["_file"], frame["_row"], strict=True))
    broken: dict[tuple[Rule, int], list[Failure]] = {}
    failures = [*_schema_failures(table, frame, unit_ids)]
    failures += [(Rule("I029", ""), row) for row in frame[EXTRA].is_not_null().arg_true()]
    for rule, row in sorted(failures, key=lambda failure: failure[1]):
        file, number = places[row]
        broken.setdefault((rule, file), []).append(Failure(rule, file, number))
    for row, first in _duplicates(table, frame, failures):
        file, number = places[row]
        broken.setdefault((DUPLICATE, file), []).append(Failure(DUPLICATE, file, number, places[first]))
    for key, rows in broken.items():
        found.counts[key] = len(rows)
    for rule, files in shown_files(found.counts).items():
        for file in files:
            found.failures += broken[rule, file][:MOST_SHOWN]
    return found


def _schema_failures(table: InputTable, frame: pl.DataFrame, unit_ids: Sequence[str]) -> Iterator[tuple[Rule, int]]:
    from scoring.intake.inputs.pandera_alone import alone, pa

    try:
        with alone():
            schema(table, unit_ids).validate(frame.select(table.names), lazy=True)
    except pa.errors.SchemaErrors as errors:
        for failure in errors.failure_cases.select("column", "check", "index").iter_rows():
            column, check, index = failure
            yield Rule("I028" if check == "not_nullable" else check, column), index


def _duplicates(table: InputTable, frame: pl.DataFrame, failures: Sequence[tuple[Rule, int]]) -> Iterator[tuple[int, int]]:
    """(row, first row with the same key) of rows whose key stood before."""
    import polars as pl

    if not table.key:
        return
    no_key = set(unsound(table))
    without = {row for rule, row in failures if rule in no_key}
    keys = typed(table, frame.select(table.names)).select(table.key).with_row_index("row")
    sound = keys.filter(~pl.col("row").is_in(sorted(without)))
    firsts = sound.with_columns(pl.col("row").min().over(table.key).alias("first"))
    yield from firsts.filter(pl.col("row") > pl.col("first")).select("row", "first").iter_rows()
