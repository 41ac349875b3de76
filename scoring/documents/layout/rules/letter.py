"""信函格式 (GB/T 9704-2012, 10.1)."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.documents.layout.judging import Measure, at, blank_below, mm, rows, rule, wrong
from scoring.documents.layout.model import Bar
from scoring.documents.layout.parts import Document
from scoring.documents.layout.standard import Standard

_PAIR = 2.5  # mm; rules that lie so near to each other are a double line
_DOUBLE = 2
_BLANK_LINES = 2


def _upper(doc: Document) -> list[Bar]:
    """The first double line."""
    return _near(doc, min((bar.top for bar in doc.head.rules), default=0.0))


def _lower(doc: Document) -> list[Bar]:
    """The second double line."""
    last = max((bar.bottom for bar in doc.head.rules), default=0.0)
    return [bar for bar in doc.head.rules if last - bar.bottom < _PAIR] if last > doc.sheets[0].page.height / 2 else []


def _near(doc: Document, top: float) -> list[Bar]:
    return [bar for bar in doc.head.rules if bar.top - top < _PAIR and bar.top < doc.sheets[0].page.height / 2]


@rule("L1")
def letter_mark(doc: Document, std: Standard) -> Iterator[Measure]:
    """The mark of a letter begins 30 mm below the edge of the page."""
    if not doc.head.mark:
        yield wrong(1, "")
        return
    top = min(line.top for line in doc.head.mark)
    yield at(doc.head.mark[0], std.within("position", top, std["letter_top"]), mm(top))


@rule("L1-text")
def letter_mark_text(doc: Document, std: Standard) -> Iterator[Measure]:
    """The mark of a letter is the name alone, without 文件."""
    del std
    for line in doc.head.mark:
        yield at(line, not line.text.endswith("文件"), line.text)


@rule("L2")
def first_double_line(doc: Document, std: Standard) -> Iterator[Measure]:
    """The first double line, thick above thin, lies 4 mm below the mark."""
    pair = _upper(doc)
    if len(pair) != _DOUBLE or not doc.head.mark:
        yield wrong(1, f"{len(pair)} 条线" if pair else "")
        return
    below = pair[0].top - max(line.bottom for line in doc.head.mark)
    right = std.within("position", below, std["red_gap"]) and pair[0].height > pair[1].height
    yield Measure(1, right, f"{mm(below)}，上 {pair[0].height:.2f} mm，下 {pair[1].height:.2f} mm")


@rule("L3")
def second_double_line(doc: Document, std: Standard) -> Iterator[Measure]:
    """The second double line, thin above thick, lies 20 mm above the lower edge of the page."""
    pair = _lower(doc)
    if len(pair) != _DOUBLE:
        yield wrong(1, f"{len(pair)} 条线" if pair else "")
        return
    above = min((doc.sheets[0].page.height - edge for edge in (pair[0].top, pair[1].bottom)), key=lambda a: abs(a - std["letter_foot"]))
    right = std.within("position", above, std["letter_foot"]) and pair[0].height < pair[1].height
    yield Measure(1, right, f"{mm(above)}，上 {pair[0].height:.2f} mm，下 {pair[1].height:.2f} mm")


@rule("L4")
def double_lines_width(doc: Document, std: Standard) -> Iterator[Measure]:
    """Both double lines are 170 mm long and centred on the page."""
    for bar in doc.head.rules:
        middle = (bar.x0 + bar.x1) / 2
        right = std.within("position", bar.width, std["letter_line"]) and std.within("centre", middle, std["page_width"] / 2)
        yield Measure(1, right, f"{mm(bar.width)}，中线 {mm(middle)}", f"{mm(std['letter_line'])}，中线 {mm(std['page_width'] / 2)}")


@rule("L5")
def letter_number(doc: Document, std: Standard) -> Iterator[Measure]:
    """发文字号 stands flush right, 7/8 of a 三号 character below the first double line."""
    pair = _upper(doc)
    if doc.head.number and pair:
        below = doc.head.number.top - pair[-1].bottom
        right = std.within("position", doc.head.number.x1, std["left"] + std["width"]) and std.within("position", below, std["letter_gap"])
        yield at(doc.head.number, right, f"右 {mm(doc.head.number.x1)}，线下 {mm(below)}")


@rule("L6")
def letter_marks(doc: Document, std: Standard) -> Iterator[Measure]:
    """份号, 密级, 紧急程度 stand flush left below the first double line, the first of them at the same distance."""
    pair = _upper(doc)
    found = [line for line in (doc.head.serial, doc.head.secrecy, doc.head.urgency) if line]
    for i, line in enumerate(found if pair else ()):
        below = line.top - pair[-1].bottom
        right = std.within("position", line.x0, std["left"]) and (i > 0 or std.within("position", below, std["letter_gap"]))
        yield at(line, right, f"左 {mm(line.x0)}，线下 {mm(below)}")


@rule("L7")
def letter_title(doc: Document, std: Standard) -> Iterator[Measure]:
    """The title stands two lines below the last element of the head."""
    found = [line for line in (doc.head.number, doc.head.serial, doc.head.secrecy, doc.head.urgency) if line]
    if found and doc.opening.title:
        title, last = doc.opening.title[0], max(found, key=lambda line: line.bottom)
        pitch = doc.pitch or std.pitch
        blank = blank_below(last.middle + pitch / 2, title, pitch)
        yield at(title, std.within("gap", blank, _BLANK_LINES), rows(blank))


@rule("L8")
def letter_foot(doc: Document, std: Standard) -> Iterator[Measure]:
    """The last line of page 1 keeps 7/8 of a 三号 character from the second double line."""
    pair, lines = _lower(doc), [line for line in doc.sheets[0].lines if line not in doc.head.lines]
    if pair and lines:
        above = pair[0].top - lines[-1].bottom
        yield at(lines[-1], above >= std["letter_gap"] - std.tolerances["position"], mm(above))


@rule("L9")
def letter_number_of_page_one(doc: Document, std: Standard) -> Iterator[Measure]:
    """Page 1 of a letter carries no number."""
    del std
    folio = doc.sheets[0].folio
    yield Measure(1, folio is None, folio.text if folio else "")


@rule("L10")
def letter_imprint(doc: Document, std: Standard) -> Iterator[Measure]:
    """版记 of a letter has no issuing office, no date and no rules."""
    del std
    if doc.imprint:
        bare = doc.imprint.office is None and not doc.imprint.rules
        yield Measure(
            doc.imprint.page, bare, f"{len(doc.imprint.rules)} 条分隔线，{'有' if doc.imprint.office else '无'}印发机关和印发日期"
        )
