"""What a page paints, taken from pdfminer while it interprets the page."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from typing import Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.pdffont import PDFCIDFont, PDFType3Font, PDFUnicodeNotDefined
from pdfminer.utils import apply_matrix_pt

from scoring.documents.layout.model import ABOVE, BELOW, MM, Bar, Char, Font, Page, Picture, Rgb

MOST_PAINTED = 30_000  # characters and rules of one page; a page full of small print has 10,000
_INVISIBLE = {3, 7}  # text rendering modes that leave no ink
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_CMYK, _RGB, _GRAY = 4, 3, 1
_OWN_INKS = {"Separation", "DeviceN", "Pattern", "Indexed", "Lab"}
_CORNERS = 4
_FLAT, _BAND = 0.05, 5  # mm, what is thinner is a line; times longer than thick, a band
_UPWARD = 90  # text that runs from the foot of the page to its head


class TooMuchError(Exception):
    """A page paints more than a page can hold."""


class Recorder(PDFLayoutAnalyzer):
    """Collects characters, bars and pictures of one page at a time."""

    def begin_page(self, page: Any, ctm: Any) -> None:
        """Start a page: nothing painted yet."""
        super().begin_page(page, ctm)
        self._size = self.cur_item.x1, self.cur_item.y1
        self.chars: list[Char] = []
        self.bars: list[Bar] = []
        self.pictures: list[Picture] = []
        self._is_visible = True
        self._fonts: dict[int, Font] = {}

    def page(self, number: int, rotate: int) -> Page:
        """The page just interpreted."""
        width, height = (length * MM for length in self._size)
        return Page(number, width, height, rotate, tuple(self.chars), tuple(self.bars), tuple(self.pictures))

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        """A form or picture: its content is painted like the rest."""
        self._count()
        super().begin_figure(name, bbox, matrix)

    def render_image(self, name: str, stream: Any) -> None:  # noqa: ARG002 - pdfminer's signature
        """A picture fills its figure."""
        box = self.cur_item
        self.pictures.append(Picture(box.x0 * MM, (self._size[1] - box.y1) * MM, box.x1 * MM, (self._size[1] - box.y0) * MM))

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """A string; one that leaves no ink is not printed."""
        self._is_visible = textstate.render not in _INVISIBLE
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(  # noqa: PLR0913, PLR0917 - pdfminer's signature
        self, matrix: Any, font: Any, fontsize: float, scaling: float, rise: float, cid: int, ncs: Any, graphicstate: Any
    ) -> float:
        """One character; blanks move the pen only."""
        self._count()
        advance = float(font.char_width(cid) * fontsize * scaling)
        text = _text(font, cid)
        if self._is_visible and (text.strip() or not text):
            self.chars.append(self._char(text, matrix, (advance, rise, fontsize), font, cid, _rgb(graphicstate.ncolor, ncs)))
        return advance

    def _char(self, text: str, matrix: Any, place: tuple[float, float, float], font: Any, cid: int, rgb: Rgb | None) -> Char:
        advance, rise, fontsize = place
        (x0, y0), (x1, y1) = apply_matrix_pt(matrix, (0, rise)), apply_matrix_pt(matrix, (advance, rise))
        turn = round(math.degrees(math.atan2(matrix[1], matrix[0])) / 90) % 4 * 90
        size = abs(fontsize) * math.hypot(matrix[2], matrix[3])
        left, up, right, down = _em_box((x0, self._size[1] - y0), (x1, self._size[1] - y1), size, turn)
        missing = cid == 0 and isinstance(font, PDFCIDFont)
        return Char(text, left * MM, up * MM, right * MM, down * MM, size, self._font(font), rgb, turn, missing)

    def _font(self, font: Any) -> Font:
        if id(font) not in self._fonts:
            embedded = isinstance(font, PDFType3Font) or any(f"FontFile{n}" in (font.descriptor or {}) for n in ("", "2", "3"))
            self._fonts[id(font)] = Font(_name(font), embedded)
        return self._fonts[id(font)]

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:  # noqa: FBT001 - pdfminer's
        """A path: what is straight or a rectangle becomes bars."""
        self._count()
        boxes = [box for box in map(self._box, _subpaths(path)) if box]
        if fill and evenodd and len(boxes) == 2 and (frame := _frame(*boxes)):  # noqa: PLR2004 - inner and outer edge of a frame
            boxes = frame
        if fill:
            self.bars += [Bar(*box, _rgb(gstate.ncolor, gstate.ncs)) for box in boxes]
        elif stroke:
            half = gstate.linewidth * abs(math.hypot(self.ctm[0], self.ctm[1])) * MM / 2
            self.bars += [Bar(*edge, _rgb(gstate.scolor, gstate.scs)) for box in boxes for edge in _edges(box, half)]

    def _box(self, path: Sequence[Any]) -> tuple[float, float, float, float] | None:
        """(left, top, right, bottom) in mm of a line or rectangle."""
        if any(step[0] in "cvy" for step in path):
            return None
        points = [apply_matrix_pt(self.ctm, step[-2:]) for step in path if step[0] != "h"]
        xs, ys = [x * MM for x, _ in points], [(self._size[1] - y) * MM for _, y in points]
        corners = {(round(x, 2), round(y, 2)) for x, y in zip(xs, ys, strict=True)}
        if len(corners) > _CORNERS or _is_slanted(corners):
            return None
        return min(xs), min(ys), max(xs), max(ys)

    def _count(self) -> None:
        self._painted = getattr(self, "_painted", 0) + 1
        if len(getattr(self, "chars", ())) + len(getattr(self, "bars", ())) > MOST_PAINTED or self._painted > MOST_PAINTED * 50:
            raise TooMuchError


def _em_box(start: tuple[float, float], end: tuple[float, float], size: float, turn: int) -> tuple[float, float, float, float]:
    """(left, top, right, bottom) of a character whose pen moves from start to end, in the unit of both."""
    (x0, y0), (x1, y1) = start, end
    if turn in {0, 180}:
        up, down = (ABOVE, BELOW) if turn == 0 else (BELOW, ABOVE)
        return min(x0, x1), y0 - up * size, max(x0, x1), y0 + down * size
    left, right = (ABOVE, BELOW) if turn == _UPWARD else (BELOW, ABOVE)
    return x0 - left * size, min(y0, y1), x0 + right * size, max(y0, y1)


def _is_slanted(corners: Collection[tuple[float, float]]) -> bool:
    """Whether a shape runs aslant, as a line of a hatching or a triangle: no rule and no area. A long band may be mitred at its ends."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    short, long = sorted((max(xs) - min(xs), max(ys) - min(ys)))
    if short < _FLAT or len(corners) < _CORNERS:
        return short >= _FLAT
    upright = all(min(at - min(all_), max(all_) - at) < _FLAT for all_ in (xs, ys) for at in all_)
    return not upright and long < short * _BAND


def _subpaths(path: Sequence[Any]) -> list[list[Any]]:
    parts: list[list[Any]] = []
    for step in path:
        if step[0] == "m" or not parts:
            parts.append([])
        parts[-1].append(step)
    return parts


def _frame(one: Sequence[float], other: Sequence[float]) -> list[tuple[float, float, float, float]]:
    """The bands between the inner and the outer edge of a frame that is filled by the even-odd rule."""
    outer, inner = sorted((one, other), key=lambda box: (box[0] - box[2]) * (box[3] - box[1]) - (box[3] - box[1]) / 1000)
    x0, top, x1, bottom = outer
    bands = [(x0, top, x1, inner[1]), (x0, inner[3], x1, bottom), (x0, top, inner[0], bottom), (inner[2], top, x1, bottom)]
    return [band for band in bands if band[2] - band[0] > _HAIR and band[3] - band[1] > _HAIR]


_HAIR = 0.02  # mm; less is the rounding of a writer


def _edges(box: Sequence[float], half: float) -> list[tuple[float, float, float, float]]:
    """The strokes round a box, half a line's width on each side; a flat box is one stroke."""
    x0, top, x1, bottom = box
    if bottom - top <= _HAIR:
        return [(x0, top - half, x1, bottom + half)]
    if x1 - x0 <= _HAIR:
        return [(x0 - half, top, x1 + half, bottom)]
    flat = [(x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)]
    return [(a - half, b - half, c + half, d + half) for a, b, c, d in flat]


def _text(font: Any, cid: int) -> str:
    try:
        text = font.to_unichr(cid)
    except (PDFUnicodeNotDefined, KeyError, TypeError, ValueError):
        return ""
    return text if isinstance(text, str) and text.strip("\x00") else ""


def _name(font: Any) -> str:
    """The name of a font; Chinese names are written in UTF-8 or GBK bytes."""
    name = font.fontname
    if isinstance(name, str) and not name.isascii():
        name = name.encode("latin-1", "ignore") or name
    if isinstance(name, bytes):
        try:
            name = name.decode("utf-8")
        except UnicodeDecodeError:
            name = name.decode("gb18030", "replace")
    return _SUBSET.sub("", str(name))


def _rgb(colour: Any, space: Any) -> Rgb | None:
    """A colour as red, green, blue from 0 to 1; None for inks that only a printer knows."""
    values = [float(v) for v in (colour if isinstance(colour, (tuple, list)) else (colour,)) if isinstance(v, (int, float))]
    if getattr(space, "name", "") in _OWN_INKS:
        return None
    if len(values) == _GRAY:
        return values[0], values[0], values[0]
    if len(values) == _RGB:
        return values[0], values[1], values[2]
    if len(values) == _CMYK:
        c, m, y, k = values
        return (1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k)
    return None
