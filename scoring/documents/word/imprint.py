"""版记 of a .docx (GB/T 9704-2012, 7.4): a table that floats at the foot of the type area of the last page."""

from __future__ import annotations

import copy
from typing import Any

from scoring.documents.official.measures import PORTRAIT
from scoring.documents.word.draft import Draft
from scoring.documents.word.inline import runs
from scoring.documents.word.markup import paragraph, tag, twips
from scoring.documents.word.pages import UPRIGHT, Page
from scoring.documents.word.tables import MIDDLE, THICK, Cell, Frame, Row, table

_WIDTHS = (PORTRAIT - 161.0, 161.0)  # 印发机关 and 印发日期, pt
_CHARACTER = 14.0
_LABEL = 3  # characters of 抄送：
_HEIGHT = 24.0


def add(draft: Draft, element: Any, place: str) -> None:
    """版记 on the page where the circular ends, on the next, or on the next even page behind an empty one."""
    made = next((child for child in element if "imprint" in (child.get("class") or "").split()), None)
    if made is None:
        return
    _turn(draft, place)
    rows = [_copies(child) for child in made if child.get("class") == "copies"]
    rows += [_office(child) for child in made if child.get("class") == "office"]
    draft.add(table(_WIDTHS, rows, _frame(ruled="plain" not in made.get("class").split())))


def _frame(*, ruled: bool) -> Frame:
    """版记 of a letter has no lines (10.1)."""
    outer, inner = (THICK, MIDDLE) if ruled else (0, 0)
    return Frame(outer, inner, sides=False, foot=True, margin=0.0, caption="版记")


def _turn(draft: Draft, place: str) -> None:
    if place == "left":  # an empty page faces it; both carry no number (7.5)
        draft.turn(Page(numbers="none", start="evenPage"))
    elif draft.page.wide:
        draft.turn(UPRIGHT)
    elif place == "page":
        draft.add(paragraph("Anchor", pageBreakBefore=tag("pageBreakBefore")))
        return
    else:
        return
    draft.add(paragraph("Anchor"))  # a section that began with a floating table would begin nowhere for LibreOffice


def _copies(element: Any) -> Row:
    """抄送 across the whole width; turned lines align after the colon."""
    hang = _LABEL * _CHARACTER
    indent = tag("ind", left=twips(_CHARACTER + hang), right=twips(_CHARACTER), hanging=twips(hang))
    return Row([Cell(paragraph("Imprint", runs(element), ind=indent), columns=2)], _HEIGHT)


def _office(element: Any) -> Row:
    """印发机关 one character in from the left, 印发日期 from the right."""
    day = next((child for child in element if child.get("class") == "day"), None)
    office = copy.deepcopy(element)
    for child in [child for child in office if child.get("class") == "day"]:
        child.drop_tree()
    left = paragraph("Imprint", runs(office), ind=tag("ind", left=twips(_CHARACTER)))
    right = paragraph("Imprint", "" if day is None else runs(day), ind=tag("ind", right=twips(_CHARACTER)), jc=tag("jc", val="right"))
    return Row([Cell(left), Cell(right)], _HEIGHT)
