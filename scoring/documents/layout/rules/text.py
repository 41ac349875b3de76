"""Colour, face and size of the text, line ends, punctuation, and whether everything can be read (5.2, 9)."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from scoring.documents.layout.colours import hue, is_black, is_red
from scoring.documents.layout.judging import Measure, at, faces, fine, mm, quote, rule, sizes, wrong
from scoring.documents.layout.lines import Line
from scoring.documents.layout.model import Char
from scoring.documents.layout.parts import Document
from scoring.documents.layout.standard import Standard

_NO_START = "，。、；：！？）》〉」』】〕”’%％‰℃·…"
_NO_END = "（《〈「『【〔“‘"
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff](?:[,;:?!()]|\.(?=[\u4e00-\u9fff]|$))|[,;:?!()](?=[\u4e00-\u9fff])")
_LOST = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08]")
_EDGE = 1.5  # mm; a line that ends so near to the right edge runs on


@rule("P7")
def black(doc: Document, std: Standard) -> Iterator[Measure]:
    """Text is black but for 发文机关标志."""
    del std
    marked = {id(char) for line in doc.head.mark for char in line.chars}
    for sheet in doc.sheets:
        wrong = [char for char in sheet.page.chars if not is_black(char.rgb) and id(char) not in marked]
        colours = Counter(_named(char) for char in wrong)
        words = "".join(char.text for char in wrong[:10])
        yield Measure(sheet.number, not wrong, "，".join(colours), "", words)


def _named(char: Char) -> str:
    return "RGB " + " ".join(f"{round(part * 255)}" for part in char.rgb or ())


@rule("P8-face")
def body_face(doc: Document, std: Standard) -> Iterator[Measure]:
    """The text is set in 仿宋; headings and what runs on from them have faces of their own."""
    yield from faces(_plain_lines(doc), "仿宋", std)


def _plain_lines(doc: Document) -> list[Line]:
    headed = {id(heading.line) for heading in doc.headings}
    plain: list[Line] = []
    for i, line in enumerate(doc.text):
        runs_on = i > 0 and id(doc.text[i - 1]) in headed and line.family == doc.text[i - 1].family
        if id(line) not in headed and not runs_on:
            plain.append(line)
        elif runs_on:
            headed.add(id(line))
    return plain


@rule("P8-size")
def body_size(doc: Document, std: Standard) -> Iterator[Measure]:
    """The text is of 三号."""
    yield from sizes(doc.text, std["body_size_least"], std["body_size"], std)


@rule("P11")
def red(doc: Document, std: Standard) -> Iterator[Measure]:
    """Red is a full red, not orange or pink."""
    coloured = [(line.page, line.chars[0].rgb, quote(line)) for line in doc.head.mark]
    coloured += [(1, bar.rgb, "") for bar in doc.head.rules]
    for page, rgb, words in coloured:
        if rgb is not None and is_red(rgb):
            degrees, saturation = hue(rgb)
            right = degrees <= std["red_hue"] and saturation > std["red_saturation"]
            yield Measure(page, right, f"{degrees:.0f}°，{saturation:.0%}", "", words)


def _running(doc: Document) -> list[Line]:
    """Lines outside tables, 版头 and title."""
    skipped = {id(line) for line in (*doc.head.lines, *doc.opening.title)}
    return [line for sheet in doc.sheets for line in sheet.lines if id(line) not in skipped]


@rule("B12-start")
def line_starts(doc: Document, std: Standard) -> Iterator[Measure]:
    """No line begins with a mark that belongs to the line before."""
    del std
    for line in _running(doc):
        yield at(line, line.text[0] not in _NO_START, line.text[0])


@rule("B12-end")
def line_ends(doc: Document, std: Standard) -> Iterator[Measure]:
    """No line ends with an opening bracket or quotation mark."""
    del std
    for line in _running(doc):
        yield at(line, line.text[-1] not in _NO_END, line.text[-1])


@rule("B12-number")
def whole_numbers(doc: Document, std: Standard) -> Iterator[Measure]:
    """No number and no year is broken over two lines."""
    edge = std["left"] + std["width"] - std.char * 2
    for before, line in itertools.pairwise(doc.flow):
        runs_on = before.x1 > edge and line.x0 < std["left"] + _EDGE
        broken = bool(re.search(r"\d[.,]?$", before.text) and re.match(r"[\d.,]*\d|[%％‰年月日]", line.text))
        yield at(line, not (runs_on and broken), f"{before.text[-6:]}|{line.text[:6]}")


@rule("B12-marks")
def full_width_marks(doc: Document, std: Standard) -> Iterator[Measure]:
    """Punctuation between Chinese characters is full-width."""
    del std
    last = doc.opening.addressees[-1:]
    for line in (*doc.opening.title, *_running(doc)):
        found = _HALF_WIDTH.search(line.text[:-1] if line in last else line.text)  # the colon there is B2-colon's
        yield at(line, not found, found[0] if found else "")


@rule("M2")
def inside_page(doc: Document, std: Standard) -> Iterator[Measure]:
    """Every character lies on the page."""
    off = std.tolerances["page"]
    for sheet in doc.sheets:
        page = sheet.page
        outside = [c for c in page.chars if c.x0 < -off or c.x1 > page.width + off or c.top < -off or c.bottom > page.height + off]
        where = mm(outside[0].x0) + " / " + mm(outside[0].top) if outside else ""
        yield Measure(sheet.number, not outside, where, "", "".join(c.text for c in outside[:10]))


@rule("M13-glyph")
def no_missing_glyphs(doc: Document, std: Standard) -> Iterator[Measure]:
    """Every character has a shape: no .notdef, no U+FFFD, no private character."""
    del std
    for sheet in doc.sheets:
        lost = [char for char in sheet.page.chars if char.missing or _LOST.search(char.text)]
        shown = "、".join(sorted({f"{char.text}(U+{ord(char.text[0]):04X})" if char.text else "?" for char in lost}))
        yield Measure(sheet.number, not lost, shown)


@rule("M13-embed")
def embedded(doc: Document, std: Standard) -> Iterator[Measure]:
    """Every font that prints is embedded."""
    del std
    pages: dict[str, int] = {}
    for sheet in doc.sheets:
        for char in sheet.page.chars:
            if not char.font.embedded:
                pages.setdefault(char.font.name, sheet.number)
    yield from (wrong(page, name) for name, page in pages.items())
    yield fine(1)


@rule("M17")
def searchable(doc: Document, std: Standard) -> Iterator[Measure]:
    """Every character says what it means, so that the document can be searched."""
    del std
    for sheet in doc.sheets:
        mute = Counter(char.font.name for char in sheet.page.chars if not (char.text or char.missing))
        yield Measure(sheet.number, not mute, "，".join(f"{name}：{count} 字" for name, count in mute.items()))
