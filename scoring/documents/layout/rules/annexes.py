"""Annexes and their tables (GB/T 9704-2012, 7.3.7 and 8)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from scoring.documents.layout.grids import Table
from scoring.documents.layout.judging import Measure, at, faces, mm, rule, sizes
from scoring.documents.layout.parts import Document
from scoring.documents.layout.sheets import Sheet
from scoring.documents.layout.standard import Standard

_NUMBER = re.compile(r"[-−]?\d+(?:\.\d+)?%?")
_MARKS = "。；，、"  # after a name they are B5-marks' business
_MOSTLY = 0.8  # share of a column's filled cells that are numbers in a column of numbers
_LABEL_ROW, _TITLE_ROW = 1, 3
_UPWARD = 90
_MANY_TURNED = 20


@rule("A1")
def new_page(doc: Document, std: Standard) -> Iterator[Measure]:
    """An annex begins on a new page, before 版记."""
    del std
    for annex in doc.annexes:
        before = doc.imprint is None or annex.label.page <= doc.imprint.page
        yield at(annex.label, annex.is_first and before, f"第 {_row(doc, annex.label.page, annex.label.top)} 行")


def _row(doc: Document, page: int, top: float) -> int:
    sheet = doc.sheets[page - 1]
    return sum(line.top <= top for line in sheet.lines)


@rule("A2-face")
def label_face(doc: Document, std: Standard) -> Iterator[Measure]:
    """附件 and its number are set in 黑体."""
    yield from faces((annex.label for annex in doc.annexes), "黑体", std)


@rule("A2-size")
def label_size(doc: Document, std: Standard) -> Iterator[Measure]:
    """附件 and its number are of 三号."""
    yield from sizes((annex.label for annex in doc.annexes), std["body_size_least"], std["body_size"], std)


@rule("A2-place")
def label_place(doc: Document, std: Standard) -> Iterator[Measure]:
    """附件 and its number stand flush left on line 1 of the type area."""
    for annex in doc.annexes:
        area, line = doc.sheets[annex.label.page - 1].area, annex.label
        steps = 1 + (line.middle - area.top - std["char_height"] / 2) / std.pitch
        right = std.within("position", line.x0, area.left) and std.within("gap", steps, _LABEL_ROW)
        yield at(line, right or not annex.is_first, f"左 {mm(line.x0)}，第 {steps:.1f} 行", f"左 {mm(area.left)}，第 1 行")


@rule("A3-place")
def annex_title_place(doc: Document, std: Standard) -> Iterator[Measure]:
    """The title of an annex stands on line 3 of the type area."""
    for annex in doc.annexes:
        if annex.title and annex.is_first:
            area = doc.sheets[annex.label.page - 1].area
            steps = 1 + (annex.title[0].middle - area.top - std["char_height"] / 2) / std.pitch
            yield at(annex.title[0], std.within("gap", steps, _TITLE_ROW), f"第 {steps:.1f} 行")


@rule("A3-centre")
def annex_title_centre(doc: Document, std: Standard) -> Iterator[Measure]:
    """The title of an annex is centred."""
    for annex in doc.annexes:
        for line in annex.title:
            middle = doc.sheets[line.page - 1].area.centre
            yield at(line, std.within("centre", line.centre, middle), mm(line.centre), mm(middle))


@rule("A3-title")
def annex_titles(doc: Document, std: Standard) -> Iterator[Measure]:
    """Numbers and titles of the annexes are those of the annex note."""
    del std
    items = doc.closing.items
    if doc.form == "annex" or not (items or doc.annexes):
        return
    made = [(annex.number, "".join(line.text for line in annex.title)) for annex in doc.annexes]
    wanted = [(str(i) if len(items) > 1 else "", item.rstrip(_MARKS)) for i, item in enumerate(items, 1)]
    for i, (found, expected) in enumerate(itertools.zip_longest(made, wanted)):
        page = doc.annexes[i].label.page if i < len(doc.annexes) else doc.closing.note[0].page
        yield Measure(page, found == expected, _titled(found), _titled(expected))


def _titled(pair: tuple[str, str] | None) -> str:
    return f"附件{pair[0]} {pair[1]}".replace("附件 ", "附件：") if pair else ""


@rule("A5")
def annex_numbers(doc: Document, std: Standard) -> Iterator[Measure]:
    """Page numbers of the annexes run on from the text."""
    del std
    sheets = {sheet.number: sheet for sheet in doc.sheets}
    for sheet in doc.annex_sheets:
        before = sheets.get(sheet.number - 1)
        if sheet.printed is not None and before and before.printed is not None:
            yield Measure(sheet.number, sheet.printed == before.printed + 1, str(sheet.printed), str(before.printed + 1))


@rule("A6-number")
def wide_number(doc: Document, std: Standard) -> Iterator[Measure]:
    """The page number of a page that lies down stands where upright pages have it: turned, at the left edge."""
    for sheet in doc.sheets:
        if sheet.page.is_wide and sheet.folio:
            middle, inset = sheet.area.left - std["folio_gap"], std["left"] + std["small_char"]
            odd = (sheet.printed or sheet.number) % 2 == 1
            edge = sheet.folio.bottom if odd else sheet.folio.top
            wanted = sheet.page.height - std["page_width"] + std["left"] + std["width"] - std["small_char"] if odd else inset
            turned = all(char.turn for char in sheet.folio.chars)
            right = turned and std.within("position", sheet.folio.centre, middle) and std.within("position", edge, wanted)
            way = "" if turned else "，未随页面旋转"
            yield at(sheet.folio, right, f"左 {mm(sheet.folio.centre)}，{mm(edge)}{way}", f"左 {mm(middle)}，{mm(wanted)}")


@rule("A6-turn")
def turned_head(doc: Document, std: Standard) -> Iterator[Measure]:
    """A table that is turned on an upright page has its head at the left."""
    del std
    for sheet in doc.sheets:
        if not sheet.page.is_wide and len(sheet.turned) > _MANY_TURNED:
            yield Measure(sheet.number, sheet.turned[0].turn == _UPWARD, f"{sheet.turned[0].turn}°", f"{_UPWARD}°")


def _joined(doc: Document) -> Iterator[tuple[Table, Table, Sheet]]:
    """Tables that run on to the next page: (end of one page, head of the next, that page)."""
    for before, sheet in itertools.pairwise(doc.sheets):
        starts = any(annex.label.page == sheet.number for annex in doc.annexes)
        if before.tables and sheet.tables and not starts:
            one, other = before.tables[-1], sheet.tables[0]
            top = min((line.top for line in sheet.lines), default=sheet.page.height)
            if len(one.xs) == len(other.xs) and other.top < top and not _below(before, one):
                yield one, other, sheet


def _below(sheet: Sheet, table: Table) -> bool:
    return any(line.top > table.bottom for line in sheet.lines)


@rule("A7-head")
def repeated_head(doc: Document, std: Standard) -> Iterator[Measure]:
    """A table that runs on repeats its head on every page."""
    del std
    for one, other, sheet in _joined(doc):
        shown = "、".join(cell for cell in other.texts[0] if cell)
        yield Measure(sheet.number, one.texts[0] == other.texts[0], shown[:30], "、".join(cell for cell in one.texts[0] if cell)[:30])


@rule("A7-rows")
def whole_rows(doc: Document, std: Standard) -> Iterator[Measure]:
    """No row of a table is split over two pages."""
    del std
    for one, other, sheet in _joined(doc):
        skip = 1 if one.texts[0] == other.texts[0] else 0
        if len(other.texts) > skip and len(one.texts) > 1:
            first, last = other.texts[skip], one.texts[-1]
            split = not first[0] and bool(last[0]) and any(first) and not _is_heading(other, skip, sheet)
            yield Measure(sheet.number, not split, "、".join(cell for cell in first if cell)[:30])


def _is_heading(table: Table, row: int, sheet: Sheet) -> bool:
    """Whether a row is one cell over the whole width: the name of a group."""
    middle = (table.ys[row] + table.ys[row + 1]) / 2
    inner = (bar for bar in sheet.page.bars if bar.is_vertical and bar.top < middle < bar.bottom)
    return not any(table.xs[0] + 1 < bar.x0 < table.xs[-1] - 1 for bar in inner)


def _columns(doc: Document) -> Iterator[tuple[Table, int, list[int]]]:
    """Columns of numbers: (table, column, rows with a number)."""
    for sheet in doc.sheets:
        for table in sheet.tables:
            for column in range(len(table.xs) - 1):
                filled = [row for row in range(1, len(table.texts)) if table.texts[row][column]]
                numbers = [row for row in filled if _NUMBER.fullmatch(table.texts[row][column])]
                if len(numbers) > 1 and len(numbers) >= _MOSTLY * len(filled):
                    yield table, column, numbers


@rule("A7-align")
def aligned_numbers(doc: Document, std: Standard) -> Iterator[Measure]:
    """Numbers of a column end at one line, or are all centred."""
    for table, column, found in _columns(doc):
        lines = [table.cells[row][column][-1] for row in found]
        off = min(_spread([line.x1 for line in lines]), _spread([line.centre for line in lines]))
        words = table.texts[0][column]
        yield Measure(table.page, off <= std.tolerances["column"], mm(off), "", words)


def _spread(values: Sequence[float]) -> float:
    return max(values) - min(values)


@rule("A7-decimals")
def same_decimals(doc: Document, std: Standard) -> Iterator[Measure]:
    """Numbers of a column have the same decimals."""
    del std
    for table, column, found in _columns(doc):
        places = sorted({len(table.texts[row][column].rstrip("%").partition(".")[2]) for row in found})
        yield Measure(table.page, len(places) == 1, "、".join(f"{n} 位" for n in places), "", table.texts[0][column])
