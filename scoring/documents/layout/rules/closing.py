"""Annex note, signature, seal, date, 附注 (GB/T 9704-2012, 7.3.4 to 7.3.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.documents.layout.judging import Measure, at, chars, fine, gap, mm, rows, rule, wrong
from scoring.documents.layout.lines import Line
from scoring.documents.layout.model import Picture
from scoring.documents.layout.parts import Document
from scoring.documents.layout.standard import Standard

_DATE = re.compile(r"[12]\d{3}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日")
_NUMBERED = re.compile(r"(?:附件：)?\d{1,2}\.")
_PRINTED = re.compile(r"[\d〇○零一二三四五六七八九十]+年.{1,3}月.{1,3}日(?=印发)")
_MARKS = "，。、；：！？,.;:!?"
_SEAL_INDENT, _PLAIN_INDENT = 4, 2  # characters right of the date with a seal, right of the name without


@rule("B5-gap")
def note_gap(doc: Document, std: Standard) -> Iterator[Measure]:
    """附件说明 stands one blank line below the text."""
    if doc.closing.note and doc.text:
        yield from gap(doc.text[-1], doc.closing.note[0], 1, std, doc.pitch)


@rule("B5-indent")
def note_indent(doc: Document, std: Standard) -> Iterator[Measure]:
    """附件说明 is indented by two characters."""
    if doc.closing.note:
        line = doc.closing.note[0]
        indent = (line.x0 - std["left"]) / std.char
        yield at(line, std.within("indent", indent, std["heading_blank"]), chars(indent))


@rule("B5-number")
def note_numbers(doc: Document, std: Standard) -> Iterator[Measure]:
    """附件： with a full-width colon; several annexes are numbered 1. 2. in Arabic, a single one is not."""
    del std
    if doc.closing.note:
        line = doc.closing.note[0]
        several = len(doc.annexes) > 1
        right = line.text.startswith("附件：") and bool(_NUMBERED.match(line.text)) == several
        yield at(line, right, line.text[:5], "附件：1." if several else "附件：")


@rule("B5-marks")
def note_marks(doc: Document, std: Standard) -> Iterator[Measure]:
    """No punctuation after the name of an annex."""
    del std
    for item in doc.closing.items:
        yield Measure(doc.closing.note[0].page, item[-1:] not in _MARKS, item[-1:], "", item[-12:])


@rule("B5-turn")
def note_turns(doc: Document, std: Standard) -> Iterator[Measure]:
    """Turned lines of the annex note begin below the first character of the name; further numbers below the first number."""
    if not doc.closing.note:
        return
    first = doc.closing.note[0]
    start = _name_start(first)
    for line in doc.closing.note[1:]:
        numbered = bool(_NUMBERED.match(line.text))
        wanted = first.chars[len("附件：")].x0 if numbered else start
        off = abs(line.x0 - wanted) / std.char
        yield at(line, off <= std.tolerances["wide_indent"], mm(line.x0), mm(wanted))


def _name_start(line: Line) -> float:
    """Where the first name begins: after 附件： and its number."""
    match = _NUMBERED.match(line.text)
    place = match.end() if match else len("附件：")
    return line.chars[min(place, len(line.chars) - 1)].x0


def _pictures(doc: Document) -> list[Picture]:
    """Pictures by the signature: between text or annex note and date; seals of joint issuers stand in rows."""
    date = doc.closing.date
    if date is None:
        return []
    above = [line.bottom for line in (*doc.text, *doc.closing.note) if line.page == date.page]
    start = max(above, default=0.0)
    return [p for p in doc.sheets[date.page - 1].page.pictures if (p.top + p.bottom) / 2 > start and p.top < date.bottom]


def _covers(picture: Picture, line: Line) -> bool:
    return picture.x0 < line.x1 and picture.x1 > line.x0 and picture.top < line.middle < picture.bottom


@rule("B6-place")
def signature_place(doc: Document, std: Standard) -> Iterator[Measure]:
    """Date and name stand in one of the three ways: for a seal, without one, with a signature stamp."""
    date = doc.closing.date
    if date is None:
        return
    right = std["left"] + std["width"]
    indent = (right - date.x1) / std.char
    way = next((name for name, fits in _WAYS.items() if fits(doc, std, indent)), "")
    shown = f"成文日期右空 {chars(indent)}" + (f"，署名中线 {mm(doc.closing.issuer[-1].centre)}" if doc.closing.issuer else "")
    yield at(date, bool(way), f"{shown}（{way}）" if way else shown)


def _for_seal(doc: Document, std: Standard, indent: float) -> bool:
    """The date four characters in, the name centred above it; several names are spread, a long one moves the date."""
    names, date = doc.closing.issuer, doc.closing.date
    if not names or date is None:
        return std.within("wide_indent", indent, _SEAL_INDENT)
    alone = len(names) == 1 and len(names[0].pieces) == 1
    centred = not alone or abs(names[0].centre - date.centre) <= std.char * std.tolerances["wide_indent"]
    long = alone and std.within("position", names[0].x1, std["left"] + std["width"]) and indent > _SEAL_INDENT
    return centred and (long or std.within("wide_indent", indent, _SEAL_INDENT))


def _without_seal(doc: Document, std: Standard, indent: float) -> bool:
    """The name two characters in, the date beginning two characters right of it; a date that is longer is two characters in itself."""
    names, date = doc.closing.issuer, doc.closing.date
    if not names or date is None:
        return False
    step = (date.x0 - names[-1].x0) / std.char
    inset = (std["left"] + std["width"] - names[-1].x1) / std.char
    if not std.within("wide_indent", step, _PLAIN_INDENT):
        return False
    return std.within("wide_indent", inset, _PLAIN_INDENT) or std.within("wide_indent", indent, _PLAIN_INDENT)


def _for_stamp(doc: Document, std: Standard, indent: float) -> bool:
    return bool(_pictures(doc)) and std.within("wide_indent", indent, _SEAL_INDENT)


_WAYS = {"加盖印章": _for_seal, "不加盖印章": _without_seal, "加盖签名章": _for_stamp}


@rule("B6-seal")
def seal(doc: Document, std: Standard) -> Iterator[Measure]:
    """A seal covers name and date, both in its lower part; its upper edge is within one line of the text above."""
    del std
    date, names = doc.closing.date, doc.closing.issuer
    if date is None:
        return
    for picture in (p for p in _pictures(doc) if _covers(p, date)):
        middle = (picture.top + picture.bottom) / 2
        covered = all(_covers(picture, line) or len(names) > 1 for line in names[-1:]) and (not names or names[-1].bottom > middle)
        yield at(date, covered, f"印章 {mm(picture.top)}–{mm(picture.bottom)}，署名 {mm(names[-1].middle if names else 0)}")


@rule("B6-near")
def seal_near(doc: Document, std: Standard) -> Iterator[Measure]:
    """The upper edge of a seal is within one line of the text or of the annex note."""
    date = doc.closing.date
    above = [line for line in (*doc.text, *doc.closing.note) if date and line.page == date.page]
    pictures = _pictures(doc)
    if date and above and any(_covers(picture, date) for picture in pictures):
        blank = (min(picture.top for picture in pictures) - above[-1].bottom) / (doc.pitch or std.pitch)
        yield at(date, blank <= 1 + std.tolerances["gap"], rows(blank))


@rule("B7-gap")
def signature_gap(doc: Document, std: Standard) -> Iterator[Measure]:
    """The signature leaves a blank line below the text, more where a seal has to have room."""
    names, date = doc.closing.issuer, doc.closing.date
    lead = names[0] if names else date
    above = [line for line in (*doc.text, *doc.closing.note) if lead and line.page == lead.page]
    if lead and above:
        blank = (lead.middle - above[-1].middle) / (doc.pitch or std.pitch) - 1
        yield at(lead, blank >= 1 - std.tolerances["gap"], rows(blank))


@rule("B8-place")
def stamp_place(doc: Document, std: Standard) -> Iterator[Measure]:
    """A signature stamp is four characters in from the right, the signer's title two characters to its left."""
    date = doc.closing.date
    pictures = _pictures(doc)
    for picture in pictures if date and not any(_covers(p, date) for p in pictures) else ():
        inset = (std["left"] + std["width"] - picture.x1) / std.char
        beside = [line for line in doc.closing.lines if line.x1 <= picture.x0 and picture.top < line.middle < picture.bottom]
        step = (picture.x0 - beside[-1].x1) / std.char if beside else 0.0
        right = std.within("wide_indent", inset, _SEAL_INDENT) and std.within("wide_indent", step, _PLAIN_INDENT)
        if date:
            yield at(date, right, f"签名章右空 {chars(inset)}，职务距签名章 {chars(step)}")


@rule("B9")
def date_text(doc: Document, std: Standard) -> Iterator[Measure]:
    """成文日期 and 印发日期 in Arabic numerals, year in full, months and days without leading zeros."""
    del std
    if doc.closing.date is None:
        yield wrong(len(doc.main_sheets) or 1, "")
    else:
        yield at(doc.closing.date, bool(_DATE.fullmatch(doc.closing.date.text)), doc.closing.date.text)
    office = doc.imprint.office if doc.imprint else None
    for piece in office.pieces if office else ():
        if found := _PRINTED.search(piece.text):
            yield at(piece, bool(_DATE.fullmatch(found[0])), found[0])


@rule("B10")
def no_empty_page_note(doc: Document, std: Standard) -> Iterator[Measure]:
    """No page says that it has no text."""
    del std
    lines = [line for sheet in doc.sheets for line in sheet.lines if "此页无正文" in line.text]
    yield from (wrong(line.page, line.text) for line in lines)
    yield fine(1)


@rule("B11")
def remark(doc: Document, std: Standard) -> Iterator[Measure]:
    """附注 in round brackets, indented by two characters, on the line after the date."""
    if doc.closing.remark and doc.closing.date:
        first, last = doc.closing.remark[0], doc.closing.remark[-1]
        indent = (first.x0 - std["left"]) / std.char
        words = first.text.startswith("（") and last.text.endswith("）")
        steps = (first.middle - doc.closing.date.middle) / (doc.pitch or std.pitch)
        right = words and std.within("indent", indent, std["heading_blank"]) and std.within("gap", steps, 1)
        yield at(first, right, f"左空 {chars(indent)}，日期下 {steps:.1f} 行")
