"""What every reader makes of a file: lines of text and grids of cells, each with its place.

A reader (HTML, text, Excel, ...) only finds structure; what a line or cell means is
decided by ``tables`` and ``narrative``.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of running text, in reading order.

    Args:
        text: The text after decoding and repair, as printed (not folded).
        locator: Place in the file, such as ``line 12`` or ``sheet 说明!A3``.
    """

    text: str
    locator: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One position of a grid; spanned positions repeat the text of their origin with ``spanned``."""

    text: str
    locator: str
    spanned: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A rectangular table after expanding spans: ``rows[r][c]``.

    Args:
        rows: All rows have the same length; blanks stay in place.
        locator: Place of the table, such as ``table 2``.
        after: Number of lines of text that precede it (its place in reading order).
        ragged: True when the source does not say where the columns are (text with pipes), so
            that positions inside a row are tokens, not columns.
        gaps: True when the source does not say which cells were merged (Markdown, text with tabs), so that an
            empty position among the figures is either a blank figure or part of the cell beside it.
        loose: Rows (from 0) in which cells are missing or too many, so that a blank may stand in another column.
        lossy: True when some rows lack cells or have them in pieces, so that a full row may be full by chance.
    """

    rows: tuple[tuple[Cell, ...], ...]
    locator: str
    after: int = 0
    ragged: bool = False
    gaps: bool = False
    loose: frozenset[int] = frozenset()
    lossy: bool = False


@dataclass(frozen=True, slots=True)
class Repair:
    """A change made to the text before reading, to be shown.

    Args:
        kind: ``lost_byte``, ``pinyin``, ``traditional``, ``context`` ...
        before: The damaged text.
        after: What it became.
        locator: Place in the file.
    """

    kind: str
    before: str
    after: str
    locator: str


@dataclass(frozen=True)
class Document:
    """A file as structure.

    Args:
        kind: ``html``, ``text``, ``xlsx`` ...
        lines: Running text without the table cells.
        grids: Tables.
        repairs: What was mended before reading.
        title: Title when the format carries one, else empty.
        unread: Parts that are printed but cannot be read, such as a page that is a picture: (code, what, locator).
    """

    kind: str
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...] = ()
    repairs: tuple[Repair, ...] = field(default=())
    title: str = ""
    unread: tuple[tuple[str, str, str], ...] = ()
