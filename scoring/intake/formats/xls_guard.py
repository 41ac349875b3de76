"""Looks at a workbook in Excel's old binary format before the library opens it.

The library believes the sizes and chains that the file states: it makes room for a count that no file could hold, which ends the
process, or follows a chain that leads back into itself until the memory is full. What is merely damaged is left to it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from scoring.intake.formats.refusal import RefusedError

OLE = b"\xd0\xcf\x11\xe0"
MAX_STREAM = 40_000_000  # bytes of the workbook inside the file: as much as the parts of a package
MOST_ROWS, MOST_COLUMNS = 65_536, 256  # of a sheet in this format
_MINI_TABLES = 1_024  # sectors: small streams of 8 MB together
_ENTRY, _SMALL, _MINI = 128, 4_096, 64  # bytes of a directory entry, of a stream that is not small, of a small sector
_SHIFTS = {9, 12}  # powers of 2: bytes of a sector
_LAST = 0xFFFF_FFFA  # numbers from here on are marks and no sectors
_BOUND_SHEET, _STRINGS, _DIMENSIONS, _MANY_NUMBERS, _END = 0x85, 0xFC, 0x200, 0xBD, 0x0A
_CELLS = frozenset({0x06, 0xBD, 0xFD, 0x203, 0x204, 0x205, 0x27E})
_SHORTEST = 3  # bytes of a text without characters
_TWO_NUMBERS = 8  # bytes
_LAYOUTS = {10: "<HHHH", 14: "<IIHH"}  # of the dimensions of a sheet, by length: first row, behind the last, the same of columns


def check_xls(data: bytes, most_cells: int) -> None:
    """Refuse what the library would not survive.

    Args:
        data: Bytes of a compound file.
        most_cells: Cells of a sheet, from A1 to the last one.

    Raises:
        RefusedError: I014 (sizes or chains that cannot be), I009 (a sheet or workbook that is too large).
    """
    try:
        streams = list(_Compound(data).workbooks())
    except struct.error as error:  # it ends in the middle
        raise _damaged() from error
    for stream in streams:
        if len(stream) > MAX_STREAM:
            raise RefusedError("I009", "xlsx")
        _check_records(stream, most_cells)


def _damaged() -> RefusedError:
    return RefusedError("I014", "xlsx")


@dataclass
class _Compound:
    """The sectors of a compound file."""

    data: bytes

    def __post_init__(self) -> None:
        (shift,) = struct.unpack_from("<H", self.data, 30)
        if shift not in _SHIFTS:
            raise _damaged()
        self.size = 1 << shift
        self.count = len(self.data) // self.size
        directories, tables, self.root, _, _, self.mini_start, minis, first, further = struct.unpack_from("<9I", self.data, 40)
        if max(directories, tables, further) > self.count or minis > _MINI_TABLES:
            raise _damaged()
        self.table = self._table(first)

    def _sector(self, number: int) -> bytes:
        return self.data[(number + 1) * self.size : (number + 2) * self.size]

    def _table(self, further: int) -> list[int]:
        """The sector that follows each."""
        listed = list(struct.unpack_from("<109I", self.data, 76))
        for _ in range(self.count + 1):
            if further >= _LAST or further >= self.count:
                break
            *more, further = struct.unpack(f"<{self.size // 4}I", self._sector(further))
            listed += more
        else:
            raise _damaged()
        sectors = [number for number in listed if number < self.count]
        if len(sectors) > self.count:  # some stand there again and again
            raise _damaged()
        return [number for sector in sectors for (number,) in struct.iter_unpack("<I", _even(self._sector(sector)))]

    def chain(self, start: int) -> bytes:
        """The bytes of a chain of sectors, as far as the file goes."""
        return b"".join(self._sector(number) for number in _followed(start, self.table, self.count))

    def workbooks(self) -> Iterator[bytes]:
        """The streams of the workbook: of this version of the format and, where there is one, of the version before."""
        directory = self.chain(self.root)
        entries = [directory[place : place + _ENTRY] for place in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
        named = {name: entry for entry in reversed(entries) if (name := _name(entry)) in {"Workbook", "Book"}}
        if any(_length(entry) > len(self.data) for entry in (*entries[:1], *named.values())):
            raise _damaged()
        small = self.chain(_start(entries[0])) if entries else b""
        yield from (self._stream(entry, small) for entry in named.values())

    def _stream(self, entry: bytes, small: bytes) -> bytes:
        length = _length(entry)
        if length >= _SMALL:
            return self.chain(_start(entry))[:length]
        table = [number for (number,) in struct.iter_unpack("<I", _even(self.chain(self.mini_start)))]
        followed = _followed(_start(entry), table, len(small) // _MINI + 1)
        return b"".join(small[number * _MINI : (number + 1) * _MINI] for number in followed)[:length]


def _followed(start: int, table: list[int], count: int) -> Iterator[int]:
    """A chain of sectors; one that is longer than there are sectors leads back into itself."""
    for _ in range(count + 1):
        if start >= len(table) or start >= count:
            return
        yield start
        start = table[start]
    raise _damaged()


def _even(data: bytes) -> bytes:
    return data[: len(data) // 4 * 4]


def _name(entry: bytes) -> str:
    return entry[:64].decode("utf-16-le", "ignore").partition("\0")[0]


def _start(entry: bytes) -> int:
    return int(struct.unpack_from("<I", entry, 116)[0])


def _length(entry: bytes) -> int:
    return int(struct.unpack_from("<I", entry, 120)[0])


def _records(stream: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of every record up to the end of a part of the stream."""
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield kind, place + 4, length
        place += 4 + length
        if kind == _END:
            return


def _check_records(stream: bytes, most_cells: int) -> None:
    sheets = []
    for kind, place, length in _records(stream, 0):
        if kind == _BOUND_SHEET:
            sheets.append(_whole_number(stream, place))
        if kind == _STRINGS and length >= _TWO_NUMBERS and _whole_number(stream, place + 4) * _SHORTEST > len(stream):
            raise _damaged()
    walked = 0
    for start in sheets:
        walked += _check_sheet(stream, start, most_cells)
        if walked > 2 * len(stream) + _SMALL:  # sheets that share their records
            raise _damaged()


def _check_sheet(stream: bytes, start: int, most_cells: int) -> int:
    """Refuse cells beyond what a sheet may have, and dimensions that no sheet has; the bytes of its records are returned."""
    walked = height = width = 0
    for kind, place, length in _records(stream, start):
        walked += 4 + length
        if kind in _CELLS:
            row, column = struct.unpack_from("<HH", stream[place : place + 4].ljust(4, b"\0"))
            many = (length - 6) // 6 if kind == _MANY_NUMBERS else 1
            height, width = max(height, row + 1), max(width, column + many)
            if height * width > most_cells:
                raise RefusedError("I009", "xlsx")
        elif kind == _DIMENSIONS and length in _LAYOUTS:
            _check_dimensions(stream[place : place + length].ljust(length, b"\0"))
    return walked


def _check_dimensions(record: bytes) -> None:
    top, bottom, left, right = struct.unpack_from(_LAYOUTS[len(record)], record)
    if bottom and right and not (0 <= bottom - top <= MOST_ROWS and 0 <= right - left <= MOST_COLUMNS):
        raise _damaged()


def _whole_number(stream: bytes, place: int) -> int:
    return int.from_bytes(stream[place : place + 4], "little")
