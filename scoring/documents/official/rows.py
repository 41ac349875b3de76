"""Rows of a table: their height, and which stand on which page where two units share a row."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

Cells = tuple[str, ...]

_ROW_MIN, _ROW_MAX = 165, 260  # height of a row, tenths of a pt
_STEP = 5  # of the heights tried where units share rows, tenths of a pt
_LEADING = 1.25


@dataclass(frozen=True, slots=True)
class Room:
    """Room for rows on the page with the title and on each further page, and height of the notes after the last row, pt.

    ``closing`` stands under the notes where that needs no further page.
    """

    first: float
    other: float
    notes: float
    closing: float = 0.0

    def closed(self) -> Room:
        """The room where what closes the document is to stand under the notes."""
        return Room(self.first, self.other, self.notes + self.closing)

    def pages(self, rows: int, height: float) -> int:
        """Pages that rows of a height need; the notes do not stand on a page without a row."""
        room, count = self.first, 1
        while rows * height + self.notes > room and (rows > 1 or count == 1):
            rows -= min(int(room // height), rows - 1)
            room, count = self.other, count + 1
        return count


@dataclass
class Pages:
    """Rows with two units each, filled page by page; ``breaks`` are the rows that begin a page."""

    room: Room
    height: float
    rows: list[Cells] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)

    @property
    def left(self) -> int:
        """Rows that the page still takes."""
        start = self.breaks[-1] if self.breaks else 0
        room = self.room.other if self.breaks else self.room.first
        return max(int(room // self.height), 2) - (len(self.rows) - start)

    @property
    def below(self) -> float:
        """Room under the last row, pt."""
        start = self.breaks[-1] if self.breaks else 0
        room = self.room.other if self.breaks else self.room.first
        return room - (len(self.rows) - start) * self.height

    def add(self, title: str, units: Sequence[Cells]) -> None:
        """A section: its heading, if any, never stands alone at the foot of a page; each page is read column by column."""
        if title:
            if self.left < 2:  # noqa: PLR2004 - the heading and a row
                self.breaks.append(len(self.rows))
            self.rows.append((title,))
        while units:
            if self.left < 1:
                self.breaks.append(len(self.rows))
            units = units[self._add_page(units) :]

    def _add_page(self, units: Sequence[Cells]) -> int:
        """The units of one page in two even halves; returns how many they are."""
        half = min(-(-len(units) // 2), self.left)
        first, second = units[:half], units[half : 2 * half]
        blank = ("",) * len(units[0])
        self.rows += [(*cells, *(second[i] if i < len(second) else blank)) for i, cells in enumerate(first)]
        return len(first) + len(second)


def row_height(lines: Sequence[int], headings: int, size: float, room: Room) -> float:
    """The tallest rows that need no more pages than the lowest rows would, pt.

    Args:
        lines: Lines that the text of each row takes.
        headings: Rows with the title of a group.
        size: Type size, pt.
        room: What the pages hold.
    """
    turned = sum(count - 1 for count in lines) * size * _LEADING * 10 / _ROW_MIN
    rows = len(lines) + headings + math.ceil(turned)
    fewest = room.pages(rows, _ROW_MIN / 10)
    if room.closed().pages(rows, _ROW_MIN / 10) == fewest:
        room = room.closed()
    return next(height for height in range(_ROW_MAX, _ROW_MIN - 1, -1) if room.pages(rows, height / 10) == fewest) / 10


def in_halves(sections: Sequence[tuple[str, Sequence[Cells]]], lines: int, size: float, room: Room) -> Pages:
    """Rows of two units each, as tall as the fewest pages allow.

    Args:
        sections: Titles, empty for a single section, and cells of the units.
        lines: Most lines that a unit takes; all rows are as tall, so that the two halves stay level.
        size: Type size, pt.
        room: What the pages hold.
    """
    least = max(_ROW_MIN, int((lines * size * _LEADING + 2) * 10))
    tried = [_paged(sections, room, height / 10) for height in range(max(_ROW_MAX, least), least - 1, -_STEP)]
    return min(tried, key=_worse)


def _worse(pages: Pages) -> tuple[int, bool, float]:
    """Pages with the notes, whether what closes the document needs one more, the taller rows first."""
    room = pages.room
    return len(pages.breaks) + (pages.below < room.notes), pages.below < room.notes + room.closing, -pages.height


def _paged(sections: Sequence[tuple[str, Sequence[Cells]]], room: Room, height: float) -> Pages:
    pages = Pages(room, height)
    for title, units in sections:
        pages.add(title, units)
    return pages
