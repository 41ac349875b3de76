"""Printed lines to paragraphs: page headers and numbers go, wrapped lines are joined, headings stay apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scoring.intake.cells import LOST
from scoring.intake.formats.pdf_lines import PrintedLine, starts_with_number

_PAGE_NUMBER = re.compile(r"[-—–―~·\s|]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/,，、共-]{1,2}\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[-—–―~·\s|]*")
_EDGE = 0.12  # of the height: where headers and page numbers stand
_OUTER = 2  # lines of a page that may be header or footer
_INDENT = 1.0  # of the size: a line that begins further right begins a paragraph
_LOOSE = 1.8  # times the usual distance of lines: a gap between paragraphs
_PARTED = 1.3  # ... where the line above ends a sentence
_MARGIN = 0.3  # of the size: a full line may end this much before the margin
_TITLE = 1.2  # times the usual size
_LATIN = re.compile(r"[A-Za-z]")
_CLOSING = "，。、；：？！）》”’%"
_MOST = 0.9  # of the long lines end at the margin or before it: a text box may stand further right
_ENOUGH = 8  # long lines, to say so
_SENTENCE_END = "。！？：；!?"


@dataclass(frozen=True)
class Placed:
    """A printed line with its page."""

    page: int
    width: float
    line: PrintedLine


@dataclass(frozen=True)
class Measure:
    """What running text looks like in a document: right margin by page width, size and distance of lines."""

    right: dict[int, float]
    size: float
    distance: float


def without_furniture(pages: Sequence[tuple[float, list[PrintedLine]]]) -> list[list[PrintedLine]]:
    """The lines of every page (given with its height) without page numbers and repeated headers or footers."""
    seen = Counter(mark for height, lines in pages for mark in {_mark(line) for line in _at_edges(height, lines)})
    often = max(len(pages) // 2, 2)
    kept = []
    for height, lines in pages:
        gone = [id(line) for line in _at_edges(height, lines) if seen[_mark(line)] >= often or _PAGE_NUMBER.fullmatch(line.text)]
        kept.append([line for line in lines if id(line) not in gone])
    return kept


def _at_edges(height: float, lines: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    outer = {id(line): line for line in (*lines[:_OUTER], *lines[-_OUTER:])}
    yield from (line for line in outer.values() if line.bottom < _EDGE * height or line.top > (1 - _EDGE) * height)


def _mark(line: PrintedLine) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.baseline / 3)


def measure(lines: Sequence[Placed]) -> Measure:
    """The measure of the running text of a document."""
    by_width: dict[int, list[PrintedLine]] = {}
    for placed in lines:
        if not placed.line.tabular:
            by_width.setdefault(round(placed.width), []).append(placed.line)
    sizes = Counter(round(placed.line.size, 1) for placed in lines for _ in placed.line.chars)
    gaps = Counter(
        round(below.line.baseline - above.line.baseline)
        for above, below in pairwise(lines)
        if above.page == below.page and below.line.baseline > above.line.baseline
    )
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    return Measure({wide: _right(own) for wide, own in by_width.items()}, size, float(gaps.most_common(1)[0][0]) if gaps else 2 * size)


def _right(lines: Sequence[PrintedLine]) -> float:
    """The right margin: where most long lines end, without the punctuation that may hang over it."""
    longest = max(line.x1 - line.x0 for line in lines)
    long = [line for line in lines if line.x1 - line.x0 > longest / 2]
    ends = sorted(next((char.x1 for char in reversed(line.chars) if char.text not in _CLOSING), line.x1) for line in long)
    return ends[int(_MOST * (len(ends) - 1))] if len(ends) >= _ENOUGH else ends[-1]


def is_continued(upper: Placed, lower: Placed, usual: Measure) -> bool:
    """Whether the lower line is the same paragraph as the upper one."""
    above, below = upper.line, lower.line
    if above.tabular or below.tabular or abs(above.size - below.size) > 1:
        return False
    distance = below.baseline - above.baseline if upper.page == lower.page else 0
    if distance > max(_LOOSE * usual.distance, 2 * above.size):
        return False
    if _is_title(upper, usual) and _is_title(lower, usual):
        return True
    if below.x0 > above.x0 + _INDENT * below.size:
        return False
    if above.text[-1] in _SENTENCE_END and (starts_with_number(below.text) or distance > _PARTED * usual.distance):
        return False
    right = usual.right.get(round(upper.width), upper.width)
    return above.x1 + _first_word(below) > right - _MARGIN * below.size


def _is_title(placed: Placed, usual: Measure) -> bool:
    line = placed.line
    return line.size > _TITLE * usual.size and abs((line.x0 + line.x1) / 2 - placed.width / 2) < 2 * line.size


def _first_word(line: PrintedLine) -> float:
    """How long the first word of a line is that cannot be parted: a Chinese character, or all of a number."""
    end = 1
    while end < len(line.chars) and line.chars[0].text.isascii() and line.chars[end].text.isascii() and line.chars[end].text.isalnum():
        end += 1
    while end < len(line.chars) and line.chars[end].text in _CLOSING:
        end += 1
    return line.chars[end - 1].x1 - line.chars[0].x0


def joined(upper: str, lower: str, *, blank: bool) -> str:
    """Two lines of a paragraph as one text."""
    if upper[-1:].isdigit() and lower[:1].isdigit():
        return upper + (LOST if blank else "") + lower
    return upper + (" " if _LATIN.fullmatch(upper[-1:]) and _LATIN.fullmatch(lower[:1]) else "") + lower
