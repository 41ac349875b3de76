"""版头 of a .docx (GB/T 9704-2012, 7.2 and 10.1): its parts stand where the page has them, and the title on the same line."""

from __future__ import annotations

from typing import Any

from scoring.documents.official.measures import MM, PITCH, PORTRAIT
from scoring.documents.word.draft import Draft
from scoring.documents.word.htmltables import classes, length
from scoring.documents.word.inline import plain, runs
from scoring.documents.word.markup import paragraph, run, tag, twips
from scoring.documents.word.styles import BLACK, LINE, RED
from scoring.documents.word.stylesheet import size as type_size
from scoring.documents.word.tables import Cell, Frame, Row, table

_TOP = 35 * MM  # of 发文机关标志, below the top of the type area
_LEADING = 1.1  # an exact line of this height begins where its characters begin: its baseline stands at four fifths
_TITLE_LEAST = 1.75  # lines between the red line and the title
_RULE, _GAP = 2, 8  # the red line, and its distance from the line of the number, which ends below its characters, pt
_UPPER = {"serial": "Serial", "secrecy": "Urgency", "urgency": "Urgency"}
_LETTER_TOP, _LETTER_FOOT, _DOUBLE, _DOUBLE_WIDTH = 30 * MM, 277 * MM, 3.25, 170 * MM
_LETTER_GAP = 4 * MM  # from the mark to the first double line
_UNDER_DOUBLE = 3.9  # below the frame of the line; the characters of a line begin 9.4 pt below its upper edge: together 7/8 of a character


def add(draft: Draft, element: Any) -> None:
    """The parts above the red line and the line itself."""
    parts = [child for child in element if isinstance(child.tag, str)]
    left = [child for child in parts if child.get("class") in _UPPER]
    mark, number = _part(parts, "mark"), _part(parts, "number")
    if is_letter(element):
        _letter(draft, mark, number, left, BLACK if "black" in classes(element) else RED)
        return
    draft.add(*(paragraph(_UPPER[child.get("class")], runs(child)) for child in left))
    if mark is not None:
        draft.add(*_mark(mark, _TOP - len(left) * LINE))
    if number is not None:
        border = tag("pBdr", tag("bottom", val="single", sz=_RULE * 8, space=_GAP, color=RED))
        draft.add(paragraph("Number", runs(number), pBdr=border))


def is_letter(element: Any) -> bool:
    """Whether a head, if there is one, is that of 信函格式."""
    return element is not None and "letter" in classes(element)


def _part(parts: list[Any], name: str) -> Any:
    return next((child for child in parts if name in classes(child)), None)


def _mark(element: Any, before: float) -> list[str]:
    """The red name, or several names beside 文件."""
    names, word = _names(element)
    points = length(element, "font-size") or 33.0
    if len(names) == 1 and word is None:
        return [_red(runs(names[0], type_size(points)), points, before)]
    above = tag("spacing", before=twips(before - 1), line=twips(1), lineRule="exact")
    return [paragraph("Anchor", spacing=above), _several(names, word, points)]


def _names(element: Any) -> tuple[list[Any], Any]:
    names = element.find("div[@class='names']")
    return ([element] if names is None else list(names)), element.find("div[@class='word']")


def _red(content: str, points: float, before: float, side: str = "center") -> str:
    spacing = tag("spacing", before=twips(before), after=0, line=twips(points * _LEADING), lineRule="exact")
    return paragraph("Mark", content, spacing=spacing, jc=tag("jc", val=side))


def _several(names: list[Any], word: Any, points: float) -> str:
    """The names below each other, spread to the width of the widest, and 文件 beside their middle (7.2.4)."""
    rows = [_red(runs(name, type_size(points)), points, (length(name, "margin-top") or 0.0), "distribute") for name in names]
    width = max(len(plain(name)) for name in names) * (points + 0.5) + 1  # sizes are half points
    cells, widths = [Cell("".join(rows))], [width]
    if word is not None:
        size = length(word, "font-size") or points
        cells.append(Cell(_red(runs(word, type_size(size)), size, 0.0, "right")))
        widths.append((len(plain(word)) + 0.4) * size + 1)
    return table(widths, [Row(cells)], Frame(0, 0, centred=True, margin=0.0, caption="发文机关标志"))


def _letter(draft: Draft, mark: Any, number: Any, left: list[Any], color: str) -> None:
    """信函格式: the mark 30 mm below the page's edge over a double line, a second one above the foot, the number at the right."""
    points = length(mark, "font-size") or 33.0
    # The first of the two names is the line next to the text: of a line above a paragraph, the lower one.
    double = tag("pBdr", tag("top", val="thinThickSmallGap", sz=12, space=0, color=color))
    frame = _frame(_LETTER_TOP, height=0.0, wrap="notBeside")
    spacing = tag("spacing", before=0, after=0, line=twips(points * _LEADING), lineRule="exact")
    look = type_size(points) | ({"color": tag("color", val=color)} if color != RED else {})
    draft.add(paragraph("Mark", runs(mark, look), framePr=frame, spacing=spacing))
    draft.add(paragraph("Anchor", framePr=_frame(_LETTER_TOP + points + _LETTER_GAP, height=4.0, wrap="notBeside"), pBdr=double))
    foot = tag("pBdr", tag("top", val="thickThinSmallGap", sz=12, space=0, color=color))
    draft.add(paragraph("Anchor", framePr=_frame(_LETTER_FOOT - _DOUBLE, height=4.0), pBdr=foot))
    first = runs(left[0]) if left else ""
    tabs = tag("tabs", tag("tab", val="right", pos=twips(PORTRAIT)))
    below = tag("spacing", before=twips(_UNDER_DOUBLE), line=twips(LINE), lineRule="exact")
    words = first + run("\t") + ("" if number is None else runs(number))
    style = _UPPER[left[0].get("class")] if left else "Serial"
    draft.add(paragraph(style, words, tabs=tabs, spacing=below, snapToGrid=tag("snapToGrid", val=0)))
    draft.add(*(paragraph(_UPPER[child.get("class")], runs(child)) for child in left[1:]))


def _frame(top: float, *, height: float, wrap: str = "around") -> str:
    """A place on the page, as wide as the double lines, as high as its content where ``height`` is 0."""
    exact = {"h": twips(height), "hRule": "exact"} if height else {}
    left = round((210 * MM - _DOUBLE_WIDTH) / 2 * 20)
    return tag("framePr", w=twips(_DOUBLE_WIDTH), **exact, wrap=wrap, vAnchor="page", hAnchor="page", x=left, y=twips(top))


def title(element: Any) -> str:
    """The title on the line where the page has it, whatever the size of the mark; two lines below the last part of a letter."""
    head = element.getparent().find("header")
    before = 2 * LINE if head is None or is_letter(head) else _rest(head)
    spacing = tag("spacing", before=twips(before), after=0, line=twips(LINE), lineRule="exact")
    return paragraph("Title", runs(element), spacing=spacing)


def _rest(head: Any) -> float:
    """What is left of the lines of the head below the red line, pt."""
    mark = head.find("div[@class]")
    points = length(mark, "font-size") or 33.0
    names, _ = _names(mark)
    high = sum(points * _LEADING + (length(name, "margin-top") or 0.0) for name in names)
    lines = round((length(head, "height") or 10 * PITCH) / PITCH)
    return max(lines * LINE - _TOP - high - 3 * LINE - _GAP - _RULE, _TITLE_LEAST * LINE)
