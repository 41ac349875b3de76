"""Characters to lines: what stands on one baseline, from left to right."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from scoring.documents.layout.colours import is_red
from scoring.documents.layout.model import ABOVE, MM, Char

_Value = TypeVar("_Value")
_SAME_LINE = 0.9  # mm between baselines that count as one
_GAP_EM = 1.6  # a wider blank inside a line parts it: two things on one line
HAN = re.compile(r"[\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇\U00020000-\U0003ffff]")


@dataclass(frozen=True)
class Line:
    """One line of text.

    Args:
        page: Its page, from 1.
        chars: Its characters from left to right, blanks left out.
    """

    page: int
    chars: tuple[Char, ...]

    @cached_property
    def text(self) -> str:
        """Its text without blanks."""
        return "".join(char.text or "\ufffd" for char in self.chars)

    @cached_property
    def x0(self) -> float:
        """Left edge in mm."""
        return min(char.x0 for char in self.chars)

    @cached_property
    def x1(self) -> float:
        """Right edge in mm."""
        return max(char.x1 for char in self.chars)

    @cached_property
    def top(self) -> float:
        """Upper edge of its em boxes in mm."""
        return min(char.top for char in self.chars)

    @cached_property
    def bottom(self) -> float:
        """Lower edge of its em boxes in mm."""
        return max(char.bottom for char in self.chars)

    @property
    def middle(self) -> float:
        """Height of its middle in mm."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Middle between its left and right edge in mm."""
        return (self.x0 + self.x1) / 2

    @cached_property
    def size(self) -> float:
        """Type size of most of its characters in pt."""
        return most_common(round(char.size, 2) for char in self.han)

    @cached_property
    def family(self) -> str:
        """Font of most of its Chinese characters; of all characters where it has none."""
        return most_common(char.font.name for char in self.han)

    @cached_property
    def han(self) -> tuple[Char, ...]:
        """Its Chinese characters, or all where it has none."""
        return tuple(char for char in self.chars if HAN.match(char.text)) or self.chars

    @cached_property
    def is_red(self) -> bool:
        """Whether most of it is red."""
        return sum(is_red(char.rgb) for char in self.chars) * 2 > len(self.chars)

    @cached_property
    def pieces(self) -> tuple[Line, ...]:
        """The parts that a wide blank separates."""
        parts = [[self.chars[0]]]
        for before, char in itertools.pairwise(self.chars):
            if char.x0 - before.x1 > _GAP_EM * max(char.size, before.size) * MM:
                parts.append([])
            parts[-1].append(char)
        return tuple(Line(self.page, tuple(part)) for part in parts)


def most_common(values: Iterable[_Value]) -> _Value:
    """The most frequent value, the first met of several."""
    return Counter(values).most_common(1)[0][0]


def lines_of(page: int, chars: Iterable[Char]) -> tuple[Line, ...]:
    """The lines of upright characters from top to bottom.

    Args:
        page: Number of the page.
        chars: Its characters.
    """
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: (_base(char), char.x0)):
        if rows and _base(char) - _base(rows[-1][0]) < _SAME_LINE:
            rows[-1].append(char)
        else:
            rows.append([char])
    return tuple(Line(page, tuple(sorted(row, key=lambda char: char.x0))) for row in rows)


def _base(char: Char) -> float:
    return char.top + ABOVE * char.size * MM
