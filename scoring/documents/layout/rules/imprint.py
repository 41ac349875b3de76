"""版记 (GB/T 9704-2012, 7.4)."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.documents.layout.imprints import Imprint
from scoring.documents.layout.judging import Measure, at, faces, mm, rule, sizes
from scoring.documents.layout.lines import Line
from scoring.documents.layout.parts import Document
from scoring.documents.layout.standard import Standard

_LABEL = len("抄送：")


def _ruled(doc: Document) -> Imprint | None:
    return doc.imprint if doc.imprint and doc.form == "document" else None


@rule("V1")
def last_page(doc: Document, std: Standard) -> Iterator[Measure]:
    """版记 stands on the last page."""
    del std
    if doc.imprint:
        last = len(doc.sheets)
        yield Measure(doc.imprint.page, doc.imprint.page == last, f"第 {doc.imprint.page} 页", f"第 {last} 页")


@rule("V1-width")
def rules_width(doc: Document, std: Standard) -> Iterator[Measure]:
    """The rules of 版记 are as wide as the type area."""
    imprint = _ruled(doc)
    for bar in imprint.rules if imprint else ():
        right = std.within("position", bar.x0, std["left"]) and std.within("position", bar.x1, std["left"] + std["width"])
        yield Measure(doc.imprint.page if doc.imprint else 1, right, f"{mm(bar.x0)}–{mm(bar.x1)}")


@rule("V2")
def rules_thickness(doc: Document, std: Standard) -> Iterator[Measure]:
    """First and last rule thick, those between thin."""
    imprint = _ruled(doc)
    if imprint is None:
        return
    first, last = imprint.lines[0].middle, imprint.lines[-1].middle
    for bar in imprint.rules:
        wanted = std["thin"] if first < bar.middle < last else std["thick"]
        yield Measure(imprint.page, std.within("thickness", bar.height, wanted), f"{bar.height:.2f} mm", f"{wanted:.2f} mm")


@rule("V3-foot")
def last_rule(doc: Document, std: Standard) -> Iterator[Measure]:
    """The last rule lies on the lower edge of the type area."""
    imprint = _ruled(doc)
    if imprint:
        edge = std["top"] + std["height"]
        low = imprint.rules[-1].bottom if imprint.rules else 0.0
        yield Measure(imprint.page, std.within("position", low, edge), mm(low) if imprint.rules else "")


@rule("V3-first")
def first_rule(doc: Document, std: Standard) -> Iterator[Measure]:
    """The first rule lies above the first element, one more between 抄送 and 印发机关, the last below everything."""
    del std
    imprint = _ruled(doc)
    if imprint is None:
        return
    above = sum(bar.middle < imprint.lines[0].middle for bar in imprint.rules)
    below = sum(bar.middle > imprint.lines[-1].middle for bar in imprint.rules)
    upper = (imprint.copies or imprint.sent or imprint.lines)[-1].middle
    between = sum(upper < bar.middle < imprint.lines[-1].middle for bar in imprint.rules)
    wanted = int(bool(imprint.office and (imprint.copies or imprint.sent)))
    yield at(
        imprint.lines[0], (above, between, below) == (1, wanted, 1), f"上 {above}、中 {between}、下 {below}", f"上 1、中 {wanted}、下 1"
    )


@rule("V4-face")
def imprint_face(doc: Document, std: Standard) -> Iterator[Measure]:
    """版记 is set in 仿宋."""
    yield from faces(doc.imprint.lines if doc.imprint else (), "仿宋", std)


@rule("V4-size")
def imprint_size(doc: Document, std: Standard) -> Iterator[Measure]:
    """版记 is of 四号."""
    yield from sizes(doc.imprint.lines if doc.imprint else (), std["small_size"], std["small_size"], std)


def _blocks(doc: Document) -> list[tuple[Line, ...]]:
    return [block for block in (doc.imprint.sent, doc.imprint.copies) if block] if doc.imprint else []


@rule("V4-indent")
def copies_indent(doc: Document, std: Standard) -> Iterator[Measure]:
    """抄送 is one character in from both sides."""
    for block in _blocks(doc):
        left, right = std["left"] + std["small_char"], std["left"] + std["width"] - std["small_char"]
        yield at(block[0], std.within("position", block[0].x0, left), f"左 {mm(block[0].x0)}", f"左 {mm(left)}")
        for line in block:
            yield at(line, line.x1 <= right + std.tolerances["position"], f"右 {mm(line.x1)}", f"右 {mm(right)}")


@rule("V4-turn")
def copies_turn(doc: Document, std: Standard) -> Iterator[Measure]:
    """Turned lines of 抄送 begin below the first name."""
    for block in _blocks(doc):
        wanted = block[0].x0 + _LABEL * std["small_char"]
        for line in block[1:]:
            yield at(line, std.within("position", line.x0, wanted), mm(line.x0), mm(wanted))


@rule("V4-end")
def copies_end(doc: Document, std: Standard) -> Iterator[Measure]:
    """抄送 ends with a full stop."""
    del std
    for block in _blocks(doc):
        yield at(block[-1], block[-1].text.endswith("。"), block[-1].text[-1])


@rule("V5")
def sent_above(doc: Document, std: Standard) -> Iterator[Measure]:
    """主送 moved to 版记 stands above 抄送 without a rule between them."""
    del std
    if doc.imprint and doc.imprint.sent and doc.imprint.copies:
        between = [b for b in doc.imprint.rules if doc.imprint.sent[-1].middle < b.middle < doc.imprint.copies[0].middle]
        yield at(doc.imprint.sent[0], not between, f"{len(between)} 条分隔线")


@rule("V6-place")
def office_place(doc: Document, std: Standard) -> Iterator[Measure]:
    """印发机关 one character in from the left, 印发日期 one character in from the right, on one line."""
    office = doc.imprint.office if doc.imprint else None
    if office and doc.form == "document":
        left, right = std["left"] + std["small_char"], std["left"] + std["width"] - std["small_char"]
        fits = std.within("position", office.x0, left) and std.within("position", office.x1, right)
        yield at(office, fits, f"左 {mm(office.x0)}，右 {mm(office.x1)}", f"左 {mm(left)}，右 {mm(right)}")


@rule("V6-text")
def office_text(doc: Document, std: Standard) -> Iterator[Measure]:
    """印发日期 ends with 印发."""
    del std
    office = doc.imprint.office if doc.imprint else None
    if office and doc.form == "document":
        yield at(office, office.text.endswith("日印发"), office.text[-4:])
