"""A workbook of records looked at before the library opens it.

The library makes room for every cell between the first and the last one, and for a shared text wherever it stands: a few kilobytes
can ask for more memory than the machine has, and the process is then aborted without a word. A sheet of a million rows is read
block by block here, since it is too long for a tree of XML.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from scoring.intake.formats.packages import DAMAGED, MAX_MEMBERS
from scoring.problems import Problem, ProblemsFound

MOST_INFLATED = 2_000_000_000  # bytes of the parts of a workbook: a full sheet of a million rows has about half of it
MOST_AREA = 60_000_000  # cells from the first to the last one: a full sheet of 57 columns
MOST_TEXT = 2_000_000_000  # characters of shared texts where they stand
_BLOCK, _LONGEST = 1 << 22, 1 << 25  # bytes that are read at once, and of one cell
_PLACE = re.compile(rb"""<c [^>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_SHARED = re.compile(rb"""<c [^>]*\bt=["']s["'][^>]*>\s*<v>([0-9]{1,9})</v>""")
_TYPED = (b"<!DOCTYPE", b"<!ENTITY")
_TEXTS, _OPEN = "xl/sharedstrings.xml", "content.xml"  # shared texts as the library finds them; the sheets of OpenDocument


def check_sheets(path: Path, shown: str) -> None:
    """Refuse a package that would take more memory than any table of records.

    Args:
        path: The workbook; one that is no package is not looked at.
        shown: The file as the user would name it.

    Raises:
        ProblemsFound: I008 damaged or not what its entries say, I009 too large, I080 with document types or entities.
    """
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as package:
            code = _code(package)
    except DAMAGED:
        code = "I008"
    if code:
        raise ProblemsFound([Problem(code, shown, args={"kind": "xlsx"})])


def _code(package: zipfile.ZipFile) -> str:
    """The code of the problem; empty where there is none."""
    members = package.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MOST_INFLATED:
        return "I009"
    names = {member.filename for member in members}
    shared = sorted(name for name in names if name.lower() == _TEXTS)
    lengths = [len(text) for name in shared for block in _blocks(package, name, b"</si>") for text in block.split(b"</si>")]
    if any(_is_typed(package, name) for name in sorted(names)):
        return "I080"
    sheets = sorted(names - {*shared, _OPEN})  # a sheet may have any name: what is none has no cells
    return "I009" if any(_is_too_large(package, name, lengths) for name in sheets) else ""


def _is_typed(package: zipfile.ZipFile, name: str) -> bool:
    """Whether a part begins with a document type, which stands before everything else."""
    with package.open(name) as part:
        start = part.read(_BLOCK).replace(b"\0", b"")
    return any(mark in start for mark in _TYPED)


def _is_too_large(package: zipfile.ZipFile, name: str, lengths: list[int]) -> bool:
    """Whether the cells of a sheet lie too far from each other or share too much text."""
    rows, columns, text = 0, 0, 0
    for block in _blocks(package, name, b"</c>"):
        places = _PLACE.findall(block)
        rows = max([rows, *(int(row) for _, row in places)])
        columns = max([columns, *map(_number, {letters for letters, _ in places})])
        used = Counter(_SHARED.findall(block))
        text += sum(times * lengths[int(number)] for number, times in used.items() if int(number) < len(lengths))
        if rows * columns > MOST_AREA or text > MOST_TEXT:
            return True
    return False


def _number(letters: bytes) -> int:
    """Number of a column by its letters, 1 for A."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _blocks(package: zipfile.ZipFile, name: str, end: bytes) -> Iterator[bytes]:
    """A part in blocks that end with what ends a cell; raises ValueError where a cell has no end.

    Reading to the end holds every part against the size and the checksum that its entry says.
    """
    rest = b""
    with package.open(name) as part:
        while block := part.read(_BLOCK):
            whole, mark, after = (rest + block).rpartition(end)
            rest = after
            if len(rest) > _LONGEST:
                raise ValueError(name)
            if mark:
                yield whole + mark
    yield rest
