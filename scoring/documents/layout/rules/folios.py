"""Page numbers (GB/T 9704-2012, 7.5)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from scoring.documents.layout.judging import Measure, at, faces, mm, rule, sizes
from scoring.documents.layout.parts import Document
from scoring.documents.layout.sheets import Sheet
from scoring.documents.layout.standard import Standard

_TEXT = re.compile(r"—[1-9]\d*—")


def _unnumbered(doc: Document) -> set[int]:
    """Pages without a number: empty ones, a 版记 that follows one, page 1 of a letter."""
    blank = {sheet.number for sheet in doc.sheets if sheet.is_blank}
    after = {doc.imprint.page} if doc.imprint and doc.imprint.page - 1 in blank else set()
    return blank | after | ({1} if doc.form == "letter" else set())


def _numbered(doc: Document) -> list[Sheet]:
    return [sheet for sheet in doc.sheets if sheet.number not in _unnumbered(doc)]


def _upright(doc: Document) -> list[Sheet]:
    return [sheet for sheet in _numbered(doc) if sheet.folio and not sheet.page.is_wide]


@rule("V7-text")
def folio_text(doc: Document, std: Standard) -> Iterator[Measure]:
    """Every page carries its number between two dashes."""
    del std
    for sheet in _numbered(doc):
        words = sheet.folio.text if sheet.folio else ""
        number = sheet.printed or sheet.number
        yield Measure(sheet.number, bool(_TEXT.fullmatch(words)), words, f"— {number} —")


@rule("V7-face")
def folio_face(doc: Document, std: Standard) -> Iterator[Measure]:
    """Page numbers are set in 宋体."""
    yield from faces((sheet.folio for sheet in _numbered(doc) if sheet.folio), "宋体", std)


@rule("V7-size")
def folio_size(doc: Document, std: Standard) -> Iterator[Measure]:
    """Page numbers are of 四号."""
    yield from sizes((sheet.folio for sheet in _numbered(doc) if sheet.folio), std["small_size"], std["small_size"], std)


@rule("V7-place")
def folio_place(doc: Document, std: Standard) -> Iterator[Measure]:
    """The dashes lie 7 mm below the lower edge of the type area."""
    for sheet in _upright(doc):
        if sheet.folio:
            below = sheet.folio.middle - sheet.area.bottom
            yield at(sheet.folio, std.within("position", below, std["folio_gap"]), mm(below))


@rule("V7-run")
def folio_run(doc: Document, std: Standard) -> Iterator[Measure]:
    """Page numbers of the text run on without a gap."""
    del std
    own = {sheet.number for sheet in doc.annex_sheets} if doc.form != "annex" else set()
    sheets = [sheet for sheet in _numbered(doc) if sheet.printed is not None]
    for before, sheet in itertools.pairwise(sheets):
        if sheet.number not in own:
            wanted = (before.printed or 0) + sheet.number - before.number
            yield Measure(sheet.number, sheet.printed == wanted, str(sheet.printed), str(wanted))


@rule("V8")
def folio_side(doc: Document, std: Standard) -> Iterator[Measure]:
    """Odd numbers stand one character in from the right, even ones one character in from the left."""
    for sheet in _upright(doc):
        if sheet.folio:
            odd = (sheet.printed or sheet.number) % 2 == 1
            edge = sheet.folio.x1 if odd else sheet.folio.x0
            wanted = sheet.area.right - std["small_char"] if odd else sheet.area.left + std["small_char"]
            side = "右" if odd else "左"
            yield at(sheet.folio, std.within("position", edge, wanted), f"{side} {mm(edge)}", f"{side} {mm(wanted)}")


@rule("V9")
def folio_blank(doc: Document, std: Standard) -> Iterator[Measure]:
    """Empty pages before 版记, and the page of 版记 after them, carry no number."""
    del std
    first = {1} if doc.form == "letter" else set()
    for number in sorted(_unnumbered(doc) - first):
        folio = doc.sheets[number - 1].folio
        yield Measure(number, folio is None, folio.text if folio else "")
