"""The parts of an official document, found on its pages: head, title, text, annex note, signature, annexes, 版记."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from scoring.documents.layout.annexparts import Annex, annexes_of
from scoring.documents.layout.closing import Closing, closing_of
from scoring.documents.layout.head import Head, head_of
from scoring.documents.layout.imprints import Imprint, imprint_of
from scoring.documents.layout.levels import Heading, headings_of
from scoring.documents.layout.lines import Line, most_common
from scoring.documents.layout.model import MM, Page
from scoring.documents.layout.opening import Opening, opening_of
from scoring.documents.layout.sheets import Sheet, sheet_of
from scoring.documents.layout.standard import Standard

Form = Literal["document", "letter", "annex", "plain"]
FORMS: tuple[Form, ...] = get_args(Form)
_LETTER_ABOVE = 50.0  # mm; the mark of 信函格式 stands above, that of 文件格式 below


@dataclass(frozen=True)
class Document:
    """A document in parts.

    Args:
        form: document (文件格式), letter (信函格式), annex (annexes alone), plain (papers without a head).
        sheets: Its pages.
        head: 版头 of page 1.
        opening: Title and addressees.
        text: The lines of the text, from the first after the addressees to the last before annex note or signature.
        closing: Annex note, signature, date, 附注.
        annexes: The annexes.
        imprint: 版记, None where there is none.
    """

    form: Form
    sheets: tuple[Sheet, ...]
    head: Head
    opening: Opening
    text: tuple[Line, ...]
    closing: Closing
    annexes: tuple[Annex, ...]
    imprint: Imprint | None

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the text."""
        return headings_of(self.text)

    @cached_property
    def main_sheets(self) -> tuple[Sheet, ...]:
        """The pages before the first annex and before a 版记 that stands on a page of its own."""
        first = min((annex.label.page for annex in self.annexes), default=len(self.sheets) + 1)
        return tuple(s for s in self.sheets if s.number < first and (s.number == 1 or s.lines or s.tables))

    @cached_property
    def annex_sheets(self) -> tuple[Sheet, ...]:
        """The pages of the annexes."""
        return tuple(sheet for sheet in self.sheets if any(sheet.number in annex.pages for annex in self.annexes))

    @cached_property
    def flow(self) -> tuple[Line, ...]:
        """All lines of title, addressees, text and closing."""
        return (*self.opening.title, *self.opening.addressees, *self.text, *self.closing.lines)

    @cached_property
    def body_size(self) -> float | None:
        """Type size of most of the text in pt, None without text."""
        return most_common(line.size for line in self.text) if self.text else None

    @cached_property
    def pitch(self) -> float | None:
        """Distance between lines of the text that follow each other in mm, None where there are too few."""
        steps = [
            b.middle - a.middle for a, b in itertools.pairwise(self.text) if a.page == b.page and 0 < b.middle - a.middle < _MOST_PITCH
        ]
        return statistics.median(steps) if len(steps) >= _FEW else None


_MOST_PITCH, _FEW = 16.0, 2


def document_of(pages: Sequence[Page], standard: Standard, form: Form | Literal["auto"] = "auto") -> Document:
    """The parts of a document.

    Args:
        pages: Its pages.
        standard: Measures of the standard.
        form: What it is; ``auto`` looks.
    """
    sheets = tuple(sheet_of(page, standard) for page in pages)
    head = head_of(sheets[0])
    chosen: Form = _form(sheets, head) if form == "auto" else form
    imprint = imprint_of(sheets)
    annexes = annexes_of(sheets, imprint)
    first = min((annex.label.page for annex in annexes), default=len(sheets) + 1)
    own = set(imprint.lines) if imprint else set()
    lines = [line for sheet in sheets if sheet.number < first for line in sheet.lines if line not in own]
    below = [line for line in lines if line not in set(head.lines)]
    opening = opening_of(below, head, standard)
    rest = below[opening.count :]
    closing = closing_of(rest, standard)
    return Document(chosen, sheets, head, opening, tuple(rest[: closing.start]), closing, annexes, imprint)


def _form(sheets: Sequence[Sheet], head: Head) -> Form:
    first = next(iter(sheets[0].lines), None)
    if not (head.mark or head.number or head.rules):
        return "annex" if first and first.text.startswith("附件") and len(first.text) <= len("附件00：") else "plain"
    if head.mark and min(line.top for line in head.mark) < _LETTER_ABOVE and (len(head.rules) > 1 or not head.rules):
        return "letter"
    return "document"


def em(size: float) -> float:
    """Width of a full-width character of a type size (pt) in mm."""
    return size * MM
