"""The input tables of an assessment: units, reports, findings, marks, external, exemptions.

Every table is read and checked before anything is said, so that one run shows all problems of all tables.
"""

from __future__ import annotations

import difflib
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.intake.input_files import RawTable, read_raw
from scoring.intake.input_schemas import STATUSES, TABLES, InputTable, schema, typed
from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    import polars as pl

_REQUIRED = "units"
_SUFFIXES = (".csv", ".xlsx")


def read_inputs(folder: Path, files: Mapping[str, Path] | None = None) -> dict[str, pl.DataFrame]:
    """Read and check all input tables.

    Args:
        folder: The assessment folder; ``<table>.csv`` or ``<table>.xlsx`` in it is read by default.
        files: Other places by table name, relative to the folder.

    Returns:
        One frame per table with the declared columns in order: text as String, dates as Date, numbers as
        Decimal(28, 10). A table without a file is empty. A unit without ``ord``, ``status`` or
        ``short_name`` gets its row number, ``assessed`` and its name.

    Raises:
        ProblemsFound: I002-I009 and I020-I032, of all tables together.
    """
    problems: list[Problem] = []
    raw = {table.name: _raw(table, folder, files or {}, problems) for table in TABLES}
    units = raw[_REQUIRED]
    unit_ids = _values(units, "unit_id") if units else None
    frames = {table.name: _frame(table, raw[table.name], unit_ids, problems) for table in TABLES}
    if problems:
        raise ProblemsFound(problems)
    typed_frames = {table.name: typed(table, frames[table.name]) for table in TABLES}
    return typed_frames | {_REQUIRED: _completed(typed_frames[_REQUIRED])}


def _raw(table: InputTable, folder: Path, files: Mapping[str, Path], problems: list[Problem]) -> RawTable | None:
    named = files.get(table.name)
    path = (
        folder / named if named else next((folder / f"{table.name}{s}" for s in _SUFFIXES if (folder / f"{table.name}{s}").is_file()), None)
    )
    if path is None:
        if table.name == _REQUIRED:
            problems.append(Problem("I020", f"{table.name}.csv", args={"table": f"{table.name}.csv"}))
        return None
    try:
        raw = read_raw(path, str(named or path.name), "、".join(table.names))
    except ProblemsFound as found:
        problems += found.problems
        return None
    wrong = list(_header_problems(table, raw))
    problems += wrong
    return None if wrong else raw


def _header_problems(table: InputTable, raw: RawTable) -> Iterator[Problem]:
    columns = "、".join(table.names)
    for column in table.columns:
        if column.required and column.name not in raw.header:
            yield Problem("I021", raw.file, 1, args={"column": column.name, "columns": columns})
    for name, times in Counter(raw.header).items():
        if times > 1:
            yield Problem("I032", raw.file, 1, where=name, found=name)
        if name not in table.names:
            yield Problem(
                "I022", raw.file, 1, where=name, found=name or "(空)", args={"nearest": _nearest(name, table.names), "columns": columns}
            )


def _frame(table: InputTable, raw: RawTable | None, unit_ids: Sequence[str | None] | None, problems: list[Problem]) -> pl.DataFrame:
    """The table as text in the declared order; its problems are added to the list."""
    import polars as pl

    columns = {name: _values(raw, name) if raw and name in raw.header else [None] * len(raw.rows if raw else ()) for name in table.names}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(table.names, pl.String))
    if raw:
        problems += _failures(table, raw, frame, unit_ids)
        problems += _repeated(table, raw, frame)
    return frame


def _values(raw: RawTable, name: str) -> list[str | None]:
    position = raw.header.index(name)
    return [row[position] for row in raw.rows]


def _failures(table: InputTable, raw: RawTable, frame: pl.DataFrame, unit_ids: Sequence[str | None] | None) -> Iterator[Problem]:
    """Everything that pandera finds, each failure as a problem with its row and column."""
    import pandera.polars as pa

    known = [unit for unit in unit_ids or () if unit]
    try:
        with _light_pandera():
            schema(table, known).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        for failure in errors.failure_cases.sort("index", nulls_last=True).iter_rows(named=True):
            code = "I028" if failure["check"] == "not_nullable" else failure["check"]
            if code == "I026" and unit_ids is None:
                continue  # the units table itself could not be read: nothing is known about any unit
            yield _failure(code, table, raw, failure, known)


def _failure(code: str, table: InputTable, raw: RawTable, failure: Mapping[str, object], known: Sequence[str]) -> Problem:
    column, index = str(failure["column"]), failure["index"]
    found = "" if code == "I028" else str(failure["failure_case"])
    allowed = next((each.allowed for each in table.columns if each.name == column), ())
    args = {"column": column, "allowed": "、".join(allowed), "nearest": _nearest(found, known) if code == "I026" else ""}
    return Problem(code, raw.file, raw.numbers[index] if isinstance(index, int) else None, where=column, found=found, args=args)


def _repeated(table: InputTable, raw: RawTable, frame: pl.DataFrame) -> Iterator[Problem]:
    """Rows whose key stood in an earlier row."""
    first: dict[tuple[str | None, ...], int] = {}
    for number, key in zip(raw.numbers, frame.select(table.key).iter_rows() if table.key else (), strict=False):
        if key in first and key[0] is not None:
            code = "I023" if table.name == _REQUIRED else "I030"
            found = " ".join(filter(None, key))
            yield Problem(
                code, raw.file, number, where=table.key[0], found=found, args={"first": first[key], "columns": "、".join(table.key)}
            )
        first.setdefault(key, number)


def _completed(units: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    return units.with_columns(
        pl.col("short_name").fill_null(pl.col("name")),
        pl.col("ord").fill_null(pl.int_range(1, pl.len() + 1).cast(units.schema["ord"])),
        pl.col("status").fill_null(STATUSES[0]),
    )


def _nearest(word: str, words: Sequence[str]) -> str:
    return next(iter(difflib.get_close_matches(word, words, n=1, cutoff=0.5)), "")


@contextmanager
def _light_pandera() -> Iterator[None]:
    """Keep pandera from loading hypothesis, which it does on first use to invent data if it is installed (0.16 s)."""
    hide = "hypothesis" not in sys.modules
    if hide:
        sys.modules["hypothesis"] = None  # type: ignore[assignment]  # the documented way to make an import fail
    try:
        yield
    finally:
        if hide:
            del sys.modules["hypothesis"]
