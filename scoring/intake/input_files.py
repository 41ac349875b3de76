"""CSV files and workbooks as rows of text, each with its row number for messages."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring.intake.encoding import UndecodableError, decode
from scoring.problems import Problem, ProblemsFound


@dataclass(frozen=True)
class RawTable:
    """An input table as it was written.

    Args:
        file: The file as the user would name it.
        header: Column names.
        rows: Cells of every row that is not empty, None for a blank.
        numbers: Row number of each in the file (1-based; a cell with line breaks counts its lines).
    """

    file: str
    header: list[str]
    rows: list[list[str | None]]
    numbers: list[int]


def read_raw(path: Path, name: str, columns: str) -> RawTable:
    """Read a CSV file (UTF-8 or GB18030) or the first sheet of a workbook.

    Args:
        path: The file.
        name: The file as the user would name it.
        columns: The columns it should have, for the message about a missing header.

    Raises:
        ProblemsFound: I002 cannot be opened, I003/I004/I005 encoding, I008/I009 workbook, I029 uneven rows, I031 no header.
    """
    try:
        data = path.read_bytes()
    except OSError:
        raise ProblemsFound([Problem("I002", name)]) from None
    rows = _workbook_rows(data, name) if path.suffix.lower() in {".xlsx", ".xls", ".ods"} else _csv_rows(data, name)
    filled = [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        raise ProblemsFound([Problem("I031", name, 1, args={"columns": columns})])
    header = [cell.strip() for cell in filled[0][1]]
    while header and not header[-1]:
        header.pop()
    return RawTable(name, header, *_body(name, len(header), filled[1:]))


def _body(name: str, width: int, rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[list[list[str | None]], list[int]]:
    cells, numbers, problems = [], [], []
    for number, row in rows:
        if len(row) < width or any(cell.strip() for cell in row[width:]):
            problems.append(Problem("I029", name, number, found=str(len(row)), args={"columns": width}))
        cells.append([cell.strip() or None for cell in row[:width]])
        numbers.append(number)
    if problems:
        raise ProblemsFound(problems)
    return cells, numbers


def _csv_rows(data: bytes, name: str) -> list[tuple[int, list[str]]]:
    try:
        text, _ = decode(data) if data.strip() else ("", "")
    except UndecodableError as error:
        raise ProblemsFound([Problem(str(error), name)]) from error
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""))
    start = 1
    for row in reader:
        rows.append((start, row))
        start = reader.line_num + 1
    return rows


def _workbook_rows(data: bytes, name: str) -> list[tuple[int, list[str]]]:
    from scoring.intake.read_xlsx import WorkbookError, sheets

    try:
        found = sheets(data)
    except WorkbookError as error:
        raise ProblemsFound([Problem(str(error), name)]) from error
    return [(number, [cell.text for cell in row]) for number, row in enumerate(found[0][1] if found else [], 1)]
