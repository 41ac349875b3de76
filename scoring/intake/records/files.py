"""The files of a record table: opened and their headers checked, before anything is computed."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from scoring.criteria.records.model import RecordTable
from scoring.intake.inputs.files import MOST_COLUMNS
from scoring.intake.inputs.tables import Column, InputTable
from scoring.intake.records.failures import MOST_FILES
from scoring.intake.records.headers import Head, csv_head, parquet_head, sheet_head
from scoring.problems import Problem, ProblemsFound
from scoring.problems.nearest import probable

Kind = Literal["csv", "sheet", "parquet"]
KINDS: Mapping[str, Kind] = {
    ".csv": "csv",
    ".txt": "csv",
    ".tsv": "csv",
    ".xlsx": "sheet",
    ".xls": "sheet",
    ".ods": "sheet",
    ".parquet": "parquet",
}
"""Format by the end of the file's name."""
UNIT = "unit_id"
_MOST_NAME = 40  # characters of a column's name that a place in a message shows


@dataclass(frozen=True, slots=True)
class RecordFile:
    """One file of a record table.

    Args:
        path: The file.
        shown: The file as the user would name it.
        kind: Its format.
        head: Its header, and how it is written.
        size: Bytes.
    """

    path: Path
    shown: str
    kind: Kind
    head: Head
    size: int


@dataclass(frozen=True)
class RecordFiles:
    """The opened files of a record table, in the order in which they were given."""

    table: RecordTable
    files: tuple[RecordFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


def input_table(table: RecordTable) -> InputTable:
    """The declaration as the checks take it: ``unit_id``, then the columns of the table."""
    columns = [Column(UNIT, required=True, unit=True)]
    columns += [
        Column(own.name, own.kind, own.required, own.allowed, pattern=own.pattern, low=own.low, high=own.high, not_before=own.not_before)
        for own in table.columns
    ]
    return InputTable(table.name, tuple(columns), (UNIT, *table.key) if table.key else ())


def open_records(table: RecordTable, paths: Sequence[Path], folder: Path) -> RecordFiles:
    """Open the files of a record table and check their headers.

    Args:
        table: The declaration.
        paths: The files; formats may be mixed and columns may stand in another order in each.
        folder: The assessment folder; a file is shown by its place inside it.

    Returns:
        The files with their headers; nothing of their rows has been looked at.

    Raises:
        ProblemsFound: I002, I004, I005, I008, I009, I021, I022, I031-I033, I070, I073, I076, I077, I080, I081, I088, of all files together.
    """
    problems: list[Problem] = []
    files = []
    for path in paths:
        shown = str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)
        try:
            file = _opened(table, path, shown)
        except ProblemsFound as found:
            problems += found.problems
            continue
        problems += _header_problems(table, file)
        files.append(file)
    if problems:
        raise ProblemsFound(_first_files(table, problems))
    return RecordFiles(table, tuple(files))


def _first_files(table: RecordTable, problems: Sequence[Problem]) -> list[Problem]:
    """Of more files with a problem of the same kind than are shown, only how many more there are (I073)."""
    by_code: dict[str, dict[str, list[Problem]]] = {}
    for problem in problems:
        by_code.setdefault(problem.code, {}).setdefault(problem.file, []).append(problem)
    told = []
    for code, by_file in by_code.items():
        each = list(by_file.values())
        told += [problem for several in each[:MOST_FILES] for problem in several]
        if more := each[MOST_FILES:]:
            args = {"code": code, "rows": sum(map(len, more)), "shown": MOST_FILES}
            told.append(Problem("I073", table.name, found=str(len(more)), args=args))
    return told


def _opened(table: RecordTable, path: Path, shown: str) -> RecordFile:
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise ProblemsFound([Problem("I070", shown, found=path.suffix or path.name, args={"suffixes": "、".join(KINDS)})])
    names = [UNIT, *(column.name for column in table.columns)]
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise ProblemsFound([Problem("I081", shown)])
        size = found.st_size
        head = csv_head(path, shown, names) if kind == "csv" else sheet_head(path, shown) if kind == "sheet" else parquet_head(path, shown)
    except OSError:
        raise ProblemsFound([Problem("I002", shown)]) from None
    if len(head.names) > MOST_COLUMNS:
        raise ProblemsFound([Problem("I088", shown, head.line, found=str(len(head.names)), args={"most": MOST_COLUMNS})])
    if not any(head.names):
        raise ProblemsFound([Problem("I031", shown, 1, args={"columns": "、".join(names)})])
    return RecordFile(path, shown, kind, head, size)


def _header_problems(table: RecordTable, file: RecordFile) -> Iterator[Problem]:
    """Columns that are missing, stand twice or are unknown; the title of a column is a near miss of its name."""
    names = [UNIT, *(column.name for column in table.columns)]
    titles = {column.title: column.name for column in table.columns}
    shown, line = "、".join(names), file.head.line
    wanted = [UNIT, *(column.name for column in table.columns if column.required or column.name in {table.dated_by, *table.key})]
    for name in wanted:
        if name not in file.head.names:
            yield Problem("I021", file.shown, line, args={"column": name, "columns": shown})
    for name, times in Counter(file.head.names).items():
        if times > 1 and name:
            yield Problem("I032", file.shown, line, where=name[:_MOST_NAME], found=name)
        if name not in names:
            near = titles.get(name) or probable(name, [*names, *titles])
            args = {"nearest": titles.get(near, near), "columns": shown}
            yield Problem("I022", file.shown, line, where=name[:_MOST_NAME], found=name or "(空)", args=args)
