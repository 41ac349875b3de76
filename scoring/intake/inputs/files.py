"""CSV files, workbooks and Parquet files as rows of text, each with its row number for messages.

Whatever the format, the checks see the same text: what a message quotes is what stands in the file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from scoring.files.bounded import UnreadError, file_bytes
from scoring.files.csvfile import original
from scoring.files.panics import panics_as
from scoring.intake.formats.encoding import UndecodableError, decode
from scoring.problems import Problem, ProblemsFound

WORKBOOKS = frozenset({".xlsx", ".xls", ".ods"})
SUFFIXES = (".csv", ".xlsx", ".xls", ".ods", ".parquet")
"""Formats that an input table may have, in the order in which they are looked for."""
SEVERAL = frozenset({"findings"})
"""Input tables that may come in several files."""
MOST_BYTES = 60_000_000  # of a file: half a million rows of figures
MOST_ROWS, MOST_COLUMNS = 1_000_000, 2_000  # a table of figures has one column per metric at most, and every cell is an object
_DELIMITERS = ",;\t"  # a comma, or what Excel writes where the comma is the decimal point, or its 'Unicode text'


@dataclass(frozen=True)
class RawTable:
    """An input table as it was written.

    Args:
        file: The file as the user would name it.
        header: Column names.
        rows: Cells of every row that is not empty, None for a blank; as many as the header has.
        numbers: Row number of each in the file (1-based; a cell with line breaks counts its lines; rows of a
            Parquet file, which has no header, begin with 1).
        problems: Rows with more or fewer cells than the header (I029).
        files: The file of each row, where the table comes in several; empty where all are of ``file``.
    """

    file: str
    header: list[str]
    rows: list[list[str | None]]
    numbers: list[int]
    problems: tuple[Problem, ...] = ()
    files: tuple[str, ...] = ()

    def place(self, row: int) -> tuple[str, int]:
        """File and row number of a row, which is counted from 0."""
        return self.files[row] if self.files else self.file, self.numbers[row]


def read_raw(path: Path, name: str, columns: str) -> RawTable:
    """Read a CSV file (UTF-8, UTF-16 or GB18030), the first sheet of a workbook, or a Parquet file.

    Args:
        path: The file.
        name: The file as the user would name it.
        columns: The columns it should have, for the message about a missing header.

    Raises:
        ProblemsFound: I002 cannot be opened, I004/I005 encoding, I076 no text, I078 a cell too long, I008/I009 workbook, I031 no header,
            I033 not a Parquet file, I081 no file, I087 more rows or columns than any table has, I089 too large.
    """
    if path.suffix.lower() == ".parquet":
        return _parquet(path, name)
    try:
        data = file_bytes(path, MOST_BYTES)
    except OSError:
        raise ProblemsFound([Problem("I002", name)]) from None
    except UnreadError as unread:
        raise ProblemsFound([unread.problem(name)]) from None
    book = path.suffix.lower() in WORKBOOKS
    rows = _workbook_rows(data, name) if book else _csv_rows(data, name, columns)
    filled = [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        raise ProblemsFound([Problem("I031", name, 1, args={"columns": columns})])
    _check_size(name, len(filled), max(len(cells) for _, cells in filled))
    text = str.strip if book else _csv_text
    header = [text(cell) for cell in filled[0][1]]
    while header and not header[-1]:
        header.pop()
    return _table(name, header, filled[1:], text)


def _check_size(name: str, rows: int, columns: int) -> None:
    """Raises ProblemsFound I087."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        args = {"rows": rows, "columns": columns, "most_rows": MOST_ROWS, "most_columns": MOST_COLUMNS}
        raise ProblemsFound([Problem("I087", name, args=args)])


def _csv_text(cell: str) -> str:
    """A cell without blanks around it and without the apostrophe that kept it from running as a formula."""
    return original(cell.strip())


def _table(name: str, header: list[str], filled: Iterable[tuple[int, Sequence[str]]], text: Callable[[str], str] = str.strip) -> RawTable:
    cells: list[list[str | None]] = []
    numbers, problems, width = [], [], len(header)
    for number, row in filled:
        if len(row) < width or any(cell.strip() for cell in row[width:]):
            problems.append(Problem("I029", name, number, found=str(len(row)), args={"columns": width}))
        own: list[str | None] = [text(cell) or None for cell in row[:width]]
        cells.append(own + [None] * (width - len(own)))
        numbers.append(number)
    return RawTable(name, header, cells, numbers, tuple(problems))


def _csv_rows(data: bytes, name: str, columns: str) -> list[tuple[int, list[str]]]:
    try:
        text, _ = decode(data) if data.strip() else ("", "")
    except UndecodableError as error:
        raise ProblemsFound([Problem("I076" if str(error) == "I003" else str(error), name)]) from error
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text, set(columns.split("、"))))
    start = 1
    try:
        for row in reader:
            if row:
                rows.append((start, row))
            start = reader.line_num + 1
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                _check_size(name, len(rows), len(row))
    except csv.Error:  # the only thing that it refuses
        raise ProblemsFound([Problem("I078", name, start, args={"most": csv.field_size_limit()})]) from None
    return rows


def delimiter(text: str, columns: set[str]) -> str:
    """What stands between the cells: the character that finds most of the columns in the header."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=lambda mark: sum(cell.strip(' "') in columns for cell in header.split(mark)))


def _workbook_rows(data: bytes, name: str) -> list[tuple[int, list[str]]]:
    from scoring.intake.formats.read_xlsx import WorkbookError, sheets

    try:
        found = sheets(data)
    except WorkbookError as error:
        raise ProblemsFound([Problem(str(error), name, args={"kind": "xlsx"})]) from error
    return [(number, [cell.text for cell in row]) for number, row in enumerate(found[0][1] if found else [], 1)]


def _parquet(path: Path, name: str) -> RawTable:
    import polars as pl

    damaged = ProblemsFound([Problem("I033", name)])
    try:
        with panics_as(damaged):
            head = pl.scan_parquet(path)
            _check_size(name, head.select(pl.len()).collect().item(), len(head.collect_schema()))
            frame = pl.read_parquet(path)
    except FileNotFoundError:
        raise ProblemsFound([Problem("I002", name)]) from None
    except (pl.exceptions.PolarsError, OSError):
        raise damaged from None
    filled = [(number, row) for number, row in enumerate(_texts(frame.iter_rows()), 1) if any(row)]
    return _table(name, [column.strip() for column in frame.columns], filled)


def _texts(rows: Iterable[Sequence[Any]]) -> Iterator[list[str]]:
    from scoring.intake.formats.read_xlsx import value_text

    for row in rows:
        yield ["" if value is None else f"{value:f}" if isinstance(value, Decimal) else value_text(value) for value in row]
