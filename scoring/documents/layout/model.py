"""A PDF as the checker sees it: characters, bars and pictures in millimetres from the upper left corner of the page.

A character is known by its baseline and its em box (0.88 em above the baseline, 0.12 em below, as Chinese faces are
drawn), not by the boxes that a font declares: these differ from maker to maker, the standard speaks of characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

MM = 25.4 / 72  # millimetres of a point
ABOVE, BELOW = 0.88, 0.12  # em above and below the baseline

Rgb = tuple[float, float, float]


class Font(NamedTuple):
    """A font of the file.

    Args:
        name: PostScript name without the prefix of a subset.
        embedded: Whether its outlines are in the file.
    """

    name: str
    embedded: bool


class Char(NamedTuple):
    """One printed character.

    Args:
        text: Its Unicode text; empty where the file does not say.
        x0: Left edge of the em box in mm.
        top: Upper edge of the em box in mm.
        x1: Right edge of the em box in mm.
        bottom: Lower edge of the em box in mm.
        size: Type size in pt.
        font: Its font.
        rgb: Its colour, None where the file uses a colour of its own making.
        turn: Degrees by which the text is turned to the left: 0, 90, 180, 270.
        missing: Whether the font has no shape for it (.notdef).
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    font: Font
    rgb: Rgb | None
    turn: int
    missing: bool


class Bar(NamedTuple):
    """A straight rule or filled rectangle: its edges in mm and its colour."""

    x0: float
    top: float
    x1: float
    bottom: float
    rgb: Rgb | None

    @property
    def width(self) -> float:
        """Extent from left to right in mm."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Extent from top to bottom in mm; of a horizontal rule its thickness."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Distance of its middle from the top of the page in mm."""
        return (self.top + self.bottom) / 2

    @property
    def is_horizontal(self) -> bool:
        """Whether it is a horizontal rule: thin, and longer than thick."""
        return self.height < _THIN < self.width

    @property
    def is_vertical(self) -> bool:
        """Whether it is a vertical rule."""
        return self.width < _THIN < self.height


_THIN = 2.0  # mm; what is thicker is an area, what is shorter a dot


class Picture(NamedTuple):
    """A picture: its edges in mm."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True)
class Page:
    """One page as it is shown.

    Args:
        number: From 1.
        width: In mm.
        height: In mm.
        rotate: Degrees by which a viewer turns the page.
        chars: Characters that leave ink, in the order of the file.
        bars: Rules and filled rectangles.
        pictures: Pictures.
    """

    number: int
    width: float
    height: float
    rotate: int
    chars: tuple[Char, ...]
    bars: tuple[Bar, ...]
    pictures: tuple[Picture, ...]

    @property
    def is_wide(self) -> bool:
        """Whether the page lies down."""
        return self.width > self.height

    @cached_property
    def upright(self) -> tuple[Char, ...]:
        """The characters that are not turned."""
        return tuple(char for char in self.chars if not char.turn)
