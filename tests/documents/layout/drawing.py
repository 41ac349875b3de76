"""A document drawn by hand: every line put where the standard wants it, in millimetres, and moved by a test to where it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from scoring.documents.layout.model import MM
from scoring.documents.printing.pdf import Printer

RED, BLACK = "#e60000", "#000000"
LEFT, TOP, WIDTH, HEIGHT = 28.0, 37.0, 156.0, 225.0
FOOT = TOP + HEIGHT
PITCH = (HEIGHT - 5.6) / 21
CHAR = WIDTH / 28
SMALL = 14 * MM  # a character of 四号
IMAGE = "seal.png"  # in the folder of the printer of these tests


@dataclass(frozen=True)
class Item:
    """A line of text (``size`` above 0), a bar, or a picture (``face`` empty, ``size`` below 0)."""

    page: int
    x: float
    top: float
    text: str = ""
    size: float = 16.0
    face: str = "Fang"
    colour: str = BLACK
    wide: float = 0.0  # bar, picture: width; text: the width it is spread to
    tall: float = 0.0
    turn: int = 0

    def html(self) -> str:
        """The item as an element."""
        place = f"left:{self.x:.4f}mm;top:{self.top:.4f}mm;"
        if self.size < 0:
            return f'<img src="{IMAGE}" alt="章" style="{place}width:{self.wide}mm;height:{self.tall}mm">'
        if not self.text:
            return f'<div style="{place}width:{self.wide}mm;height:{self.tall}mm;background:{self.colour}"></div>'
        turned = f"transform-origin:0 0;transform:rotate({self.turn}deg);" if self.turn else ""
        style = f"font:{self.size}pt/1 'GW {self.face}';letter-spacing:{self.spacing:.4f}pt;color:{self.colour};{turned}"
        return f'<div style="{place}{style}">{escape(self.text)}</div>'

    @property
    def spacing(self) -> float:
        """Letter-spacing in pt that spreads the text over its width."""
        return (self.wide / MM - em(self.text) * self.size) / max(len(self.text) - 1, 1) if self.wide else 0.0


@dataclass
class Drawing:
    """Items by name; pages may have a size of their own."""

    items: dict[str, Item] = field(default_factory=dict)
    pages: int = 1
    sizes: dict[int, str] = field(default_factory=dict)

    def put(self, name: str, page: int, x: float, top: float, text: str = "", **more: Any) -> None:
        """Add an item."""
        self.items[name] = Item(page, x, top, text, **more)
        self.pages = max(self.pages, page)

    def centred(self, name: str, page: int, top: float, text: str, **more: Any) -> None:
        """Add a line in the middle of the type area, or of another place."""
        size = more.get("size", 16.0)
        self.put(name, page, more.pop("middle", LEFT + WIDTH / 2) - em(text) * size * MM / 2, top, text, **more)

    def edit(self, name: str, **changes: Any) -> None:
        """Change an item."""
        self.items[name] = replace(self.items[name], **changes)

    def move(self, start: str, dx: float = 0.0, dy: float = 0.0) -> None:
        """Move all items whose name begins so."""
        found = [name for name in self.items if name.startswith(start)]
        assert found, start
        for name in found:
            self.edit(name, x=self.items[name].x + dx, top=self.items[name].top + dy)

    def drop(self, start: str) -> None:
        """Remove all items whose name begins so."""
        self.items = {name: item for name, item in self.items.items() if not name.startswith(start)}

    def pdf(self, printer: Printer) -> bytes:
        """The drawing, printed."""
        sizes = "".join(f"@page p{n}{{size:{self.sizes.get(n, 'A4')}}}" for n in range(1, self.pages + 1))
        sections = "".join(f'<section style="page:p{n}">{"".join(self._of(n))}</section>' for n in range(1, self.pages + 1))
        style = f"@page{{margin:0}}{sizes}body{{margin:0}}section{{position:relative;height:1mm;break-after:page}}"
        style += "div,img{position:absolute;white-space:pre}"
        html = f"<!DOCTYPE html><html lang=zh><meta charset=utf-8><title>t</title><style>{style}</style><body>{sections}</body></html>"
        return printer.pdf(printer.pages(html), html)

    def _of(self, page: int) -> Iterator[str]:
        return (item.html() for item in self.items.values() if item.page == page)


def em(text: str) -> float:
    """Width of a text in em: digits are half as wide as characters."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def row(number: float) -> float:
    """Upper edge of a 三号 character on a line of the type area, from 1."""
    return TOP + (number - 1) * PITCH


def grown(number: float, size: float) -> float:
    """Upper edge of a character of another size on a line of the type area: the middle stays."""
    return row(number) + (16 - size) * MM / 2
