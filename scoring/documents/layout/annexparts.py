"""Annexes: label, title, pages (GB/T 9704-2012, 7.3.7)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.documents.layout.lines import Line
from scoring.documents.layout.sheets import Sheet

if TYPE_CHECKING:
    from scoring.documents.layout.imprints import Imprint

_LABEL = re.compile(r"附件([0-9０-９一二三四五六七八九十]{0,3})[：:]?")
_MOST_TITLE = 4
_LEFT_HALF = 60.0  # mm; a label stands at the left
_NEXT = 16.0  # mm between lines of one title


@dataclass(frozen=True)
class Annex:
    """One annex.

    Args:
        label: The line 附件 with its number.
        number: Its number as printed, empty for a single annex.
        is_first: Whether its label is the first line of a page.
        title: Lines of its title.
        pages: Numbers of its pages.
    """

    label: Line
    number: str
    is_first: bool
    title: tuple[Line, ...]
    pages: range


def annexes_of(sheets: Sequence[Sheet], imprint: Imprint | None) -> tuple[Annex, ...]:
    """The annexes of a document in their order."""
    own = set(imprint.lines) if imprint else set()
    found = [
        (sheet, i)
        for sheet in sheets
        for i, line in enumerate(sheet.lines)
        if _LABEL.fullmatch(line.text) and line.x0 < _LEFT_HALF and line not in own
    ]
    filled = [s.number for s in sheets if s.tables or any(line not in own for line in s.lines)]
    last = max(filled, default=0)
    ends = [following.number - 1 for following, _ in found[1:]] + [last]
    return tuple(_annex(sheet, i, end, own) for (sheet, i), end in zip(found, ends, strict=False))


def _annex(sheet: Sheet, place: int, end: int, own: set[Line]) -> Annex:
    label = sheet.lines[place]
    match = _LABEL.fullmatch(label.text)
    is_first = place == 0 and not any(table.top < label.top for table in sheet.tables)
    rest = [line for line in sheet.lines[place + 1 :] if line not in own]
    return Annex(label, match[1] if match else "", is_first, _title(rest, sheet), range(sheet.number, max(end, sheet.number) + 1))


def _title(lines: Sequence[Line], sheet: Sheet) -> tuple[Line, ...]:
    """The lines after the label that share the type size of the first, down to a table, a blank line or an indented text."""
    start = lines[0].top if lines else 0.0
    table = min((table.top for table in sheet.tables if table.top > start), default=sheet.page.height)
    title: list[Line] = []
    for line in lines[:_MOST_TITLE]:
        if line.top > table or (title and (line.middle - title[-1].middle > _NEXT or abs(line.size - title[0].size) > 1)):
            break
        if title and line.x0 < sheet.area.left + 1 and line.size < _MARKED:
            break
        title.append(line)
    return tuple(title)


_MARKED = 19.0  # pt; a title in 二号 may fill its lines
