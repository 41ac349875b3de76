"""Tables by their rules: rows are bands between rules over the whole width, columns between vertical rules."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from scoring.documents.layout.lines import Line, lines_of
from scoring.documents.layout.model import Bar, Char, Page

_TOUCH = 1.0  # mm between rules that belong to one table
_SAME = 0.6  # mm between positions that are one
_WHOLE_WIDTH, _MUCH_HEIGHT = 0.9, 0.4  # share of the table that the rule of a row and of a column covers
_SIDES = 2


@dataclass(frozen=True)
class Table:
    """A table on one page.

    Args:
        page: Its page, from 1.
        xs: Positions of the rules between columns in mm, outer edges included.
        ys: Positions of the rules between rows in mm, outer edges included.
        chars: The characters inside.
    """

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    chars: tuple[Char, ...]

    @property
    def top(self) -> float:
        """Upper edge in mm."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """Lower edge in mm."""
        return self.ys[-1]

    @cached_property
    def cells(self) -> tuple[tuple[tuple[Line, ...], ...], ...]:
        """The lines of each cell: one item per row, in it one per column."""
        held: dict[tuple[int, int], list[Char]] = {}
        for char in self.chars:
            row = bisect.bisect(self.ys, (char.top + char.bottom) / 2) - 1
            column = bisect.bisect(self.xs, (char.x0 + char.x1) / 2) - 1
            held.setdefault((row, column), []).append(char)
        return tuple(
            tuple(lines_of(self.page, held.get((row, column), ())) for column in range(len(self.xs) - 1)) for row in range(len(self.ys) - 1)
        )

    @cached_property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The text of each cell: one item per row, in it one per column."""
        return tuple(tuple("".join(line.text for line in cell) for cell in row) for row in self.cells)


def tables_of(page: Page) -> tuple[Table, ...]:
    """The ruled tables of a page from top to bottom."""
    upright = sorted((bar for bar in page.bars if bar.is_vertical), key=lambda bar: bar.top)
    blocks: list[list[Bar]] = []
    reach = 0.0
    for bar in upright:
        if not blocks or bar.top > reach + _TOUCH:
            blocks.append([])
            reach = bar.bottom
        blocks[-1].append(bar)
        reach = max(reach, bar.bottom)
    return tuple(table for block in blocks if (table := _table(page, block)))


def _table(page: Page, block: Sequence[Bar]) -> Table | None:
    top, bottom = min(bar.top for bar in block), max(bar.bottom for bar in block)
    xs = _places(((bar.x0 + bar.x1) / 2, bar.height) for bar in block)
    columns = tuple(x for x, length in xs if length > _MUCH_HEIGHT * (bottom - top))
    if len(columns) < _SIDES:
        return None
    across = [bar for bar in page.bars if bar.is_horizontal and top - _TOUCH <= bar.middle <= bottom + _TOUCH]
    width = columns[-1] - columns[0]
    rows = tuple(y for y, length in _places((bar.middle, bar.width) for bar in across) if length > _WHOLE_WIDTH * width)
    if len(rows) < _SIDES:
        return None
    inside = tuple(c for c in page.upright if rows[0] < (c.top + c.bottom) / 2 < rows[-1] and columns[0] < (c.x0 + c.x1) / 2 < columns[-1])
    return Table(page.number, columns, rows, inside)


def _places(measured: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """(position, length of all rules there) with positions that are nearly the same taken as one."""
    found: list[tuple[float, float]] = []
    for place, length in sorted(measured):
        if found and place - found[-1][0] < _SAME:
            found[-1] = found[-1][0], found[-1][1] + length
        else:
            found.append((place, length))
    return found
