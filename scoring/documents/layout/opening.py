"""Title and addressees (GB/T 9704-2012, 7.3.1 and 7.3.2)."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scoring.documents.layout.head import Head
from scoring.documents.layout.lines import Line
from scoring.documents.layout.standard import Standard

_MOST_TITLE, _MOST_ADDRESSEES = 6, 8  # lines
_CENTRED = 4.0  # mm off the middle
_JUMP = 16.0  # mm: a blank line ends a title


@dataclass(frozen=True)
class Opening:
    """What stands before the text.

    Args:
        title: Lines of the title.
        addressees: Lines of 主送机关.
        count: How many lines that is.
    """

    title: tuple[Line, ...]
    addressees: tuple[Line, ...]
    count: int


def opening_of(lines: Sequence[Line], head: Head, standard: Standard) -> Opening:
    """Title and addressees among the lines below the head."""
    first = [line for line in lines if line.page == 1]
    title = tuple(itertools.takewhile(_titled(first, standard), first))[:_MOST_TITLE]
    if not (head.lines or (title and title[0].size >= standard["body_size"] + 2)):
        title = ()
    return Opening(title, tuple(_addressees(first[len(title) :], standard)), len(title) + len(_addressees(first[len(title) :], standard)))


def _titled(first: Sequence[Line], standard: Standard) -> Callable[[Line], bool]:
    """Whether a line belongs to the title: in large type, or centred up to the next blank line."""
    centre = standard["left"] + standard["width"] / 2
    large = bool(first) and first[0].size > standard["body_size"] + 2
    before: list[Line] = []

    def belongs(line: Line) -> bool:
        near = not before or line.middle - before[-1].middle < _JUMP
        before.append(line)
        if large:
            return line.size > standard["body_size"] + 2
        return near and abs(line.centre - centre) < _CENTRED and not line.text.endswith(("：", "。", ":"))

    return belongs


def _addressees(lines: Sequence[Line], standard: Standard) -> list[Line]:
    """The lines down to the colon, if one comes before the first indented line."""
    found: list[Line] = []
    for line in lines[:_MOST_ADDRESSEES]:
        found.append(line)
        if line.text.endswith(("：", ":")):
            return found
        if "。" in line.text or line.x1 < standard["left"] + standard["width"] * 0.8:
            break
    return []
