"""Aligned columns for a terminal, in which Chinese characters take two places."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

GAP = "  "
_BELOW = "      "
_SHORT = 2  # a column of at most this part of a line is no sentence
_MOST_LINES = 4  # of a cell in a folded column
_NARROWEST = 12  # a column is not made narrower than this to fit the terminal


def width(text: str) -> int:
    """Places that a text takes on a terminal, without its colours; what cannot be measured counts by its characters."""
    from wcwidth import width as places  # a table of Unicode, which an unchanged run does without

    return places(text)


def terminal_width() -> int | None:
    """Places in a line of the terminal that standard output is; None where it is none and lines may be as long as they are."""
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def table(rows: Iterable[Sequence[str]], right: Iterable[int] = (), within: int | None = None) -> str:
    """Rows as aligned columns, two blanks apart; on a terminal the widest ones are folded so that no line is longer than it.

    Args:
        rows: The cells, every row with the same number of them.
        right: Columns (from 0) whose cells end together, as numbers do.
        within: Longest line; that of the terminal by default.
    """
    listed, ends = [list(row) for row in rows], set(right)
    widths = [max(map(width, column)) for column in zip(*listed, strict=True)]
    limit = within or terminal_width()
    if limit:
        fitted = _fitted(widths, limit)
        if not _is_readable(widths, fitted, limit):
            return "\n".join(_stacked(listed, widths, limit))
        widths = fitted
    return "\n".join(line for row in listed for line in _lines(row, widths, ends))


def aligned(rows: Iterable[Sequence[str]], right: Iterable[int] = ()) -> list[str]:
    """Rows as aligned columns, one line each however long: what stands between them is the caller's."""
    return table(rows, right, within=sys.maxsize).split("\n")


def _fitted(widths: list[int], limit: int) -> list[int]:
    """The widths, the widest column made narrower until the line fits or no column can give any more."""
    fitted = list(widths)
    while sum(fitted) + len(GAP) * (len(fitted) - 1) > limit and max(fitted, default=0) > _NARROWEST:
        widest = fitted.index(max(fitted))
        others = sorted(fitted)[-2] if len(fitted) > 1 else 0
        room = limit - (sum(fitted) - fitted[widest]) - len(GAP) * (len(fitted) - 1)
        fitted[widest] = max(room, min(others, fitted[widest] - 1), _NARROWEST)
    return fitted


def _is_readable(widths: Sequence[int], fitted: Sequence[int], limit: int) -> bool:
    """Whether the folded columns fit, and none of them became a narrow strip of many lines."""
    fits = sum(fitted) + len(GAP) * (len(fitted) - 1) <= limit
    return fits and all(wide <= narrow * _MOST_LINES for wide, narrow in zip(widths, fitted, strict=True))


def _stacked(rows: Sequence[Sequence[str]], widths: Sequence[int], limit: int) -> Iterable[str]:
    """Rows that are too wide for columns: the short columns in line, the sentences below, each on lines of its own."""
    short = [i for i, wide in enumerate(widths) if wide <= limit // _SHORT]
    fitted = _fitted([widths[i] for i in short], limit)
    for row in rows:
        yield from _lines([row[i] for i in short], fitted, set())
        for cell in (cell for i, cell in enumerate(row) if cell and i not in short):
            yield from folded(cell.strip(), limit - len(_BELOW), _BELOW)


def _lines(row: Sequence[str], widths: Sequence[int], ends: set[int]) -> Iterable[str]:
    """The lines of one row: a cell that is too wide goes on below itself."""
    cells = [_folded(cell, wide) for cell, wide in zip(row, widths, strict=True)]
    for i in range(max(map(len, cells), default=0)):
        parts = [cell[i] if i < len(cell) else "" for cell in cells]
        yield GAP.join(_placed(part, wide, end=j in ends) for j, (part, wide) in enumerate(zip(parts, widths, strict=True))).rstrip()


def _folded(cell: str, wide: int) -> list[str]:
    if width(cell) <= wide:
        return [cell]
    indent = cell[: len(cell) - len(cell.lstrip(" "))]
    return folded(cell.lstrip(" "), wide - len(indent), indent, breaks=True)


def folded(text: str, wide: int, indent: str = "", *, breaks: bool = False) -> list[str]:
    """A text in lines of so many places; no line begins with a mark that belongs to the one before.

    Args:
        text: The text.
        wide: Places of a line behind the indent.
        indent: What every line begins with.
        breaks: Whether a word that is longer than a line is broken; a path that somebody copies is not.
    """
    lines: list[str] = []
    line = ""
    for part in _parts(text, wide if breaks else 0):
        if line and width(line + part) > wide and part not in _CLOSING:
            lines.append(line.rstrip())
            line = part.lstrip()
        else:
            line += part
    return [indent + line for line in [*lines, line.rstrip()]]


_CLOSING = frozenset("，。；：、！？）》〉】〕”’％…")


def _parts(text: str, most: int) -> Iterable[str]:
    """What may not be parted: a word of letters and digits with the blanks behind it, or one Chinese character.

    Args:
        text: The text.
        most: Longest word, 0 for none.
    """
    import re

    words = re.findall(r"[^\s⺀-鿿豈-﫿︰-﹏＀-￯　-〿]+\s*|\s+|.", text)
    return [word[i : i + most] for word in words for i in range(0, len(word), most)] if most > 0 else words


def _placed(cell: str, wide: int, *, end: bool) -> str:
    room = " " * (wide - width(cell))
    return room + cell if end else cell + room
