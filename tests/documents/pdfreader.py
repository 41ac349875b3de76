"""A PDF as a careful reader sees it: fonts, marked content and structure tree, independent of what wrote it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf

_HEX = r"<([0-9a-fA-F]*)>"


class PdfFont:
    """A composite font: its program, the Unicode text and the declared width of every character code."""

    def __init__(self, font: Any) -> None:
        from fontTools.ttLib import TTFont

        self.name = str(font.BaseFont)
        self.font, self.descendant = font, font.DescendantFonts[0]
        self.program = TTFont(io.BytesIO(self.descendant.FontDescriptor.FontFile2.read_bytes()))
        self.to_unicode = to_unicode(font.ToUnicode.read_bytes().decode("latin-1"))
        self.widths = _widths(self.descendant.W)
        self.used: set[int] = set()

    def text(self, string: bytes) -> str:
        codes = [int.from_bytes(string[i : i + 2]) for i in range(0, len(string), 2)]
        self.used.update(codes)
        return "".join(self.to_unicode.get(code, "\ufffd") for code in codes)


def to_unicode(cmap: str) -> dict[int, str]:
    """Character code to text, from a ToUnicode CMap with bfchar entries."""
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(rf"{_HEX}\s*{_HEX}", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return found


def _widths(array: Any) -> dict[int, float]:
    widths: dict[int, float] = {}
    items = list(array)
    for first, many in zip(items[::2], items[1::2], strict=True):
        widths |= {int(first) + i: float(width) for i, width in enumerate(many)}
    return widths


@dataclass
class Piece:
    """A piece of marked content: tag, number (None in an artifact), text."""

    tag: str
    number: int | None
    text: str = ""


@dataclass
class Element:
    """An element of the structure tree: tag, attributes, kids in order (elements, or keys of marked content)."""

    tag: str
    obj: Any
    kids: list[Element | tuple[Any, int]] = field(default_factory=list)

    @property
    def parts(self) -> list[Element]:
        """The kids that are elements."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def all(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.all()


class PdfReader:
    """An open PDF."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.fonts: dict[Any, PdfFont] = {}
        self.loose: list[str] = []  # text outside any marked content

    @cached_property
    def pieces(self) -> dict[tuple[Any, int], Piece]:
        """Numbered marked content by (object of the stream, number)."""
        return {(stream, piece.number): piece for stream, piece in self._read if piece.number is not None}

    @cached_property
    def artifacts(self) -> list[str]:
        """Texts of artifacts, in order, empty ones left out."""
        _ = self.pieces
        return [piece.text for _stream, piece in self._read if piece.number is None and piece.text]

    @cached_property
    def _read(self) -> list[tuple[Any, Piece]]:
        found = []
        for page in self.pdf.pages:
            found += [(page.objgen, piece) for piece in self._stream(page.obj, page.obj.Resources)]
            loose = list(self.loose)
            for form in self._groups(page.obj.Resources):
                found += [(form.objgen, piece) for piece in self._stream(form, form.Resources)]
            self.loose = loose  # a group without marks of its own belongs to the content that draws it
        return list({(stream, id(piece)): (stream, piece) for stream, piece in found}.values())

    def _groups(self, resources: Any) -> Iterator[Any]:
        for form in resources.get("/XObject", {}).values():
            if form.get("/Subtype") == "/Form":
                yield form

    def _stream(self, stream: Any, resources: Any) -> Iterator[Piece]:
        open_pieces: list[Piece] = []
        font: PdfFont | None = None
        for step in pikepdf.parse_content_stream(stream):
            operands: Any = step.operands
            match str(step.operator):
                case "BDC" | "BMC":
                    number = operands[1].get("/MCID") if str(step.operator) == "BDC" else None
                    open_pieces.append(Piece(str(operands[0]), None if number is None else int(number)))
                    yield open_pieces[-1]
                case "EMC":
                    open_pieces.pop()
                case "Tf":
                    font = self._font(resources.Font[str(operands[0])])
                case "TJ" | "Tj":
                    parts = operands[0] if str(step.operator) == "TJ" else [operands[0]]
                    assert font is not None
                    text = "".join(font.text(bytes(part)) for part in parts if isinstance(part, pikepdf.String))
                    if open_pieces:
                        open_pieces[-1].text += text
                    else:
                        self.loose.append(text)
                case _:
                    pass

    def _font(self, font: Any) -> PdfFont:
        return self.fonts.setdefault(font.objgen, self.fonts.get(font.objgen) or PdfFont(font))

    @cached_property
    def tree(self) -> Element:
        """The structure tree."""
        (root,) = self.pdf.Root.StructTreeRoot.K
        return self._element(root)

    def _element(self, obj: Any, parent: Any = None) -> Element:
        assert parent is None or obj.P.objgen == parent.objgen
        kids = obj.get("/K", [])
        made = Element(str(obj.S)[1:], obj)
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                made.kids.append((obj.Pg.objgen, kid))
            elif kid.get("/Type") == "/MCR":
                made.kids.append(((kid.get("/Stm") or kid.Pg).objgen, int(kid.MCID)))
            elif kid.get("/Type") != "/OBJR":
                made.kids.append(self._element(kid, obj))
        return made

    def text(self, element: Element) -> str:
        """The text of an element in reading order."""
        return "".join(self.text(kid) if isinstance(kid, Element) else self.pieces[kid].text for kid in element.kids)

    def parents(self) -> dict[tuple[Any, int], Any]:
        """The parent tree: object of the element by (stream, number)."""
        nums = list(self.pdf.Root.StructTreeRoot.ParentTree.Nums)
        tree = dict(zip(map(int, nums[::2]), nums[1::2], strict=True))
        streams = [page.obj for page in self.pdf.pages] + [form for page in self.pdf.pages for form in self._groups(page.obj.Resources)]
        return {
            (stream.objgen, number): holder.objgen
            for stream in streams
            if "/StructParents" in stream
            for number, holder in enumerate(tree[int(stream.StructParents)])
        }
