"""Lay out the table of an annex: columns, widths, type size, row height, portrait or landscape.

The standard leaves tables free; this keeps one page per group where the rows allow it,
type of size 小四 or 五号, and lays the page down only when the columns need it. Columns that
no page can hold stand in several tables, rank and unit in each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.documents.charts.intervals import SCALE, Bar, row_intervals
from scoring.documents.official.grid import Kind, Raw
from scoring.documents.official.measures import HALF_LEADING, LANDSCAPE, PITCH, PORTRAIT, TITLE_SIZE
from scoring.documents.official.notes import Note, notes_height
from scoring.documents.official.rows import Cells, Room, in_halves, row_height
from scoring.documents.official.titleshape import break_heading, break_title, em_width
from scoring.documents.official.widths import (
    HEAD_PADDING,
    PADDING,
    ROUNDING,
    RULE,
    SMALLEST,
    Fit,
    filled,
    fit,
    lines_of,
    natural,
    split_columns,
    type_area,
)

_HEIGHTS = {False: LANDSCAPE, True: PORTRAIT}  # height of the type area of an upright page and of one lying down, pt
_LEADING = 1.25
_HEAD_SPACE = 8  # above and below the lines of a head, pt
_MARGIN = 4.0  # what rules and rounding take, pt
_ABOVE = 2 * PITCH + TITLE_SIZE - HALF_LEADING  # label, blank line above and (a little less) below the title; the label begins higher
_CONTINUED = 20.0  # the line 续表 above a further part, pt


@dataclass(frozen=True, slots=True)
class Column:
    """A column: head in lines, width and inner right margin (numbers stay centred and aligned), pt; ``half`` begins a second half."""

    title: tuple[str, ...]
    kind: Kind
    width: str
    inset: str
    half: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A laid-out table; sizes are pt as text.

    Args:
        title_lines: Lines of the title; none for a further part of a table whose columns are shared out.
        columns: The columns.
        rows: Cells as finished strings, one row per unit (or per two); a row of one cell is the heading of a group.
        size: Type size.
        row_height: Height of every row.
        wide: Whether the page lies down.
        breaks: Rows that begin a page, where the rows are dealt out to pages.
        scale: Drawing in the head of the column of drawings.
        drawings: Drawing of every row, empty for the heading of a group.
    """

    title_lines: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Cells, ...]
    size: str
    row_height: str
    wide: bool
    breaks: frozenset[int] = frozenset()
    scale: str = ""
    drawings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """What a table is made of: title, headings of groups with the number of units below each, notes, units per row.

    ``closing`` is the height of what would stand under the notes if that needs no further page (版记), pt; ``bars`` is what
    the column of drawings shows, one per unit.
    """

    title: str
    sections: tuple[tuple[str, int], ...]
    notes: tuple[Note, ...] = ()
    halves: int = 1
    closing: float = 0.0
    bars: tuple[Bar, ...] = ()


def annex_tables(columns: Sequence[Raw], layout: Layout) -> tuple[Table, ...] | None:
    """The tables of an annex: one, or several where no page can hold the columns.

    Args:
        columns: Heads and cells.
        layout: What else the tables are made of.

    Returns:
        The tables; None where two units per row find no room, lying down neither.
    """
    way = fit(columns, layout.halves)
    if way:
        return (_table(columns, layout, way),)
    if layout.halves > 1:
        return None
    parts = split_columns(columns)
    return tuple(_table(part, layout, SMALLEST, part=i, last=i == len(parts) - 1) for i, part in enumerate(parts))


def _table(columns: Sequence[Raw], layout: Layout, way: Fit, *, part: int = 0, last: bool = True) -> Table:
    size, wide = way.size, way.wide
    width = type_area(wide)
    title_lines = () if part else break_title(layout.title, width / TITLE_SIZE)
    widths = filled(columns, natural(columns, way), width / layout.halves)
    laid = tuple(_column(c, w, size) for c, w in zip(columns, widths, strict=True))
    head = max(len(column.title) for column in laid) * size * _LEADING + _HEAD_SPACE + (SCALE if layout.bars else 0)
    page = _HEIGHTS[wide] - head - _MARGIN
    above = _CONTINUED if part else _ABOVE + len(title_lines) * PITCH
    notes, closing = (notes_height(layout.notes, width), layout.closing) if last else (0.0, 0.0)
    room = Room(page - above, page, notes, closing)
    lines = lines_of(columns, widths, size)
    sections = _sections(columns, layout)
    headings = sum(bool(title) for title, _ in sections)
    if layout.halves > 1:
        pages = in_halves(sections, max(lines, default=1), size, room)
        halves = (*laid, *(Column(c.title, c.kind, c.width, c.inset, half=i == 0) for i, c in enumerate(laid)))
        return Table(title_lines, halves, tuple(pages.rows), f"{size:g}", f"{pages.height:.1f}", wide, frozenset(pages.breaks))
    rows = tuple(row for title, cells in sections for row in (*(((title,),) if title else ()), *cells))
    scale, drawings = _drawn(columns, widths, layout)
    height = f"{row_height(lines, headings, size, room):.1f}"
    return Table(title_lines, laid, rows, f"{size:g}", height, wide, scale=scale, drawings=drawings)


def _drawn(columns: Sequence[Raw], widths: Sequence[float], layout: Layout) -> tuple[str, tuple[str, ...]]:
    """The scale and the drawings of the rows, where there is a column for them."""
    if not layout.bars:
        return "", ()
    width = next(width for column, width in zip(columns, widths, strict=True) if column.kind == "chart") - 2 * PADDING
    scale, drawings = row_intervals(layout.bars, width)
    rest = iter(drawings)
    rows = ((*(("",) if title else ()), *(next(rest) for _ in range(count))) for title, count in layout.sections if count)
    return scale, tuple(drawing for row in rows for drawing in row)


def _sections(columns: Sequence[Raw], layout: Layout) -> list[tuple[str, list[Cells]]]:
    """Titles and rows of the groups; the title of a single group stands above the table only."""
    rows = list(zip(*(column.cells for column in columns), strict=True))
    sections, start = [], 0
    for title, count in layout.sections:
        if count:
            sections.append((title, rows[start : start + count]))
        start += count
    return sections


def _column(raw: Raw, width: float, size: float) -> Column:
    longest = max((em_width(cell) for cell in raw.cells), default=0.0) * size
    aligned = raw.kind in ("number", "rank")
    inset = max((width - longest) / 2, PADDING) if aligned else PADDING
    title = break_heading(raw.title, (width - 2 * HEAD_PADDING - RULE) / size + ROUNDING)
    return Column((*title, raw.full) if raw.full else title, raw.kind, f"{width:.2f}", f"{inset:.2f}")
