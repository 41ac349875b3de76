"""Characters to printed lines: by their baselines, with blanks where the print has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scoring.intake.cells import LOST
from scoring.intake.chinese import is_chinese
from scoring.intake.formats.pdf_pages import Char

_NUMBERED = re.compile(
    r"其中|附|第[一二三四五六七八九十\d]|[（(]?[一二三四五六七八九十]{1,3}[、.．)）]|[（(]?\d{1,2}[、.．)）](?!\d)|[①-⑳⑴-⒇]"
)
_SAME_LINE = 0.35  # baselines that differ by less than this share of the size are one line
_WORD_GAP = 0.2  # of the size: the least gap that parts two digits or letters
_WIDE_GAP = 0.6  # ... and any two characters
_COLUMN_GAP = 1.8  # ... and two columns of text without rulings
_LONG_HALF = 8  # Chinese characters on both sides of a gap: running text in columns
_MIN_COLUMN = 4  # lines
_FIGURE_GAP = 0.8  # of the size: the least gap between two numbers of different columns
_TWICE = 0.25  # of the width: a character printed twice for boldness is moved by less
_OVER = 0.5  # of the width: two characters that overlap more are printed over each other
_SMALL = 0.8  # of the size: a smaller digit behind a digit is a note


@dataclass(frozen=True)
class PrintedLine:
    """One line of print.

    Args:
        chars: Its characters from left to right, without blanks, none twice.
        text: Its text with blanks.
        tabular: Whether it has gaps as between columns.
        ends_blank: Whether a blank is printed behind it.
    """

    chars: Sequence[Char]
    text: str
    tabular: bool
    ends_blank: bool

    @property
    def x0(self) -> float:
        """Left side."""
        return self.chars[0].x0

    @property
    def x1(self) -> float:
        """Right side."""
        return max(char.x1 for char in self.chars)

    @property
    def baseline(self) -> float:
        """The line its characters stand on."""
        return self.chars[0].baseline

    @property
    def top(self) -> float:
        """Upper side."""
        return min(char.top for char in self.chars)

    @property
    def bottom(self) -> float:
        """Lower side."""
        return max(char.bottom for char in self.chars)

    @property
    def size(self) -> float:
        """Size of most of its characters."""
        sizes = sorted(char.size for char in self.chars)
        return sizes[len(sizes) // 2]


def printed_lines(chars: Iterable[Char]) -> list[PrintedLine]:
    """The lines of a page or a cell, from top to bottom."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.baseline):
        if rows and char.baseline - rows[-1][0].baseline <= _SAME_LINE * max(char.size, rows[-1][0].size):
            rows[-1].append(char)
        elif not char.text.isspace():
            rows.append([char])
    return [line for row in rows if (line := _line(row))]


def _line(row: Sequence[Char]) -> PrintedLine | None:
    ordered = sorted(row, key=lambda char: char.x0)
    blanks = [char for char in ordered if char.text.isspace()]
    chars = list(_once(char for char in ordered if not char.text.isspace()))
    if not chars:
        return None
    size = max(char.size for char in chars)
    text = chars[0].text
    tabular = False
    for left, right in pairwise(chars):
        gap = right.x0 - left.x1
        tabular = tabular or gap > _COLUMN_GAP * size
        text += _between(left, right, gap, blanks) + right.text
    return PrintedLine(chars, text, tabular, bool(blanks) and blanks[-1].x0 >= chars[-1].x1 - size * _WORD_GAP)


def _once(chars: Iterable[Char]) -> Iterator[Char]:
    """Every character once; where different ones are printed over each other, the mark for lost ones."""
    last: Char | None = None
    for char in chars:
        if last is not None:
            if char.text == last.text and char.x0 - last.x0 < _TWICE * (char.x1 - char.x0):
                continue
            if _words(char, last) and last.x1 - char.x0 > _OVER * min(char.x1 - char.x0, last.x1 - last.x0):
                last = last._replace(text=LOST, x1=max(last.x1, char.x1))
                continue
            yield last
        last = char
    if last is not None:
        yield last


def _words(*chars: Char) -> bool:
    """Whether all are letters or digits: punctuation is printed into the space of its neighbours."""
    return all(char.text.isalnum() for char in chars)


def _between(left: Char, right: Char, gap: float, blanks: Sequence[Char]) -> str:
    """What stands between two characters: nothing, a blank, or the mark that a raised digit leaves."""
    size = max(left.size, right.size)
    if left.text.isdigit() and right.text.isdigit() and min(left.size, right.size) < _SMALL * size:
        return LOST
    wordlike = left.text.isascii() and right.text.isascii() and left.text.isalnum() and right.text.isalnum()
    if gap > (_WORD_GAP if wordlike else _WIDE_GAP) * size:
        return " "
    return " " if wordlike and any(left.x0 < blank.x0 < right.x0 for blank in blanks) else ""


def in_columns(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines of a page, where running text stands in two columns column by column; what is beside it is never joined."""
    parts = [_sides(line) for line in lines]
    if sum(len(part) > 1 for part in parts) < _MIN_COLUMN:
        return [line for part in parts for line in part]
    ordered: list[PrintedLine] = []
    right: list[PrintedLine] = []
    for part in parts:
        left_ends = right and len(part) == 1 and part[0].x1 > right[0].x0
        if left_ends:
            ordered, right = [*ordered, *right], []
        ordered.append(part[0]) if len(part) > 1 or not right or part[0].x0 < right[0].x0 else right.append(part[0])
        right += part[1:]
    return [*ordered, *right]


def _sides(line: PrintedLine) -> list[PrintedLine]:
    """The two halves of a line that has text on both sides of a wide gap."""
    if line.tabular:
        for place, (left, right) in enumerate(pairwise(line.chars), 1):
            wide = right.x0 - left.x1 > _COLUMN_GAP * max(left.size, right.size)
            halves = (line.chars[:place], line.chars[place:])
            if wide and all(sum(is_chinese(char.text) for char in half) >= _LONG_HALF for half in halves):
                return [part for half in halves if (part := _line(half))]
    return [line]


def figures_apart(line: PrintedLine) -> bool:
    """Whether a line has a number behind a gap as between two columns: behind another number, or behind a label."""
    return any(b.text.isdigit() and b.x0 - a.x1 > _FIGURE_GAP * a.size for a, b in pairwise(line.chars))


def starts_with_number(text: str) -> bool:
    """Whether a text begins as a numbered heading or label does."""
    return _NUMBERED.match(text) is not None
