"""Which cells of a returned workbook hold formulas: a reader of values alone cannot tell."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def formula_cells(data: bytes) -> dict[str, bool]:
    """Cells with formulas, and whether a result is stored with them.

    Args:
        data: Bytes of a workbook.

    Returns:
        ``{"表三!C5": True}``; nothing for xls and ods, whose formulas always carry their results.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return dict(_cells(package))
    except (zipfile.BadZipFile, KeyError, SyntaxError):
        return {}


def _cells(package: zipfile.ZipFile) -> Iterator[tuple[str, bool]]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    book = etree.fromstring(package.read("xl/workbook.xml"), parser)
    links = etree.fromstring(package.read("xl/_rels/workbook.xml.rels"), parser)
    targets = {link.get("Id"): link.get("Target") for link in links}
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = str(targets[sheet.get(_LINK)])
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        yield from _of_sheet(etree.fromstring(package.read(part), parser), str(sheet.get("name")))


def _of_sheet(root: Any, name: str) -> Iterator[tuple[str, bool]]:
    for formula in root.iter(f"{_MAIN}f"):
        cell = formula.getparent()
        value = cell.find(f"{_MAIN}v")
        yield f"{name}!{cell.get('r')}", value is not None and bool(value.text)
