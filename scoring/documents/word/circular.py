"""The circular, and other documents made of its parts, as an editable .docx that says the same as the PDF.

The text is taken from the very HTML that is printed, so the two cannot differ; what the
HTML holds and a .docx cannot carry stops both. Fonts are named by their canonical names:
offices that edit the file own them. The margins are those of the standard, for it is there
that an office looks them up; the PDF's finer grid begins half a leading above them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.documents.official.measures import CHARACTER, LANDSCAPE, PORTRAIT
from scoring.documents.word import head, imprint, signature
from scoring.documents.word.carried import PRINT_ONLY, uncarried
from scoring.documents.word.draft import About, Draft
from scoring.documents.word.htmltables import converted, length
from scoring.documents.word.inline import is_inline, plain, runs
from scoring.documents.word.markup import paragraph, run, tag, twips
from scoring.documents.word.pages import LYING, UPRIGHT
from scoring.documents.word.styles import LINE
from scoring.problems import ProblemsFound

if TYPE_CHECKING:
    from scoring.documents.official.frame import Circular
    from scoring.documents.units.letterview import Letter

NAME = "circular.docx"
_HEADINGS = {"h1": "Title", "h2": "Heading1", "h3": "Heading2", "h4": "Heading3"}
_STYLES = {
    "addressees": "Addressees",
    "serial": "Serial",
    "secrecy": "Urgency",
    "urgency": "Urgency",
    "remark": "Remark",
    "annex-label": "AnnexLabel",
    "annex-title": "AnnexTitle",
    "responsible": "Responsible",
}
_UNDER_TITLE = 14.0  # half a line, pt: with the coarser grid of a .docx as many rows stand on a page as on the printed one
_LABEL = 3  # characters of 附件：
_BETWEEN_TABLES = 10.0  # pt; tables without a paragraph between them would be one


@dataclass
class Writing:
    """A circular being written: the draft, the width of its pages, and where 版记 belongs."""

    draft: Draft
    place: str
    title: str = ""

    @property
    def width(self) -> float:
        """Of the type area, pt."""
        return LANDSCAPE if self.draft.page.wide else PORTRAIT


def circular_docx(circular: Circular | Letter, html: str, place: str = "here", template: Path | None = None, name: str = NAME) -> bytes:
    """The circular, or a notice, as .docx.

    Args:
        circular: The frame of the document, for what the file says of itself.
        html: The printed HTML (:func:`scoring.documents.printing.html.circular_html`).
        place: Where 版记 stands in the PDF: ``here``, ``page`` or ``left``.
        template: The template of the text, for problems to point at.
        name: The file, for problems.

    Returns:
        The file's bytes, the same for the same input. Raises ProblemsFound D062 for what a .docx cannot carry.
    """
    from lxml import html as lxml_html

    body: Any = lxml_html.document_fromstring(html).find("body")
    if problems := uncarried(body, name, template):
        raise ProblemsFound(problems)
    about = About(circular.title, circular.issuer, dt.date.fromisoformat(circular.date_iso), circular.number, circular.keywords)
    writing = Writing(Draft(about, replace(UPRIGHT, first=not head.is_letter(body.find("header")))), place)
    for element in body:
        _block(writing, element)
    writing.draft.end()
    return writing.draft.bytes()


def _block(writing: Writing, element: Any) -> None:
    """One element of the page: by its class, else by its kind, else what is in it."""
    if not isinstance(element.tag, str) or element.tag == "style":
        return
    classes = [*(element.get("class") or "").split(), element.get("id") or ""]
    if act := next((_PARTS[name] for name in classes if name in _PARTS), None):
        act(writing, element)
    elif element.tag == "table":
        _table(writing, element)
    elif element.tag in {"ul", "ol"}:
        _list(writing, element)
    elif element.tag in {"p", *_HEADINGS} or _holds_words(element):
        style = next((_STYLES[name] for name in classes if name in _STYLES), _HEADINGS.get(element.tag, _running(element)))
        writing.draft.add(paragraph(style, runs(element)))
    else:
        for child in element:
            _block(writing, child)


def _table(writing: Writing, element: Any) -> None:
    before = element.getprevious()
    if before is not None and before.tag == "table":
        writing.draft.add(paragraph("Anchor", spacing=tag("spacing", before=twips(_BETWEEN_TABLES), line=twips(1), lineRule="exact")))
    writing.draft.add(converted(element, writing.width, writing.title))


def _running(element: Any) -> str:
    """Text of the body and of annexes is indented; other text, which some office put into its frame, stands at the left."""
    inside = any(parent.tag == "main" or parent.get("class") in {"annex", "annex wide"} for parent in element.iterancestors())
    return "BodyText" if inside else "Normal"


def _holds_words(element: Any) -> bool:
    return bool((element.text or "").strip() or any(is_inline(child) for child in element))


def _list(writing: Writing, element: Any) -> None:
    """Items as paragraphs with the marks that are printed."""
    for i, item in enumerate((child for child in element if child.tag == "li"), 1):
        mark = f"{i}." if element.tag == "ol" else ""
        writing.draft.add(paragraph("BodyText", run(mark) + runs(item)))


def _annex(writing: Writing, element: Any) -> None:
    """An annex on a new page: label on line 1, title on line 3, table, notes."""
    wide = "wide" in (element.get("class") or "").split()
    if wide != writing.draft.page.wide:
        writing.draft.turn(LYING if wide else UPRIGHT)
    first = next(child for child in element if isinstance(child.tag, str))
    for child in element:
        if child is first:
            writing.draft.add(paragraph("AnnexLabel", runs(child), pageBreakBefore=tag("pageBreakBefore")))
        else:
            _block(writing, child)


def _annex_title(writing: Writing, element: Any) -> None:
    writing.title = plain(element).replace("\n", "")
    after = tag("spacing", beforeLines=100, before=twips(LINE), after=twips(_UNDER_TITLE), line=twips(LINE), lineRule="exact")
    writing.draft.add(paragraph("AnnexTitle", runs(element), spacing=after))


def _slip(writing: Writing, element: Any) -> None:
    """A form to be sent back, on a new page: its title on line 1."""
    first = next(child for child in element if isinstance(child.tag, str))
    for child in element:
        if child is first:
            after = tag("spacing", before=0, after=twips(_UNDER_TITLE), line=twips(LINE), lineRule="exact")
            writing.draft.add(paragraph("Title", runs(child), pageBreakBefore=tag("pageBreakBefore"), spacing=after))
        else:
            _block(writing, child)


def _continued(writing: Writing, element: Any) -> None:
    writing.draft.add(paragraph("Continued", runs(element), pageBreakBefore=tag("pageBreakBefore")))


def _note(writing: Writing, element: Any) -> None:
    """Notes under a table, turned lines under the first character."""
    for i, item in enumerate(child for child in element if isinstance(child.tag, str) and child.get("class") not in PRINT_ONLY):
        hang = twips(length(item, "padding-left") or 0)
        above = {"spacing": tag("spacing", before=twips(2), line=twips(16), lineRule="exact")} if i == 0 else {}
        writing.draft.add(paragraph("TableNote", runs(item), ind=tag("ind", left=hang, hanging=hang), **above))


def _annex_note(writing: Writing, element: Any) -> None:
    """附件说明 after a blank line; turned lines align with the first character of the name (7.3.4)."""
    for i, item in enumerate(child for child in element if isinstance(child.tag, str)):
        label, ordinal = item.find(".//*[@class='label']") is not None, item.find(".//*[@class='ordinal']") is not None
        left = 2 + _LABEL + ordinal
        hang = (_LABEL if label else 0) + ordinal
        indent = tag("ind", leftChars=left * 100, left=twips(left * CHARACTER), hangingChars=hang * 100, hanging=twips(hang * CHARACTER))
        above = {"spacing": tag("spacing", beforeLines=100, before=twips(LINE), line=twips(LINE), lineRule="exact")} if i == 0 else {}
        writing.draft.keep()  # no signature stands alone on a page
        writing.draft.add(paragraph("AnnexNote", runs(item), ind=indent, **above))


def _end(writing: Writing, element: Any) -> None:
    imprint.add(writing.draft, element, writing.place)


def _head(writing: Writing, element: Any) -> None:
    head.add(writing.draft, element)


def _signing(writing: Writing, element: Any) -> None:
    writing.draft.keep()
    signature.add(writing.draft, element)


def _title(writing: Writing, element: Any) -> None:
    writing.draft.add(head.title(element))


_PARTS: dict[str, Callable[[Writing, Any], None]] = {
    "head": _head,
    "title": _title,
    "annex": _annex,
    "annex-title": _annex_title,
    "annex-note": _annex_note,
    "continued": _continued,
    "notes": _note,
    "signing": _signing,
    "slip": _slip,
    "end": _end,
}
