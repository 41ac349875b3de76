"""Rulings and characters to tables: cells with their spans and their text.

pdfplumber finds the rectangles that rulings enclose; a rectangle over several columns or rows is a merged cell.
Nothing is put into a cell that may belong to another: a text that runs over a ruling leaves the mark for lost
characters in every cell it touches.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges
from pdfplumber.utils.geometry import filter_edges

from scoring.intake.cells import LOST
from scoring.intake.formats.pdf_cells import cell_text, padding
from scoring.intake.formats.pdf_guard import LIMIT
from scoring.intake.formats.pdf_lines import PrintedLine, figures_apart, printed_lines
from scoring.intake.formats.pdf_pages import Char, PageContent
from scoring.intake.formats.refusal import RefusedError

_SNAP = 3  # points: rulings nearer to each other are one (double lines, the two sides of a drawn bar)
_MOVED = 12  # points by which rulings that are taken for one line may move over a page
_MAX_EDGES = 1_500  # rulings of one page after joining; the largest form has some hundred
_MAX_POINTS = 2_500  # crossings of rulings of one page; a page of a form has some hundred
_OPEN_SIDES = 2  # so many rulings that end at the same place mean a table printed without the ruling there
_INTO = 1.0  # points: a glyph reaches further over a ruling than this
_TIGHT = 0.12  # of the size: characters nearer to each other across a ruling are one word
_DIGIT = re.compile(r"\d")
_WORD = re.compile("[\u3400-\u9fff]{2}")  # a unit is one character
_PROSE_CELL = 300  # characters: a cell with more is running text in a frame
_NOTE_ROW = 100

Box = tuple[float, float, float, float]
Ruling = tuple[float, float, float]
"""Where a ruling stands, where it starts and ends."""


@dataclass
class PdfCell:
    """A cell on one page: its box, the rows it reaches over (from 0), its text."""

    box: Box
    row: int
    height: int
    text: str = ""
    continued: bool = False
    """Whether it is the rest of a merged cell that began on the page before."""


@dataclass
class PdfTable:
    """A table on one page.

    Args:
        page: Page, from 1.
        number: Number of the table on its page, from 1.
        box: Its outer box.
        rows: How many rows it has.
        cells: Its cells in reading order.
        chars: The characters inside it.
    """

    page: int
    number: int
    box: Box
    rows: int
    cells: list[PdfCell]
    chars: list[Char] = field(default_factory=list)

    @property
    def is_layout(self) -> bool:
        """Whether rulings only frame running text."""
        return any(len(cell.text) > _PROSE_CELL for cell in self.cells if not is_note(cell, self))


def find_tables(page: PageContent) -> list[PdfTable]:
    """The ruled tables of a page with their text, from top to bottom.

    Raises:
        RefusedError: I016 when a page has more rulings than any form.
    """
    found = [cells for cells in _rectangles(page) if len({cell[0] for cell in cells}) > 1]
    tables = [_table(page.number, number, cells) for number, cells in enumerate(found, 1)]
    for table in tables:
        _fill(table, page.chars, page.covers)
    return tables


def _rectangles(page: PageContent) -> list[list[Box]]:
    """The cells of every table of a page."""
    edges = filter_edges(page.edges, min_length=1)
    tables = []
    for cells in _enclosed(edges):
        left, top = min(c[0] for c in cells) - _MOVED, min(c[1] for c in cells) - _SNAP
        right, bottom = max(c[2] for c in cells) + _MOVED, max(c[3] for c in cells) + _SNAP
        # Rulings of another table that nearly stand in one line would move those of this one.
        own = [e for e in edges if left <= e["x0"] and e["x1"] <= right and top <= e["top"] and e["bottom"] <= bottom]
        tables.append(max(_enclosed(own), key=len, default=cells))
    return tables


def _enclosed(edges: list[dict[str, Any]]) -> list[list[Box]]:
    """The rectangles that rulings enclose, table by table."""
    joined = filter_edges(merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP), min_length=_SNAP)
    if len(joined) > _MAX_EDGES:
        raise RefusedError("I016", "pdf", limit=LIMIT)
    joined += _open_sides(joined)
    points = edges_to_intersections(joined, _SNAP, _SNAP)
    if len(points) > _MAX_POINTS:
        raise RefusedError("I016", "pdf", limit=LIMIT)
    tables: list[list[Box]] = cells_to_tables(intersections_to_cells(points))
    return tables


def _open_sides(edges: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The outer rulings that a table is printed without, at its sides or where the page ends: the others end there together."""
    across = [(edge["top"], edge["x0"], edge["x1"]) for edge in edges if edge["orientation"] == "h"]
    down = [(edge["x0"], edge["top"], edge["bottom"]) for edge in edges if edge["orientation"] == "v"]
    for x, start, end in _missing(across, down):
        yield {"orientation": "v", "x0": x, "x1": x, "top": start, "bottom": end}
    for y, start, end in _missing(down, across):
        yield {"orientation": "h", "x0": start, "x1": end, "top": y, "bottom": y}


def _missing(ending: Sequence[Ruling], crossing: Sequence[Ruling]) -> Iterator[Ruling]:
    """Rulings to add in the direction of ``crossing``: where several of the others end together and none of these stands."""
    for side in (1, 2):
        for place in {round(ruling[side]) for ruling in ending}:
            together = [ruling for ruling in ending if abs(ruling[side] - place) <= 1]
            if len(together) < _OPEN_SIDES or any(abs(ruling[0] - place) <= _SNAP for ruling in crossing):
                continue
            left, right = min(r[1] for r in together), max(r[2] for r in together)
            for start, end in _stretches([c for c in crossing if left < c[0] < right]):
                if sum(start - _SNAP <= ruling[0] <= end + _SNAP for ruling in together) >= _OPEN_SIDES:
                    yield together[0][side], start, end


def _stretches(rulings: Sequence[Ruling]) -> list[tuple[float, float]]:
    """Where rulings of one direction stand side by side: a table each."""
    stretches: list[tuple[float, float]] = []
    for _, start, end in sorted(rulings, key=lambda ruling: ruling[1]):
        if stretches and start <= stretches[-1][1] + _SNAP:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], end))
        else:
            stretches.append((start, end))
    return stretches


def _table(page: int, number: int, boxes: Sequence[Box]) -> PdfTable:
    tops = sorted({box[1] for box in boxes})
    cells = [PdfCell(box, tops.index(box[1]), _reach(tops, box)) for box in sorted(boxes, key=lambda box: (box[1], box[0]))]
    outer = (min(b[0] for b in boxes), tops[0], max(b[2] for b in boxes), max(b[3] for b in boxes))
    return PdfTable(page, number, outer, len(tops), cells)


def _reach(tops: Sequence[float], box: Box) -> int:
    return sum(box[1] <= top < box[3] - _INTO for top in tops)


def _fill(table: PdfTable, chars: Sequence[Char], covers: Sequence[tuple[float, float]]) -> None:
    """Give every character inside the table to its cell, then write the cells."""
    table.chars = [char for char in chars if _inside(char, table.box)]
    finder = _Finder(table)
    owned: dict[int, list[Char]] = {}
    for char in table.chars:
        owned.setdefault(finder.cell_at(char), []).append(char)
    lines = {number: printed_lines(own) for number, own in owned.items() if number >= 0}
    pad = padding(((table.cells[number].box, line) for number, own in lines.items() for line in own))
    for number, own in lines.items():
        table.cells[number].text = cell_text(own, table.cells[number].box, pad)
    _unsure_rows(table, lines)
    beside = [char for char in chars if table.box[1] <= (char.top + char.bottom) / 2 <= table.box[3]]
    for number in _crossed(beside, finder):
        table.cells[number].text += LOST
    for number in {finder.at(*place) for place in covers} - {-1}:
        table.cells[number].text = table.cells[number].text or LOST
    _mark_damaged(table, lines)
    table.cells += finder.holes(owned.get(-1, ()))


def _inside(char: Char, box: Box) -> bool:
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


class _Finder:
    """Which cell a character stands in.

    Args:
        table: The table.
    """

    def __init__(self, table: PdfTable) -> None:
        self.xs = sorted({x for cell in table.cells for x in (cell.box[0], cell.box[2])})
        self.ys = sorted({y for cell in table.cells for y in (cell.box[1], cell.box[3])})
        self.tops = {cell.box[1] for cell in table.cells}
        self.owner: dict[tuple[int, int], int] = {}
        for number, cell in enumerate(table.cells):
            for c in range(self.xs.index(cell.box[0]), self.xs.index(cell.box[2])):
                for r in range(self.ys.index(cell.box[1]), self.ys.index(cell.box[3])):
                    self.owner[c, r] = number

    def cell_at(self, char: Char) -> int:
        """Number of the cell at the middle of a character, -1 where there is none."""
        return self.at((char.x0 + char.x1) / 2, (char.top + char.bottom) / 2)

    def holes(self, chars: Iterable[Char]) -> list[PdfCell]:
        """A cell with the mark for lost characters wherever text stands in no cell, because a ruling is missing."""
        places = {self._place((c.x0 + c.x1) / 2, (c.top + c.bottom) / 2) for c in chars if not c.text.isspace()}
        tops = sorted(self.tops)
        found = [(c, r) for c, r in sorted(places) if 0 <= c < len(self.xs) - 1 and 0 <= r < len(self.ys) - 1]
        return [
            PdfCell((self.xs[c], self.ys[r], self.xs[c + 1], self.ys[r + 1]), bisect_right(tops, self.ys[r]) - 1, 1, LOST) for c, r in found
        ]

    def _place(self, x: float, y: float) -> tuple[int, int]:
        return bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1

    def at(self, x: float, y: float) -> int:
        """Number of the cell at a point, -1 where there is none."""
        return self.owner.get(self._place(x, y), -1)


def _crossed(chars: Sequence[Char], finder: _Finder) -> set[int]:
    """Cells whose text runs over a ruling, or continues without a gap behind it."""
    crossed: set[int] = set()
    for line in printed_lines(chars):
        for char in line.chars:
            y = (char.top + char.bottom) / 2
            touched = {finder.at(char.x0 + _INTO, y), finder.cell_at(char), finder.at(char.x1 - _INTO, y)}
            crossed |= touched if len(touched) > 1 and char.text.isalnum() else set()
        for left, right in pairwise(line.chars):
            if left.text.isdigit() and right.text.isdigit() and right.x0 - left.x1 < _TIGHT * left.size:
                touched = {finder.cell_at(left), finder.cell_at(right)}
                crossed |= touched if len(touched) > 1 else set()
    return crossed - {-1}


def _unsure_rows(table: PdfTable, lines: dict[int, list[PrintedLine]]) -> None:
    """Where every figure behind a label runs over two lines, a ruling between two rows may be missing: nothing is joined."""
    for row in range(table.rows):
        inside = [n for n, cell in enumerate(table.cells) if cell.row == row and cell.height == 1 and n in lines]
        figures = [n for n in inside if all(line.text.isdigit() for line in lines[n])]
        labels = [n for n in inside if n not in figures]
        if labels and len(figures) > 1 and all(len(lines[n]) > 1 for n in figures):
            for n in figures:
                table.cells[n].text = "\n".join(line.text for line in lines[n])


def _mark_damaged(table: PdfTable, lines: dict[int, list[PrintedLine]]) -> None:
    """Where a ruling between two figures is missing, the columns of the row are not sure: all its figures are lost."""
    damaged: set[int] = set()
    for number, cell in enumerate(table.cells):
        side_by_side = any(figures_apart(line) for line in lines.get(number, ()))
        if side_by_side or (cell.height > 1 and _is_bare(cell.text)):
            damaged.update(range(cell.row, cell.row + cell.height))
    for cell in table.cells:
        if damaged.intersection(range(cell.row, cell.row + cell.height)) and _is_bare(cell.text):
            cell.text += LOST


def _is_bare(text: str) -> bool:
    """Whether a cell holds digits and no words."""
    return _DIGIT.search(text) is not None and _WORD.search(text) is None


def is_note(cell: PdfCell, table: PdfTable) -> bool:
    """Whether a cell is an explanation under a form: long, and as wide as the table."""
    return len(cell.text) > _NOTE_ROW and cell.box[2] - cell.box[0] >= table.box[2] - table.box[0] - _SNAP
