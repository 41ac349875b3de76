"""版头 of a .docx (GB/T 9704-2012, 7.2): its parts stand where the page has them, and the title begins on line 11."""

from __future__ import annotations

from typing import Any

from scoring.documents.word.draft import Draft
from scoring.documents.word.htmltables import length
from scoring.documents.word.inline import runs
from scoring.documents.word.markup import paragraph, tag, twips
from scoring.documents.word.pages import MM
from scoring.documents.word.styles import LINE, RED
from scoring.documents.word.stylesheet import size as type_size

_TOP = 35 * MM  # of 发文机关标志, below the top of the type area
_LINES = 10  # of the whole head
_LEADING = 1.1  # an exact line of this height begins where its characters begin: its baseline stands at four fifths
_RULE, _GAP = 2, 8  # the red line, and its distance from the line of the number, which ends below its characters, pt


def add(draft: Draft, element: Any) -> None:
    """The parts above the red line and the line itself."""
    above = 0
    for child in element:
        name = (child.get("class") or "") if isinstance(child.tag, str) else "rule"
        if name == "mark":
            _mark(draft, child, _TOP - above * LINE)
        elif name == "number":
            _number(draft, child)
        elif name != "rule" and not name.startswith("double"):
            above += 1
            draft.add(paragraph(_UPPER.get(name, "Serial"), runs(child)))


_UPPER = {"serial": "Serial", "secrecy": "Urgency", "urgency": "Urgency"}


def _mark(draft: Draft, element: Any, before: float) -> None:
    points = length(element, "font-size") or 33.0
    spacing = tag("spacing", before=twips(before), after=0, line=twips(points * _LEADING), lineRule="exact")
    draft.add(paragraph("Mark", runs(element, type_size(points)), spacing=spacing))


def _number(draft: Draft, element: Any) -> None:
    border = tag("pBdr", tag("bottom", val="single", sz=_RULE * 8, space=_GAP, color=RED))
    draft.add(paragraph("Number", runs(element), pBdr=border))


def title(element: Any) -> str:
    """The title on line 11, whatever the size of the mark."""
    head = element.getparent().find(".//*[@class='mark']")
    mark = 33.0 if head is None else length(head, "font-size") or 33.0
    before = _LINES * LINE - _TOP - mark * _LEADING - 3 * LINE - _GAP - _RULE
    spacing = tag("spacing", before=twips(before), after=0, line=twips(LINE), lineRule="exact")
    return paragraph("Title", runs(element), spacing=spacing)
