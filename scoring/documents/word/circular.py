"""The circular as an editable .docx that says the same as the PDF.

The text is taken from the very HTML that is printed, so the two cannot differ.
Fonts are named by their canonical names: offices that edit the file own them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scoring.documents.official.frame import Circular
from scoring.documents.printing.html import JOINER
from scoring.documents.word import parts, styles
from scoring.documents.word.package import packed

if TYPE_CHECKING:
    from docx.document import Document

_LEVELS = {"h2": "Heading 1", "h3": "Heading 2", "h4": "Heading 3"}


def circular_docx(circular: Circular, html: str, imprint: str = "here") -> bytes:
    """The circular as .docx.

    Args:
        circular: The frame of the circular.
        html: The printed HTML (:func:`scoring.documents.printing.html.circular_html`); its ``main`` holds the text.
        imprint: Where 版记 stands in the PDF: ``here``, ``page`` or ``left``.

    Returns:
        The file's bytes, the same for the same input.
    """
    import docx

    document = docx.Document()
    styles.set_page(document.sections[0])
    styles.set_styles(document)
    _head(document, circular)
    _text(document, html)
    _annex_note(document, circular)
    _signature(document, circular)
    for annex in circular.annexes:
        parts.annex(document, annex)
    if circular.imprint:
        parts.imprint(document, circular.imprint, new_page=imprint != "here")
    _properties(document, circular)
    return packed(document)


def _head(document: Document, circular: Circular) -> None:
    """版头, title and addressees; the body's frame of the first page."""
    styles.paragraph(document, circular.head, "红头", size=float(circular.head_size))
    for _ in range(2):
        styles.paragraph(document, "", "Normal")
    styles.paragraph(document, circular.number, "发文字号")
    for _ in range(2):
        styles.paragraph(document, "", "Normal")
    styles.lines(document, circular.title_lines, "Title")
    styles.paragraph(document, "", "Normal")
    styles.paragraph(document, circular.addressees, "Normal")


def _text(document: Document, html: str) -> None:
    """The body's paragraphs, headings as real heading styles."""
    from lxml import html as lxml_html

    main: Any = lxml_html.fromstring(html).find(".//main")
    for element in main:
        if element.tag in _LEVELS:
            styles.paragraph(document, _words(element.text_content()), _LEVELS[element.tag])
        elif element.tag == "p":
            _paragraph(document, element)


def _paragraph(document: Document, element: Any) -> None:
    paragraph = styles.paragraph(document, "", "Body Text")
    pieces = [(element.text, None), *((piece, kind) for child in element for piece, kind in _pieces(child))]
    for text, font in pieces:
        if words := _words(text or "", inner=True):
            styles.run(paragraph, words, font)


def _pieces(child: Any) -> list[tuple[str | None, str | None]]:
    """An inline element and what follows it; ``<b class="run">`` is a heading that runs in."""
    return [(child.text_content() if isinstance(child.tag, str) else "", "kai" if child.tag == "b" else None), (child.tail, None)]


def _words(text: str, *, inner: bool = False) -> str:
    """Text without the line ends of the template."""
    joined = "".join(line.strip() for line in text.replace(JOINER, "").splitlines())
    return joined if inner else joined.strip()


def _annex_note(document: Document, circular: Circular) -> None:
    """附件说明 after a blank line; turned lines align with the name."""
    if not circular.annexes:
        return
    styles.paragraph(document, "", "Normal")
    for i, annex in enumerate(circular.annexes):
        styles.hanging(document, "附件：" if i == 0 else "", annex.ordinal + annex.title, indent=5 + bool(annex.ordinal))


def _signature(document: Document, circular: Circular) -> None:
    for _ in range(2):
        styles.paragraph(document, "", "Normal", keep=True)
    date_width, indent = float(circular.date_width), float(circular.date_indent)
    name_indent = max(indent + date_width / 2 - len(circular.issuer) * 8, 0)
    styles.right(document, circular.issuer, name_indent, keep=True)
    styles.right(document, circular.date, indent)


def _properties(document: Document, circular: Circular) -> None:
    import datetime as dt

    day = dt.datetime.fromisoformat(f"{circular.date_iso}T00:00:00+00:00")
    properties = document.core_properties
    properties.title, properties.author, properties.subject = circular.title, circular.issuer, circular.number
    properties.keywords, properties.language, properties.comments = circular.keywords, "zh-CN", ""
    properties.last_modified_by, properties.revision = circular.issuer, 1
    properties.created = properties.modified = day
