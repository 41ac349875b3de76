"""Where an excerpt begins or ends inside a row or sentence, figures may have lost digits: says so in the text."""

from __future__ import annotations

import re
from dataclasses import replace

from scoring.intake.cells import LOST
from scoring.intake.document import Grid, Line

_STARTS = re.compile(r"\s*\d+(?:\.\d+)?[^\d\s年.、．)）:：/-]")
_ENDED = re.compile('[。.!?;:！？；：…)）”"』》>|]$')
_BORDER = re.compile(r"\s*[|│┃║┌├+<]")
_FIGURE = re.compile(r"(?<![-/.])\d$")
_DENIES = re.compile("[未无]|没有")
_SIGNATURE = 20  # a line that is not longer is a name

Lines = tuple[Line, ...]
Grids = tuple[Grid, ...]


def marked_ends(text: str, lines: Lines, grids: Grids, *, in_table: bool) -> tuple[Lines, Grids]:
    """The lines and grids of a text with U+FFFD where its first and last figure may be cut.

    Args:
        text: The whole text.
        lines: Its lines outside tables.
        grids: Its tables.
        in_table: Whether it ends in the last of them.
    """
    if lines and _STARTS.match(text):
        lines = (replace(lines[0], text=LOST + lines[0].text), *lines[1:])
    if grids and grids[0].after == 0 and not _BORDER.match(text) and _has_figure(grids[0]):
        grids = (_cut_start(grids[0]), *grids[1:])
    if text.endswith("\n") or _ENDED.search(text.rstrip(" \t")):
        return lines, grids
    if in_table and grids:
        return lines, (*grids[:-1], _cut_end(grids[-1]))
    if lines and not in_table:
        lines = (*lines[:-1], replace(lines[-1], text=marked_end(lines[-1].text)))
    return lines, grids


def marked_end(last: str) -> str:
    """The last words of a file, with U+FFFD behind them where they may be cut, and without a denial of nobody knows what."""
    words = last.rstrip()
    if not _FIGURE.search(words) and (len(words) <= _SIGNATURE or _ENDED.search(words)):
        return last
    clause = max(words.rfind(mark) for mark in "，,。；;：:") + 1
    return (words[:clause] if _DENIES.search(words, clause) else words) + LOST


def _has_figure(grid: Grid) -> bool:
    return any(c.isdigit() for cell in grid.rows[0][1:] for c in cell.text)


def _cut_start(grid: Grid) -> Grid:
    (first, *cells), *rows = grid.rows
    return replace(grid, rows=((replace(first, text=LOST + first.text), *cells), *rows))


def _cut_end(grid: Grid) -> Grid:
    *rows, last = grid.rows
    own = [n for n, cell in enumerate(last) if not cell.spanned]
    cells = [replace(cell, text=cell.text + LOST) if own and n == own[-1] else cell for n, cell in enumerate(last)]
    return replace(grid, rows=(*rows, tuple(cells)))
