"""Draws PDF pages for tests: text at places, rulings, pictures; Chinese without any font in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.intake.statutory import Sheet, Spanned

HALF = 0.5  # width of an ASCII character in sizes; Chinese characters are 1 wide


def width(text: str, size: float) -> float:
    """How long a text is in points."""
    return sum(HALF if character.isascii() else 1 for character in text) * size


@dataclass
class Paper:
    """A PDF while it is drawn; places are points from the top left corner."""

    wide: float = 595
    high: float = 842
    pages: list[list[str]] = field(default_factory=lambda: [[]])
    pictures: list[int] = field(default_factory=list)

    def page(self) -> None:
        """Begin another page."""
        self.pages.append([])

    def text(self, x: float, top: float, text: str, size: float = 12, *, mode: int = 0, turned: bool = False) -> None:
        """Print a text with its baseline at ``top``."""
        matrix = "0 1 -1 0" if turned else "1 0 0 1"
        hexed = text.encode("utf-16-be").hex()
        self.pages[-1].append(f"BT /F {size} Tf {mode} Tr {matrix} {x} {self.high - top} Tm <{hexed}> Tj ET")

    def rule(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Draw a line."""
        self.pages[-1].append(f"0.5 w {x0} {self.high - top} m {x1} {self.high - bottom} l S")

    def picture(self) -> None:
        """Cover the page with a picture."""
        self.pages[-1].append(f"q {self.wide} 0 0 {self.high} 0 0 cm /I Do Q")

    def stamp(self, x: float, top: float, size: float = 10) -> None:
        """Put a small picture on the page."""
        self.pages[-1].append(f"q {size} 0 0 {size} {x} {self.high - top - size} cm /I Do Q")

    def raw(self, commands: str) -> None:
        """Add drawing commands as they are."""
        self.pages[-1].append(commands)

    def paragraph(self, top: float, text: str, size: float = 12, *, left: float = 60, indent: float = 2, line: float = 20) -> float:
        """Print running text between margins of 60 points, wrapped; the baseline below it is returned."""
        x, row = left + indent * size, ""
        for character in text:
            if x + width(row + character, size) > self.wide - 60 and character not in "，。":
                self.text(x, top, row, size)
                x, row, top = left, "", top + line
            row += character
        self.text(x, top, row, size)
        return top + line

    def table(self, sheet: Sheet, tops: Sequence[float], columns: Sequence[float], size: float = 9) -> None:
        """Draw a ruled table: its rows between ``tops``, its columns between ``columns``, texts wrapped in their cells."""
        taken: set[tuple[int, int]] = set()
        for r, row in enumerate(sheet.rows):
            c = 0
            for cell in row:
                while (r, c) in taken:
                    c += 1
                taken.update((y, x) for y in range(r, r + cell.down) for x in range(c, c + cell.across))
                self.cell(cell, (columns[c], tops[r], columns[c + cell.across], tops[r + cell.down]), size)
                c += cell.across

    def cell(self, cell: Spanned, box: tuple[float, float, float, float], size: float) -> None:
        """Draw one cell with its rulings, its text centred."""
        left, top, right, bottom = box
        for side in ((left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom), (right, top, right, bottom)):
            self.rule(*side)
        rows = [""]
        for character in cell.text:
            if width(rows[-1] + character, size) > right - left - 4:
                rows.append("")
            rows[-1] += character
        start = (top + bottom) / 2 - (len(rows) - 1) * size * 0.6 + size * 0.35
        for number, row in enumerate(rows):
            self.text((left + right - width(row, size)) / 2, start + number * size * 1.2, row, size)

    def save(self, encryption: pikepdf.Encryption | bool = False) -> bytes:  # noqa: FBT001, FBT002 - as pikepdf has it
        """The PDF."""
        pdf = pikepdf.new()
        font, image = pdf.make_indirect(_font(pdf)), _image(pdf)
        for commands in self.pages:
            page = pdf.add_blank_page(page_size=(self.wide, self.high))
            page.obj.Resources = Dictionary(Font=Dictionary(F=font), XObject=Dictionary(I=image))
            page.obj.Contents = pdf.make_stream("\n".join(commands).encode())
        stream = BytesIO()
        pdf.save(stream, encryption=encryption)
        return stream.getvalue()


def _font(pdf: pikepdf.Pdf) -> Dictionary:
    system = Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("GB1"), Supplement=2)
    box = Array([-25, -254, 1000, 880])
    described = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/STSong-Light"), Flags=6, FontBBox=box, ItalicAngle=0, Ascent=880, Descent=-120, StemV=93
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0,
        BaseFont=Name("/STSong-Light"),
        CIDSystemInfo=system,
        FontDescriptor=pdf.make_indirect(described),
        DW=1000,
        W=Array([1, Array([500] * 95), 814, Array([500] * 95)]),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/STSong-Light"),
        Encoding=Name("/UniGB-UTF16-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
    )


def _image(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    image = pdf.make_stream(b"\xc0")
    image.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8)
    return image
