"""Where rows stand in their files: line and text of the few rows that a message quotes."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from scoring.engine.database import Session, literal
from scoring.files.csvfile import original
from scoring.intake.records.files import RecordFile
from scoring.intake.records.sources import Source

_BLOCK = 1 << 24


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a file.

    Args:
        line: Line of the file on which it begins, row of the sheet, or row of the Parquet file (from 1).
        cells: Its texts by column.
    """

    line: int
    cells: Mapping[str, str]


def line_numbers(path: Path, offsets: Iterable[int]) -> dict[int, int]:
    """Line (1-based) of bytes of a file, read once and block by block."""
    wanted = sorted(set(offsets))
    found: dict[int, int] = {}
    with path.open("rb") as file:
        before, start = 1, 0
        while wanted and (block := file.read(_BLOCK)):
            while wanted and wanted[0] < start + len(block):
                offset = wanted.pop(0)
                found[offset] = before + block.count(b"\n", 0, offset - start)
            before += block.count(b"\n")
            start += len(block)
    return found | dict.fromkeys(wanted, before)


def places(
    session: Session, source: Source, numbers: Collection[int], columns: Sequence[str], left_out: Collection[int]
) -> dict[int, Place]:
    """Line and cells of rows of a file.

    Args:
        session: The engine.
        source: The file.
        numbers: The rows, counted from 0 as the engine read them.
        columns: The columns of the table in order.
        left_out: Bytes at which rows begin that the engine rejected; they are not among the counted.
    """
    if not numbers:
        return {}
    if source.file.kind == "csv":
        skipped = set(line_numbers(source.path, left_out).values()) if left_out else set()
        return _csv_places(source, set(numbers), skipped)
    chosen = f"file_row_number in ({', '.join(map(str, sorted(numbers)))})"
    rows = f"read_parquet({literal(str(source.path))}, file_row_number = true)"
    if source.file.kind == "parquet":
        cells = ", ".join(f'cast("{name}" as varchar)' for name in source.file.head.names)
        found = session.rows(f"select file_row_number, file_row_number + 1, {cells} from {rows} where {chosen}")
        return {row[0]: Place(row[1], _texts(source.file.head.names, row[2:])) for row in found}
    cells = ", ".join(f"r_{place}" for place in range(len(columns)))
    return {
        row[0]: Place(row[1], _texts(columns, row[2:]))
        for row in session.rows(f"select file_row_number, line, {cells} from {rows} where {chosen}")
    }


def _texts(names: Sequence[str], cells: Iterable[str | None]) -> dict[str, str]:
    return {name: original((cell or "").strip()) for name, cell in zip(names, cells, strict=False)}


def _csv_places(source: Source, wanted: set[int], skipped: Collection[int]) -> dict[int, Place]:
    found: dict[int, Place] = {}
    last, number = max(wanted), 0
    for line, row in _rows(source.path, source.file):
        if line in skipped:
            continue
        if number in wanted:
            cells = next(csv.reader([row], delimiter=source.file.head.delimiter)) if isinstance(row, str) else row
            found[number] = Place(line, _texts(source.file.head.names, cells))
        if number == last:
            break
        number += 1
    return found


def _rows(path: Path, file: RecordFile) -> Iterator[tuple[int, str | list[str]]]:
    """Rows with their first line: as the bare line, or taken apart where it has a quotation mark and may go on.

    Empty lines are no rows. Most lines have no quotation mark and are only counted.
    """
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as text:
        lines = iter(text)
        number = 1
        for line in lines:
            if number > file.head.skip and '"' in line:
                reader = csv.reader(chain([line], lines), delimiter=file.head.delimiter)
                yield number, next(reader)
                number += reader.line_num
                continue
            if number > file.head.skip and line.strip("\r\n"):
                yield number, line.rstrip("\r\n")
            number += 1
