"""What a workbook says about its cells besides their values: how large its sheets are, what is hidden, how numbers are shown.

python-calamine gives values only, and makes room for every cell between the first and the last one; so the parts
are looked at before it opens them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from lxml import etree

from scoring.intake.formats.number_formats import BUILT_IN
from scoring.intake.formats.packages import Package
from scoring.intake.formats.refusal import RefusedError

MAX_CELLS = 200_000  # a form has hundreds; a sheet formatted to the last row has millions
MAX_SHEETS = 500  # of a workbook: each may be the same part
MAX_TEXT = 4_000_000  # characters of all cells of a sheet, as of a Word document: one shared text may stand in every cell
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MOST_DIGITS = 6  # of the number of shared texts
_REPEATED = "number-{}-repeated"
_ERROR = "e"


@dataclass
class SheetLook:
    """One sheet; rows and columns count from 0.

    Args:
        rows: Rows that are hidden.
        columns: Columns that are hidden.
        lost: Cells whose shown value is not in the file: errors, formulas that were never computed, digits struck out or raised.
        formats: Number format of every cell that has one.
        texts: Cells that hold text, whatever their format.
        height: Number of rows up to the last cell.
        width: Number of columns up to the last cell.
        text: Characters of the cells whose text they share, each counted where it stands.
        covered: Cells of merged areas and hidden columns, each counted as often as it is named.
    """

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    lost: set[tuple[int, int]] = field(default_factory=set)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    texts: set[tuple[int, int]] = field(default_factory=set)
    height: int = 0
    width: int = 0
    text: int = 0
    covered: int = 0

    def check(self) -> None:
        """Refuse a sheet that is small in the file and large in memory (I009)."""
        if self.height * self.width > MAX_CELLS or self.text > MAX_TEXT or self.covered > MAX_CELLS:
            raise RefusedError("I009", "xlsx")


def look_at(data: bytes) -> dict[str, SheetLook]:
    """The sheets of an xlsx package by name; empty for other workbooks, whose size alone is looked at.

    Raises:
        RefusedError: I014 (damaged), I009 (a sheet that is too large) or I016 (inflates to too much).
    """
    package = Package(data, "xlsx")
    package.check()
    if (content := package.part("content.xml")) is not None:
        _check_repeated(content)
        return {}
    book = package.part("xl/workbook.xml")
    if book is None:
        return {}
    formats = _formats(package.part("xl/styles.xml"))
    shared = _shared(package.part("xl/sharedStrings.xml"))
    odd = _odd_texts(shared)
    lengths = [sum(map(len, item.itertext())) for item in shared]
    return {name: _look(part, formats, odd, lengths) for name, part in _sheets(package, book) if part}


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise RefusedError("I014", "xlsx") from error


def _sheets(package: Package, book: bytes) -> Iterator[tuple[str, bytes | None]]:
    relations = _parsed(package.part("xl/_rels/workbook.xml.rels") or b"<x/>")
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    sheets = list(_parsed(book).iter("{*}sheet"))
    if len(sheets) > MAX_SHEETS:
        raise RefusedError("I009", "xlsx")
    for sheet in sheets:
        target = targets.get(next((str(v) for k, v in sheet.attrib.items() if str(k).endswith("}id")), ""), "")
        yield sheet.get("name", ""), package.part(target if target.startswith("/") else f"xl/{target}")


def _formats(styles: bytes | None) -> list[str]:
    """The number format of every cell style, in order."""
    if styles is None:
        return []
    root = _parsed(styles)
    own = {element.get("numFmtId", ""): element.get("formatCode", "") for element in root.iter("{*}numFmt")}
    used = root.find("{*}cellXfs")
    numbers = [] if used is None else [style.get("numFmtId", "0") for style in used]
    return [own.get(number, BUILT_IN.get(number, "")) for number in numbers]


def _shared(part: bytes | None) -> list[etree._Element]:
    """The texts that cells share; who opens the workbook makes room for as many as the part says to have."""
    if part is None:
        return []
    root = _parsed(part)
    said = [str(value) for name, value in root.attrib.items() if str(name).endswith("ount")]
    if any(len(number) > _MOST_DIGITS for number in said):
        raise RefusedError("I009", "xlsx")
    return list(root.iterfind("{*}si"))


def _odd_texts(shared: Sequence[etree._Element]) -> frozenset[str]:
    """Numbers of the shared texts in which digits are struck out or raised: joined to the others they would make another number."""
    return frozenset(str(number) for number, item in enumerate(shared) if any(map(_is_odd, item.iterfind("{*}r"))))


def _is_odd(run: etree._Element) -> bool:
    look = run.find("{*}rPr")
    marks = [] if look is None else [*look.iterfind("{*}strike"), *look.iterfind("{*}vertAlign")]
    printed = any(mark.get("val", "1") not in {"0", "false", "baseline"} for mark in marks)
    return printed and any(map(str.isdigit, run.findtext("{*}t") or ""))


def _look(part: bytes, formats: list[str], odd: frozenset[str], lengths: Sequence[int]) -> SheetLook:
    look = SheetLook()
    row = column = -1
    try:
        for event, element in etree.iterparse(BytesIO(part), events=("start", "end"), resolve_entities=False, no_network=True):
            tag = str(element.tag).rpartition("}")[2]
            if tag == "c" and event == "end":
                column = _cell(element, (row, column + 1), look, formats, odd)
                look.text += _shared_length(element, lengths)
                look.check()
                element.clear()
            elif tag == "row" and event == "start":
                row, column = int(element.get("r", row + 2)) - 1, -1
                look.rows |= {row} if _is_on(element.get("hidden")) else set()
            elif tag == "row":
                element.clear()
            elif tag == "col" and event == "end" and _is_on(element.get("hidden")):
                _hide(range(int(element.get("min", "1")) - 1, min(int(element.get("max", "1")), MAX_CELLS)), look)
            elif tag == "mergeCell" and event == "end":
                look.covered += _area(element.get("ref", ""))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusedError("I014", "xlsx") from error
    look.check()
    return look


def _hide(columns: range, look: SheetLook) -> None:
    look.covered += len(columns)
    look.check()
    look.columns.update(columns)


def _area(reference: str) -> int:
    """Cells of a merged area; nothing merged beyond the last place of a sheet counts, for nobody reads it."""
    places = [_PLACE.fullmatch(place) for place in reference.split(":")]
    if len(places) != 2 or not places[0] or not places[1]:  # noqa: PLR2004 - from one corner to the other
        return 1
    rows, columns = (int(places[1][2]) - int(places[0][2]) + 1, _column(places[1][1]) - _column(places[0][1]) + 1)
    return max(rows, 1) * max(columns, 1)


def _shared_length(element: etree._Element, lengths: Sequence[int]) -> int:
    """Characters of the shared text that a cell shows."""
    number = (element.findtext("{*}v") or "") if element.get("t") == "s" else ""
    return lengths[int(number)] if number.isdecimal() and int(number) < len(lengths) else 0


def _cell(element: Any, place: tuple[int, int], look: SheetLook, formats: list[str], odd: frozenset[str]) -> int:
    """Note one cell; its column is returned."""
    match = _PLACE.fullmatch(element.get("r", ""))
    row, column = (int(match[2]) - 1, _column(match[1])) if match else place
    value = element.find("{*}v")
    computed = value is not None and bool(value.text)
    if element.get("t") == _ERROR or (element.find("{*}f") is not None and not computed and element.get("t") != "str"):
        look.lost.add((row, column))
    if value is not None and element.get("t") == "s" and value.text in odd:
        look.lost.add((row, column))
    if element.get("t") in {"s", "str", "inlineStr"}:
        look.texts.add((row, column))
    style = int(element.get("s", "0"))
    if style < len(formats) and formats[style]:
        look.formats[row, column] = formats[style]
    if computed or element.find("{*}is") is not None or (row, column) in look.lost:
        look.height, look.width = max(look.height, row + 1), max(look.width, column + 1)
    return column


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _is_on(flag: str | None) -> bool:
    return flag in {"1", "true"}


def _check_repeated(content: bytes) -> None:
    """Refuse an OpenDocument sheet whose filled cells are repeated into millions, or their texts into gigabytes."""
    for table in _parsed(content).iter("{*}table"):
        look = SheetLook(width=1)
        for row in table.iter("{*}table-row"):
            filled = [cell for cell in row if len(cell) or any(str(k).endswith("}value") for k in cell.attrib)]
            rows = _repeats(row, "rows")
            look.height += rows * sum(_repeats(cell, "columns") for cell in filled)
            look.text += rows * sum(_repeats(cell, "columns") * sum(map(len, cell.itertext())) for cell in filled)
            look.check()


def _repeats(element: etree._Element, what: str) -> int:
    return next((int(v) for k, v in element.attrib.items() if str(k).endswith(_REPEATED.format(what)) and str(v).isdigit()), 1)
