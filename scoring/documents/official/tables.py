"""Lay out a ranking table: columns, widths, type size, row height, portrait or landscape.

The standard leaves tables free; this keeps one page per group where the rows allow it,
type of size 小四 or 五号, and lays the page down only when the columns need it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scoring.documents.official.notes import Note, notes_height
from scoring.documents.official.titleshape import break_heading, break_title, em_width
from scoring.results.model import GroupTable, RankedUnit

Kind = Literal["rank", "name", "number", "word", "note"]

PORTRAIT, LANDSCAPE = 442.2, 637.8  # width of the type area, pt: 156 mm and 225 mm
_PITCH, _HALF_LEADING = 29.605, 6.8  # the line grid, pt
_WIDTHS = {False: PORTRAIT, True: LANDSCAPE}
TITLE_SIZE = 22  # 二号, pt
_LINES = {False: 22, True: 15}  # grid lines on an upright page and on a page lying down
_SIZES = ((12.0, False), (10.5, False), (12.0, True), (10.5, True))  # 小四 or 五号, upright if it can be
_PADDING, _HEAD_PADDING, _RULE = 4.0, 1.0, 0.5  # left and right of a cell and of a head, and the rule of a column, pt
_MOST_EM = {("name", False): 12.0, ("name", True): 16.0, ("note", False): 6.0, ("note", True): 12.0}  # a name or remark wraps beyond this
_SOFT = ("name", "note")
_SHORT_HEAD = 4  # characters of a head that two lines of two hold
_LEADING, _ROUNDING = 1.25, 0.01
_ROW_MIN, _ROW_MAX = 165, 260  # height of a row, tenths of a pt
_MARGIN = 4.0  # what rules and rounding take, pt
_LABEL_LINES = 2.75  # 附件 label, blank line above and (a little less) below the title
NONE_MARK = "—"  # a cell that cannot have a value


@dataclass(frozen=True, slots=True)
class Column:
    """A column: head in lines, width and inner right margin (numbers stay centred and aligned), pt."""

    title: tuple[str, ...]
    kind: Kind
    width: str
    inset: str


@dataclass(frozen=True, slots=True)
class Table:
    """A laid-out table under its title; sizes are pt as text, cells finished strings, one row per unit."""

    title_lines: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    size: str
    row_height: str
    wide: bool


@dataclass(frozen=True, slots=True)
class _Raw:
    title: str
    kind: Kind
    cells: tuple[str, ...]


def ranking_table(group: GroupTable, title: str, notes: Sequence[Note] = (), marks: Mapping[str, str] | None = None) -> Table:
    """The ranking table of a group.

    Args:
        group: Ranking in order; a shared rank stands at each of its units.
        title: The annex title above it.
        notes: Notes below it.
        marks: Mark beside the name by remark, for remarks that stand among the notes.

    Returns:
        Columns 名次, 单位, one per block, 加分, 扣分 where a unit has one, 总分, 等次 where there are grades,
        备注 where there is a remark without a mark.
    """
    raw = _raw_columns(group, marks or {})
    size, wide = next(((s, w) for s, w in _SIZES if sum(_natural(raw, s, w)) <= _WIDTHS[w]), _SIZES[-1])
    width = _WIDTHS[wide]
    title_lines = break_title(title, width / TITLE_SIZE)
    widths = _filled(raw, _natural(raw, size, wide), width)
    columns = tuple(_column(c, w, size) for c, w in zip(raw, widths, strict=True))
    head = max(len(c.title) for c in columns) * size * _LEADING + 8
    page = _LINES[wide] * _PITCH - head - _MARGIN
    rows = len(group.rows) + math.ceil(_turned_lines(raw, widths, size) * size * _LEADING * 10 / _ROW_MIN)
    room = _Room(page - (_LABEL_LINES + len(title_lines)) * _PITCH, page - _HALF_LEADING, notes_height(notes, width))
    height = _row_height(rows, room)
    return Table(title_lines, columns, tuple(zip(*(c.cells for c in raw), strict=True)), f"{size:g}", f"{height:.1f}", wide)


def _turned_lines(raw: Sequence[_Raw], widths: Sequence[float], size: float) -> int:
    """Lines that long names and remarks take beyond one per row."""
    rows = zip(*(c.cells for c in raw), strict=True)
    return sum(
        max(math.ceil(em_width(cell) * size / (w - 2 * _PADDING - _RULE) - _ROUNDING) for cell, w in zip(row, widths, strict=True)) - 1
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class _Room:
    """Room for rows on the page with the title and on each further page, and height of the notes after the last row, pt."""

    first: float
    other: float
    notes: float

    def pages(self, rows: int, height: float) -> int:
        """Pages that rows of a height need; the notes do not stand on a page without a row."""
        room, count = self.first, 1
        while rows * height + self.notes > room and (rows > 1 or count == 1):
            rows -= min(int(room // height), rows - 1)
            room, count = self.other, count + 1
        return count


def _row_height(rows: int, room: _Room) -> float:
    """The tallest rows that need no more pages than the lowest rows would, pt."""
    fewest = room.pages(rows, _ROW_MIN / 10)
    return next(height for height in range(_ROW_MAX, _ROW_MIN - 1, -1) if room.pages(rows, height / 10) == fewest) / 10


def _raw_columns(group: GroupTable, marks: Mapping[str, str]) -> list[_Raw]:
    def column(title: str, kind: Kind, value: Callable[[RankedUnit], str]) -> _Raw:
        empty = "" if kind in ("note", "name") else NONE_MARK
        return _Raw(title, kind, tuple(value(row) or empty for row in group.rows))

    columns = [column("名次", "rank", lambda r: r.rank), column("单位", "name", lambda r: (r.short_name or r.name) + marks.get(r.note, ""))]
    for i, (title, _full) in enumerate(group.blocks):
        columns.append(column(title, "number", lambda r, i=i: r.blocks[i] if i < len(r.blocks) else ""))  # type: ignore[misc]  # i is bound at once
    columns.append(column("加分", "number", lambda r: r.bonus))
    if any(row.penalty.strip("0.-") for row in group.rows):
        columns.append(column("扣分", "number", lambda r: r.penalty))
    columns.append(column("总分", "number", lambda r: r.total))
    if any(row.grade for row in group.rows):
        columns.append(column("等次", "word", lambda r: r.grade))
    if any(row.note and row.note not in marks for row in group.rows):
        columns.append(column("备注", "note", lambda r: r.note))
    return columns


def _natural(raw: Sequence[_Raw], size: float, wide: bool) -> list[float]:  # noqa: FBT001 - an item of _SIZES
    """The width each column needs so that no cell wraps, very long names and remarks excepted."""
    widest = (max((em_width(cell) for cell in column.cells), default=0) for column in raw)
    limited = (min(w, _MOST_EM.get((column.kind, wide), w)) for column, w in zip(raw, widest, strict=True))
    heads = (min(em_width(column.title), 2.0 + (em_width(column.title) > _SHORT_HEAD)) for column in raw)
    paddings = (_HEAD_PADDING if column.kind == "number" else _PADDING for column in raw)  # heads of numbers are broken to fit
    return [max(w * size + 2 * _PADDING, h * size + 2 * p) + _RULE for w, h, p in zip(limited, heads, paddings, strict=True)]


def _filled(raw: Sequence[_Raw], natural: list[float], room: float) -> list[float]:
    """The widths stretched to the type area; columns of numbers get equal widths so that they look even."""
    numbers = max((w for c, w in zip(raw, natural, strict=True) if c.kind == "number"), default=0.0)
    even = [numbers if c.kind == "number" else w for c, w in zip(raw, natural, strict=True)]
    widths = even if sum(even) <= room else natural
    shares = [{"name": 2.0, "note": 2.0}.get(c.kind, 1.0) for c in raw]
    extra = room - sum(widths)
    if extra < 0:  # too wide even for the widest page: names and remarks give way
        soft = sum(w for c, w in zip(raw, widths, strict=True) if c.kind in _SOFT)
        return [w * max(1 + extra / soft, 0.3) if c.kind in _SOFT else w for c, w in zip(raw, widths, strict=True)]
    return [w + extra * share / sum(shares) for w, share in zip(widths, shares, strict=True)]


def _column(raw: _Raw, width: float, size: float) -> Column:
    longest = max((em_width(cell) for cell in raw.cells), default=0.0) * size
    inset = max((width - longest) / 2, _PADDING) if raw.kind == "number" else _PADDING
    title = break_heading(raw.title, (width - 2 * _HEAD_PADDING - _RULE) / size + _ROUNDING)
    return Column(title, raw.kind, f"{width:.2f}", f"{inset:.2f}")
