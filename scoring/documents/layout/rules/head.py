"""版头 of 文件格式 (GB/T 9704-2012, 7.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.documents.layout.colours import is_red
from scoring.documents.layout.judging import Measure, at, blank_below, chars, faces, mm, rows, rule, sizes, wrong
from scoring.documents.layout.lines import Line
from scoring.documents.layout.parts import Document
from scoring.documents.layout.standard import Standard

NUMBER = re.compile(r"[\u4e00-\u9fff]+〔\d{4}〕[1-9]\d*号")
_SERIAL = re.compile(r"\d{6}")
_SECRECY = re.compile(r"(?:绝密|机密|秘密)(?:★?(?:\d+(?:年|个月|天|日)|长期))?")
_NAMES_LEAST = 2
_FILE = "文件"


@rule("H1-text")
def serial_text(doc: Document, std: Standard) -> Iterator[Measure]:
    """份号 has six digits."""
    del std
    if doc.head.serial:
        yield at(doc.head.serial, bool(_SERIAL.fullmatch(doc.head.serial.text)), doc.head.serial.text)


@rule("H1-place")
def serial_place(doc: Document, std: Standard) -> Iterator[Measure]:
    """份号 stands flush left on line 1 of the type area."""
    line = doc.head.serial
    if line and doc.form == "document":
        row = std["top"] + std["char_height"] / 2
        right = std.within("position", line.x0, std["left"]) and abs(line.middle - row) <= std.pitch * std.tolerances["gap"]
        yield at(line, right, f"左 {mm(line.x0)}，上 {mm(line.top)}")


@rule("H2-text")
def secrecy_text(doc: Document, std: Standard) -> Iterator[Measure]:
    """密级 and its term, the term in Arabic numerals."""
    del std
    if doc.head.secrecy:
        yield at(doc.head.secrecy, bool(_SECRECY.fullmatch(doc.head.secrecy.text)), doc.head.secrecy.text)


@rule("H2-face")
def secrecy_face(doc: Document, std: Standard) -> Iterator[Measure]:
    """密级 and 紧急程度 are set in 黑体."""
    yield from faces([line for line in (doc.head.secrecy, doc.head.urgency) if line], "黑体", std)


@rule("H3-place")
def marks_place(doc: Document, std: Standard) -> Iterator[Measure]:
    """份号, 密级, 紧急程度 stand below each other in this order, flush left, line by line."""
    found = [line for line in (doc.head.serial, doc.head.secrecy, doc.head.urgency) if line]
    if doc.form != "document":
        return
    for i, line in enumerate(found[1:], 1):
        steps = (line.middle - found[i - 1].middle) / std.pitch
        right = std.within("position", line.x0, std["left"]) and std.within("gap", steps, 1)
        yield at(line, right, f"左 {mm(line.x0)}，下移 {steps:.1f} 行")
    if len(found) == 1 and found[0] is not doc.head.serial:
        yield at(found[0], std.within("position", found[0].x0, std["left"]), f"左 {mm(found[0].x0)}")


@rule("H3-size")
def marks_size(doc: Document, std: Standard) -> Iterator[Measure]:
    """份号, 密级 and 紧急程度 are of 三号."""
    found = [line for line in (doc.head.serial, doc.head.secrecy, doc.head.urgency) if line]
    yield from sizes(found, std["body_size_least"], std["body_size"], std)


@rule("H4-top")
def mark_top(doc: Document, std: Standard) -> Iterator[Measure]:
    """发文机关标志 begins 35 mm below the upper edge of the type area."""
    if not doc.head.mark:
        yield wrong(1, "")
        return
    line = min(doc.head.mark, key=lambda line: line.top)
    yield at(line, std.within("position", line.top, std["head_top"]), mm(line.top))


@rule("H4-centre")
def mark_centre(doc: Document, std: Standard) -> Iterator[Measure]:
    """发文机关标志 is centred."""
    if doc.head.mark:
        left, right = min(line.x0 for line in doc.head.mark), max(line.x1 for line in doc.head.mark)
        middle = doc.sheets[0].area.centre
        yield at(doc.head.mark[0], std.within("centre", (left + right) / 2, middle), mm((left + right) / 2), mm(middle))


@rule("H4-face")
def mark_face(doc: Document, std: Standard) -> Iterator[Measure]:
    """发文机关标志 is set in 小标宋 (recommended)."""
    yield from faces(doc.head.mark, "小标宋", std)


@rule("H4-red")
def mark_red(doc: Document, std: Standard) -> Iterator[Measure]:
    """All of 发文机关标志 is red."""
    del std
    for line in doc.head.mark:
        other = "".join(char.text for char in line.chars if not is_red(char.rgb))
        yield at(line, not other, other)


@rule("H5")
def joint_mark(doc: Document, std: Standard) -> Iterator[Measure]:
    """Joint issuers: the names below each other, evenly wide, 文件 at their right in the middle of their height."""
    names = [piece for piece in doc.head.pieces if piece.text != _FILE]
    if len(names) < _NAMES_LEAST:
        return
    file = next((piece for piece in doc.head.pieces if piece.text == _FILE), None)
    for line in names[1:]:
        even = std.within("position", line.x0, names[0].x0) and std.within("position", line.x1, names[0].x1)
        yield at(line, even, f"左 {mm(line.x0)}，右 {mm(line.x1)}", f"左 {mm(names[0].x0)}，右 {mm(names[0].x1)}")
    if file:
        yield from _joint_file(file, names, std)


def _joint_file(file: Line, names: list[Line], std: Standard) -> Iterator[Measure]:
    middle = (min(line.top for line in names) + max(line.bottom for line in names)) / 2
    right = file.x0 >= max(line.x1 for line in names) - std.tolerances["position"] and std.within("centre", file.middle, middle)
    yield at(file, right, f"左 {mm(file.x0)}，中线 {mm(file.middle)}", f"名称右侧，中线 {mm(middle)}")


@rule("H6-text")
def number_text(doc: Document, std: Standard) -> Iterator[Measure]:
    """发文字号: code, year in 〔〕, number without leading zeros, 号."""
    del std
    if doc.head.number is None:
        yield wrong(1, "")
    else:
        yield at(doc.head.number, bool(NUMBER.fullmatch(doc.head.number.text)), doc.head.number.text)


@rule("H6-gap")
def number_gap(doc: Document, std: Standard) -> Iterator[Measure]:
    """发文字号 stands two blank lines below 发文机关标志."""
    if doc.head.number and doc.head.mark:
        mark = max(doc.head.mark, key=lambda line: line.bottom)
        blank = (doc.head.number.top - mark.bottom) / (doc.pitch or std.pitch)
        yield at(doc.head.number, std.within("gap", blank, 2), rows(blank))


@rule("H6-centre")
def number_centre(doc: Document, std: Standard) -> Iterator[Measure]:
    """发文字号 is centred, where no 签发人 stands beside it."""
    if doc.head.number and not doc.head.signer:
        middle = doc.sheets[0].area.centre
        yield at(doc.head.number, std.within("centre", doc.head.number.centre, middle), mm(doc.head.number.centre), mm(middle))


@rule("H6-face")
def number_face(doc: Document, std: Standard) -> Iterator[Measure]:
    """发文字号 is set in 仿宋."""
    yield from faces([doc.head.number] if doc.head.number else [], "仿宋", std)


@rule("H6-size")
def number_size(doc: Document, std: Standard) -> Iterator[Measure]:
    """发文字号 is of 三号."""
    yield from sizes([doc.head.number] if doc.head.number else [], std["body_size_least"], std["body_size"], std)


@rule("H7")
def signer(doc: Document, std: Standard) -> Iterator[Measure]:
    """Upward documents: 发文字号 one character in from the left, 签发人 one character in from the right on its line."""
    if not (doc.head.signer and doc.head.number):
        return
    left = (doc.head.number.x0 - std["left"]) / std.char
    right = (std["left"] + std["width"] - doc.head.signer.x1) / std.char
    yield at(doc.head.number, std.within("indent", left, 1), chars(left))
    yield at(doc.head.signer, std.within("indent", right, 1), chars(right))


@rule("H8-gap")
def rule_gap(doc: Document, std: Standard) -> Iterator[Measure]:
    """The red line lies 4 mm below 发文字号."""
    if not doc.head.rules:
        yield wrong(1, "")
    elif doc.head.number:
        below = doc.head.rules[0].top - doc.head.number.bottom
        yield Measure(1, std.within("position", below, std["red_gap"]), mm(below))


@rule("H8-width")
def rule_width(doc: Document, std: Standard) -> Iterator[Measure]:
    """The red line is as wide as the type area and lies in it."""
    for bar in doc.head.rules[:1]:
        edges = std.within("position", bar.x0, std["left"]) and std.within("position", bar.x1, std["left"] + std["width"])
        yield Measure(1, edges, f"{mm(bar.x0)}–{mm(bar.x1)}")


@rule("B1-gap")
def title_gap(doc: Document, std: Standard) -> Iterator[Measure]:
    """The title stands two blank lines below the red line."""
    if doc.head.rules and doc.opening.title:
        title = doc.opening.title[0]
        blank = blank_below(doc.head.rules[0].bottom, title, doc.pitch or std.pitch)
        yield at(title, std.within("gap", blank, 2), rows(blank))
