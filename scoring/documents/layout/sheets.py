"""A page taken apart: page number, tables, and the lines between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scoring.documents.layout.grids import Table, tables_of
from scoring.documents.layout.lines import Line, lines_of
from scoring.documents.layout.model import Char, Page
from scoring.documents.layout.standard import Area, Standard

_FOLIO = re.compile(r"[-‐‑‒–—―─－一·•.第]*[0-9]{1,4}[-‐‑‒–—―─－一·•.页]*(?:/?共?[0-9]{1,4}页?)?")
_MOST_FOLIO = 12  # characters; a longer line at the foot is text
_MARGIN = 4.0  # mm above the lower edge of the type area where a page number may stand by mistake


@dataclass(frozen=True)
class Sheet:
    """One page.

    Args:
        page: The page as painted.
        area: Its type area.
        lines: Its lines outside tables from top to bottom, without the page number.
        tables: Its ruled tables.
        folio: The page number as a line, None where it has none. Of a page that lies down it is usually turned.
    """

    page: Page
    area: Area
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    folio: Line | None

    @property
    def number(self) -> int:
        """Position in the file, from 1."""
        return self.page.number

    @property
    def printed(self) -> int | None:
        """The page number as printed, None where there is none."""
        digits = re.search(r"\d+", self.folio.text) if self.folio else None
        return int(digits[0]) if digits else None

    @property
    def is_blank(self) -> bool:
        """Whether nothing but a page number is on it."""
        return not (self.lines or self.tables or self.page.pictures)

    @property
    def turned(self) -> tuple[Char, ...]:
        """Characters on their side, without a turned page number."""
        own = set(self.folio.chars) if self.folio else set()
        return tuple(char for char in self.page.chars if char.turn and char not in own)


def sheet_of(page: Page, standard: Standard) -> Sheet:
    """One page taken apart."""
    area, tables = standard.area(page), tables_of(page)
    inside = {char for table in tables for char in table.chars}
    lines = lines_of(page.number, (char for char in page.upright if char not in inside))
    folio = _upright_folio(lines, page, area) or _turned_folio(page)
    return Sheet(page, area, tuple(line for line in lines if line is not folio), tables, folio)


def _upright_folio(lines: tuple[Line, ...], page: Page, area: Area) -> Line | None:
    outside = [line for line in lines if line.bottom > area.bottom - _MARGIN or line.bottom < area.top - _MARGIN]
    found = [line for line in outside if len(line.text) <= _MOST_FOLIO and _FOLIO.fullmatch(line.text)]
    return max(found, key=lambda line: abs(line.middle - page.height / 2), default=None)


def _turned_folio(page: Page) -> Line | None:
    """A page number on its side: the turned characters of a page that lies down, in reading order."""
    chars = [char for char in page.chars if char.turn in {90, 270}]
    if not page.is_wide or not chars or len(chars) > _MOST_FOLIO:
        return None
    line = Line(page.number, tuple(sorted(chars, key=lambda char: char.top if char.turn == 270 else -char.top)))  # noqa: PLR2004 - degrees
    return line if _FOLIO.fullmatch(line.text) else None
