"""Cells of a sheet whose value is not in the file: errors, and formulas that were never computed.

The reader of sheets gives them as blank cells, and a blank is another fact; so the sheet of an .xlsx package is searched
for them, block by block.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

_BLOCK, _OVERLAP = 1 << 24, 1 << 13
_CELL = rb'<c r="([A-Z]{1,3}[0-9]{1,7})"'
_LOST = re.compile(
    _CELL + rb'(?:[^>]*\bt="e"|[^>]*>\s*<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>)',
)
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_TARGET = r'<Relationship\b(?=[^>]*\bId="{}")[^>]*\bTarget="([^"]+)"'


def lost_cells(path: Path) -> Iterator[str]:
    """Names of such cells of the first visible sheet (``B7``), in the order of the sheet; none for .xls and .ods."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as package:
        part = _first_sheet(package)
        if part is None:
            return
        before = b""
        with package.open(part) as sheet:
            while block := sheet.read(_BLOCK):
                text = before + block
                if b't="e"' in text or b"<f" in text:  # else there is nothing to look for
                    # What ends in the overlap was found in the block before.
                    yield from (found[1].decode("ascii") for found in _LOST.finditer(text) if found.end() > len(before))
                before = text[-_OVERLAP:]


def _first_sheet(package: zipfile.ZipFile) -> str | None:
    """The part of the first sheet that is not hidden."""
    names = set(package.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return None
    book, relations = (package.read(name).decode("utf-8", "replace") for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
    visible = (sheet for sheet in _SHEET.findall(book) if not re.search(r'\bstate="(?:hidden|veryHidden)"', sheet))
    identity = re.search(r'\b\w+:id="([^"]+)"', next(visible, ""))
    target = re.search(_TARGET.format(re.escape(identity[1])), relations) if identity else None
    part = f"xl/{target[1]}" if target and not target[1].startswith("/") else target[1].lstrip("/") if target else ""
    return part if part in names else None
