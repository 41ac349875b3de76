"""The header of a file of records, and how the file is written, from its first bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.files.panics import panics_as
from scoring.intake.formats.encoding import UndecodableError, decode
from scoring.intake.formats.refusal import RefusedError
from scoring.intake.formats.xls_guard import MOST_COLUMNS, MOST_ROWS, OLE, check_xls
from scoring.intake.inputs.files import delimiter
from scoring.intake.records.sheet_guard import check_sheets
from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    import polars as pl

_SAMPLE = 1 << 16  # bytes looked at to find the encoding and the header
_PROBED = 50  # rows of a sheet in which its header must stand


@dataclass(frozen=True, slots=True)
class Head:
    """How a file begins.

    Args:
        names: Column names of the header, without the blank ones at its end.
        line: Line or row of the header; 0 for Parquet, which has none.
        skip: Lines of the file up to and with the header.
        width: Cells of the header, with the blank ones at its end.
        delimiter: What stands between the cells of a CSV file.
        encoding: Encoding of a CSV file, as Python calls it.
        even: Whether all lines seen end in the same way, so that the engine can read the file as it is.
    """

    names: tuple[str, ...]
    line: int = 0
    skip: int = 0
    width: int = 0
    delimiter: str = ","
    encoding: str = "utf-8"
    even: bool = True


def csv_head(path: Path, shown: str, columns: Sequence[str]) -> Head:
    """The header of a CSV file: the first line that is not blank.

    Raises:
        ProblemsFound: I004, I005 encoding, I076 no text.
    """
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    whole = len(sample) < _SAMPLE
    try:
        begin = sample if whole else sample[: sample.rfind(b"\n") + 1] or sample
        text, encoding = _decoded(begin) if sample.removeprefix(b"\xef\xbb\xbf").strip() else ("", "utf-8")
    except UndecodableError as error:
        raise ProblemsFound([Problem("I076" if str(error) == "I003" else str(error), shown)]) from error
    mark = delimiter(text, set(columns))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    line = 1
    for cells in reader:
        names = [cell.strip() for cell in cells]
        if any(names):
            return Head(_trimmed(names), line, reader.line_num, len(cells), mark, encoding, _one_break(text))
        line = reader.line_num + 1
    return Head(())


def _one_break(text: str) -> bool:
    """Whether all lines end in the same way, and not in a carriage return alone."""
    bare = text.replace("\r\n", "")
    return "\r" not in bare and not ("\r\n" in text and "\n" in bare)


def _decoded(sample: bytes) -> tuple[str, str]:
    """Text and Python's name of the encoding, the byte order mark counted to it."""
    text, name = decode(sample)
    if name == "big5":
        name = "big5hkscs"
    return text, "utf-8-sig" if sample.startswith(b"\xef\xbb\xbf") else name


def _trimmed(names: list[str]) -> tuple[str, ...]:
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def sheet_head(path: Path, shown: str) -> Head:
    """The header of the first visible sheet of a workbook: its first row that is not blank.

    Raises:
        ProblemsFound: I008 not a workbook, I009 too large, I080 with document types or entities.
    """
    check_sheets(path, shown)
    _look_at_old(path, shown)
    frame = first_sheet(path, shown, _PROBED)
    for line, cells in enumerate(frame.iter_rows() if frame is not None else (), 1):
        names = ["" if cell is None else str(cell).strip() for cell in cells]
        if any(names):
            return Head(_trimmed(names), line, line, len(names))
    return Head(())


def _look_at_old(path: Path, shown: str) -> None:
    """What the library would not survive in Excel's old format."""
    try:
        with path.open("rb") as file:
            is_old = file.read(len(OLE)) == OLE
        if is_old:
            check_xls(path.read_bytes(), MOST_ROWS * MOST_COLUMNS)
    except RefusedError as error:
        raise ProblemsFound([Problem("I009" if error.code == "I009" else "I008", shown)]) from None


def first_sheet(path: Path, shown: str, rows: int | None = None) -> pl.DataFrame | None:
    """The first visible sheet as a frame of text, one row per row of the sheet from its first; None where it is empty.

    Args:
        path: The workbook.
        shown: The file as the user would name it.
        rows: How many rows are wanted; all when None.
    """
    import fastexcel

    damaged = ProblemsFound([Problem("I008", shown)])
    try:
        with panics_as(damaged):
            book = fastexcel.read_excel(path)
            for name in book.sheet_names:
                sheet = book.load_sheet(name, header_row=None, skip_rows=0, n_rows=rows, dtypes="string")
                if sheet.visible == "visible":
                    return sheet.to_polars()
    except fastexcel.FastExcelError:
        raise damaged from None
    return None


def parquet_head(path: Path, shown: str) -> Head:
    """The columns of a Parquet file.

    Raises:
        ProblemsFound: I033 not a Parquet file, I077 a column with more than one value in a cell.
    """
    import polars as pl

    damaged = ProblemsFound([Problem("I033", shown)])
    try:
        with panics_as(damaged):
            schema = pl.read_parquet_schema(path)
    except (pl.exceptions.PolarsError, OSError):
        raise damaged from None
    nested = [Problem("I077", shown, where=name, found=str(kind)) for name, kind in schema.items() if kind.is_nested()]
    if nested:
        raise ProblemsFound(nested)
    names = tuple(schema)
    return Head(names, 0, 0, len(names))
