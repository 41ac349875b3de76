"""The input tables of an assessment: units, reports, findings, marks, external, exemptions.

Every table is read and checked before anything is said, so that one run shows all problems of all tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.intake.inputs.files import SEVERAL, SUFFIXES, RawTable, read_raw
from scoring.intake.inputs.naming import name_problems
from scoring.intake.inputs.schemas import schema
from scoring.intake.inputs.tables import STATUSES, TABLES, InputTable
from scoring.intake.inputs.values import typed
from scoring.problems import Problem, ProblemsFound
from scoring.problems.nearest import probable

if TYPE_CHECKING:
    import polars as pl

Files = Mapping[str, Path | tuple[Path, ...]]
"""The file of every table, or several, relative to the assessment folder."""
_REQUIRED = "units"
JUDGED = frozenset({"findings", "marks", "exemptions"})
"""Tables into which an upheld appeal puts rows, so that each row tells its file."""


def read_inputs(folder: Path, files: Files | None = None) -> dict[str, pl.DataFrame]:
    """Read and check all input tables.

    Args:
        folder: The assessment folder; ``<table>.csv`` (or .xlsx, .xls, .ods, .parquet) in it is read by default.
        files: Other places by table name, relative to the folder; a tuple where a table comes in several files.

    Returns:
        One frame per table with the declared columns in order: text as String, dates as Date, numbers as
        Decimal(28, 10); then ``line``, the row of the file. ``findings``, ``marks`` and ``exemptions`` also have
        ``file``, the place of that file inside the folder, null where the table is one file. A table without a file is empty. A unit
        without ``ord``, ``status`` or ``short_name`` gets its row number, ``assessed`` and its name.

    Raises:
        ProblemsFound: I002-I009, I020-I033, I070, I084 and I085, of all tables together.
    """
    problems: list[Problem] = []
    raw = {table.name: _raw(table, folder, files or {}, problems) for table in TABLES}
    units = raw[_REQUIRED]
    known = _known_units(units) if units else None
    frames = {table.name: _frame(table, raw[table.name], known, problems) for table in TABLES}
    if problems:
        raise ProblemsFound(problems)
    typed_frames = {table.name: _numbered(table, typed(table, frames[table.name]), raw[table.name]) for table in TABLES}
    return typed_frames | {_REQUIRED: _completed(typed_frames[_REQUIRED])}


def _numbered(table: InputTable, frame: pl.DataFrame, raw: RawTable | None) -> pl.DataFrame:
    """The table with the row of the file that each of its rows stands in, and the file where there may be several."""
    import polars as pl

    places = [pl.Series("line", raw.numbers if raw else [], pl.Int64)]
    if table.name in SEVERAL | JUDGED:
        places.append(pl.Series("file", raw.files if raw and raw.files else [None] * frame.height, pl.String))
    return frame.with_columns(places)


def _known_units(units: RawTable) -> dict[str, str]:
    """Unit id by every id and name of a unit that the table holds, ids before names."""
    found: dict[str, str] = {}
    for column in ("unit_id", "name", "short_name"):
        if column in units.header:
            pairs = zip(_values(units, column), _values(units, "unit_id") if "unit_id" in units.header else [], strict=False)
            for name, unit in pairs:
                if name and unit:
                    found.setdefault(name, unit)
    return found


def _raw(table: InputTable, folder: Path, files: Files, problems: list[Problem]) -> RawTable | None:
    named = files.get(table.name)
    if isinstance(named, tuple):
        parts = [_part(table, folder, path, problems) for path in named]
        whole = [part for part in parts if part]
        return _joined(table, whole) if len(whole) == len(parts) else None
    path = (
        folder / named if named else next((folder / f"{table.name}{s}" for s in SUFFIXES if (folder / f"{table.name}{s}").is_file()), None)
    )
    if path is None:
        if table.name == _REQUIRED:
            problems.append(Problem("I020", f"{table.name}.csv", args={"table": f"{table.name}.csv"}))
        return None
    return _read(table, path, str(named or path.name), problems)


def _joined(table: InputTable, parts: Sequence[RawTable]) -> RawTable:
    """Tables of one kind as one, their cells in the declared order of the columns."""
    rows, numbers, files = [], [], []
    for part in parts:
        at = [part.header.index(name) if name in part.header else None for name in table.names]
        rows += [[None if place is None else row[place] for place in at] for row in part.rows]
        numbers += part.numbers
        files += [part.file] * len(part.rows)
    problems = tuple(problem for part in parts for problem in part.problems)
    return RawTable(parts[0].file, list(table.names), rows, numbers, problems, tuple(files))


def _part(table: InputTable, folder: Path, path: Path, problems: list[Problem]) -> RawTable | None:
    """One of several files; what is no table is refused (I070), because it might have been meant."""
    from scoring.intake.records.files import KINDS

    if path.suffix.lower() in KINDS:
        return _read(table, folder / path, path.as_posix(), problems)
    problems.append(Problem("I070", path.as_posix(), found=path.suffix or path.name, args={"suffixes": "、".join(KINDS)}))
    return None


def _read(table: InputTable, path: Path, name: str, problems: list[Problem]) -> RawTable | None:
    """One file with its header checked; None where it cannot be used, and why is added to the list."""
    try:
        raw = read_raw(path, name, "、".join(table.names))
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
                "I022", raw.file, 1, where=name, found=name or "(空)", args={"nearest": probable(name, table.names), "columns": columns}
            )


def _frame(table: InputTable, raw: RawTable | None, known: Mapping[str, str] | None, problems: list[Problem]) -> pl.DataFrame:
    """The table as text in the declared order; its problems are added to the list."""
    import polars as pl

    columns = {name: _values(raw, name) if raw and name in raw.header else [None] * len(raw.rows if raw else ()) for name in table.names}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(table.names, pl.String))
    if raw:
        uneven = {(problem.file, problem.line) for problem in raw.problems}
        named = list(name_problems(table.name, raw))
        told = {(problem.file, problem.line, problem.where) for problem in named if problem.code == "I084"}  # what else is wrong follows
        found = [*_failures(table, raw, frame, known), *_repeated(table, raw, frame)]
        found = named + [problem for problem in found if (problem.file, problem.line, problem.where) not in told]
        problems += [*raw.problems, *(problem for problem in found if (problem.file, problem.line) not in uneven)]
    return frame


def _values(raw: RawTable, name: str) -> list[str | None]:
    position = raw.header.index(name)
    return [row[position] for row in raw.rows]


def _failures(table: InputTable, raw: RawTable, frame: pl.DataFrame, known: Mapping[str, str] | None) -> Iterator[Problem]:
    """Everything that pandera finds, each failure as a problem with its row and column."""
    from scoring.intake.inputs.pandera_alone import alone, pa

    ids = sorted({*(known or {}).values()})
    try:
        with alone():
            schema(table, ids).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        for failure in errors.failure_cases.sort("index", nulls_last=True).iter_rows(named=True):
            code = "I028" if failure["check"] == "not_nullable" else failure["check"]
            if code == "I026" and known is None:
                continue  # the units table itself could not be read: nothing is known about any unit
            yield _failure(code, table, raw, failure, known or {})


def _failure(code: str, table: InputTable, raw: RawTable, failure: Mapping[str, object], known: Mapping[str, str]) -> Problem:
    column, index = str(failure["column"]), failure["index"]
    found = "" if code == "I028" else str(failure["failure_case"])
    allowed = next((each.allowed for each in table.columns if each.name == column), ())
    args = {"column": column, "allowed": "、".join(allowed), "nearest": _nearest_unit(found, known) if code == "I026" else ""}
    file, line = raw.place(index) if isinstance(index, int) else (raw.file, None)
    return Problem(code, file, line, where=column, found=found, args=args)


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


def _nearest_unit(word: str, known: Mapping[str, str]) -> str:
    """The unit that is meant: by its id, or by a name, which is then said too."""
    near = word if word in known else probable(word, list(known))
    return f"{known[near]}（{near}）" if near and known[near] != near else near
