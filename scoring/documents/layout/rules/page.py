"""Page, margins, type area, lines and characters (GB/T 9704-2012, 5)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from scoring.documents.layout.judging import Measure, at, chars, fine, mm, quote, rows, rule, wrong
from scoring.documents.layout.lines import Line, most_common
from scoring.documents.layout.parts import Document
from scoring.documents.layout.sheets import Sheet
from scoring.documents.layout.standard import Standard

_HANGING = "，。、；：！？）》〉」』】〕”’"
_WHOLE = re.compile(r"[0-9A-Za-z.,:/%-]+[年月日号条件个万亿%]?")
_MANY = 8  # lines of text that make a page worth measuring
_ALL_HAN = 0x2E80  # full-width characters begin here; the dashes and quotes below it may be half as wide
_NEARLY = 1.2  # mm; a line that ends so near to the edge is full


@rule("P1")
def paper(doc: Document, std: Standard) -> Iterator[Measure]:
    """A4, every page, not turned by the viewer."""
    for sheet in doc.sheets:
        page = sheet.page
        short, long = sorted((page.width, page.height))
        right = std.within("page", short, std["page_width"]) and std.within("page", long, std["page_height"]) and page.rotate == 0
        turned = f"，Rotate {page.rotate}" if page.rotate else ""
        yield Measure(sheet.number, right, f"{page.width:.1f} × {page.height:.1f} mm{turned}")


def _first_top(sheet: Sheet) -> float:
    return min([line.top for line in sheet.lines] + [table.top for table in sheet.tables])


@rule("P2")
def top_margin(doc: Document, std: Standard) -> Iterator[Measure]:
    """The first line of every page of text stands at the top of the type area, up to half the lead between lines."""
    half = max(((doc.pitch or std.pitch) - std["char_height"]) / 2, 0)
    for sheet in _running(doc):
        top = _first_top(sheet)
        edge = sheet.area.top
        yield Measure(sheet.number, edge - std.tolerances["position"] <= top <= edge + half + std.tolerances["position"], mm(top))


def _running(doc: Document) -> list[Sheet]:
    """Pages whose text or table begins at the head: not page 1, not a 版记 alone, not one with a label (A2-place)."""
    own = set(doc.imprint.lines) if doc.imprint else set()
    labelled = {annex.label.page for annex in doc.annexes} | {1}
    return [s for s in doc.sheets if s.number not in labelled and (s.tables or any(line not in own for line in s.lines))]


def _full_pages(doc: Document) -> list[Sheet]:
    return [sheet for sheet in doc.main_sheets if sum(line.page == sheet.number for line in doc.text) >= _MANY]


@rule("P3")
def left_margin(doc: Document, std: Standard) -> Iterator[Measure]:
    """The text begins 28 mm from the left edge."""
    for sheet in _full_pages(doc):
        left = min(line.x0 for line in doc.text if line.page == sheet.number)
        yield Measure(sheet.number, std.within("position", left, std["left"]), mm(left))


@rule("P4")
def type_area(doc: Document, std: Standard) -> Iterator[Measure]:
    """Nothing but page number and 版头 of a letter leaves the type area."""
    off = std.tolerances["position"]
    head = set(doc.head.mark)
    for sheet in doc.sheets:
        area = sheet.area
        for line in (line for line in sheet.lines if line not in head):
            right = _right_edge(line)
            inside = area.left - off <= line.x0 and right <= area.right + off and line.bottom <= area.bottom + off
            if not inside:
                where = f"左 {mm(line.x0)}，右 {mm(right)}，下 {mm(line.bottom)}"
                yield wrong(sheet.number, where, _edges(sheet), quote(line))
        for table in sheet.tables:
            inside = area.left - off <= table.xs[0] and table.xs[-1] <= area.right + off and table.bottom <= area.bottom + off
            yield Measure(sheet.number, inside, f"左 {mm(table.xs[0])}，右 {mm(table.xs[-1])}，下 {mm(table.bottom)}", _edges(sheet))
        if sheet.lines:
            yield fine(sheet.number)


def _edges(sheet: Sheet) -> str:
    return f"左 {mm(sheet.area.left)}，右 {mm(sheet.area.right)}，下 {mm(sheet.area.bottom)}"


def _right_edge(line: Line) -> float:
    """Right edge without a mark that hangs over the edge, as Word allows."""
    inner = [char.x1 for char in line.chars if char.text not in _HANGING]
    return max(inner, default=line.x1)


@rule("P5-right")
def right_margin(doc: Document, std: Standard) -> Iterator[Measure]:
    """The text reaches the right edge of the type area."""
    for sheet in _full_pages(doc):
        right = max(
            min(line.x1, line.x1 if line.chars[-1].text not in _HANGING else std["left"] + std["width"]) for line in _on(doc, sheet)
        )
        yield Measure(sheet.number, std.within("position", right, std["left"] + std["width"]), mm(sheet.page.width - right))


def _on(doc: Document, sheet: Sheet) -> list[Line]:
    return [line for line in doc.text if line.page == sheet.number]


def _followed(doc: Document) -> list[Sheet]:
    """Pages of text that another page of text follows, so that they are full."""
    text = {line.page for line in doc.text}
    return [sheet for sheet in doc.main_sheets if {sheet.number, sheet.number + 1} <= text]


@rule("P5-bottom")
def bottom_margin(doc: Document, std: Standard) -> Iterator[Measure]:
    """Full pages reach the lower edge of the type area; a heading that moves on may leave lines free."""
    pages = _followed(doc)
    if not pages:
        return
    sheet = max(pages, key=lambda sheet: _on(doc, sheet)[-1].bottom)
    low = _on(doc, sheet)[-1].bottom
    half = max(((doc.pitch or std.pitch) - std["char_height"]) / 2, 0)
    edge = std["top"] + std["height"]
    right = edge - half - std.tolerances["position"] <= low <= edge + std.tolerances["position"]
    yield Measure(sheet.number, right, mm(sheet.page.height - low))


@rule("P6-lines")
def lines_of_a_page(doc: Document, std: Standard) -> Iterator[Measure]:
    """22 lines on a full page."""
    pages = [sheet for sheet in _followed(doc) if sheet.number > 1]
    if doc.pitch is None:
        return
    if not pages:
        count = int((std["height"] - std["char_height"]) / doc.pitch + std.tolerances["gap"]) + 1
        yield Measure(1, count == std["lines"], f"{count} 行（按行距 {mm(doc.pitch)} 推算）")
        return
    counts = {sheet: round((_on(doc, sheet)[-1].middle - sheet.lines[0].middle) / doc.pitch) + 1 for sheet in pages}
    sheet = max(counts, key=lambda sheet: counts[sheet])
    yield Measure(sheet.number, counts[sheet] == std["lines"], f"{counts[sheet]} 行")


@rule("P6-chars")
def chars_of_a_line(doc: Document, std: Standard) -> Iterator[Measure]:
    """28 characters in a full line of Chinese; compressed punctuation may make it 27 or 29."""
    edge = std["left"] + std["width"] - _NEARLY
    full = [line for line in doc.text if line.x0 < std["left"] + _NEARLY and line.x1 > edge and all(ord(c) >= _ALL_HAN for c in line.text)]
    if full:
        count = most_common(len(line.text) for line in full)
        line = next(line for line in full if len(line.text) == count)
        yield at(line, std.within("chars", count, std["chars"]), f"{count} 字")


@rule("P6-grid")
def grid(doc: Document, std: Standard) -> Iterator[Measure]:
    """Lines of the text stand on one grid of lines, headings included."""
    if doc.pitch is None:
        return
    for before, line in itertools.pairwise(doc.text):
        tables = doc.sheets[line.page - 1].tables
        if before.page == line.page and not any(before.middle < table.top < line.middle for table in tables):
            steps = (line.middle - before.middle) / doc.pitch
            yield at(line, std.within("grid", steps, round(steps)) and round(steps) >= 1, rows(steps))


@rule("B3-indent")
def indents(doc: Document, std: Standard) -> Iterator[Measure]:
    """A paragraph is indented by two characters, its further lines are not; a line after a short one begins a paragraph."""
    edge = std["left"] + std["width"]
    for i, line in enumerate(doc.text):
        indent = (line.x0 - std["left"]) / std.char
        begins = i == 0 or edge - doc.text[i - 1].x1 - _whole_start(line) > std["heading_blank"] * std.char
        wanted = [std["heading_blank"]] if begins else [0.0, std["heading_blank"]]
        yield at(line, any(std.within("indent", indent, w) for w in wanted), chars(indent))


def _whole_start(line: Line) -> float:
    """Width of the number or Latin word that a line begins with: it went on whole and left the line before short."""
    word = _WHOLE.match(line.text)
    return line.chars[word.end() - 1].x1 - line.x0 if word else 0.0
