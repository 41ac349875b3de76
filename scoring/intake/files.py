"""From the bytes of a file to a document, by what the bytes are and not by the name of the file."""

from __future__ import annotations

import re
from dataclasses import replace

from scoring.intake.document import Document
from scoring.intake.encoding import UndecodableError, decode
from scoring.intake.file_kinds import file_kind
from scoring.intake.mixed_text import is_mixed
from scoring.intake.refusal import RefusedError

__all__ = ["RefusedError", "file_kind", "read_document"]

_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|table|div|p|tr|span|br|h[1-6])\b", re.IGNORECASE)
_SNIFFED = 20_000
_SENTENCE = re.compile("[,,。;;、]")
_MIN_CHINESE = 4  # 无。 and a heading are still a report; less is not
_MIN_SENTENCE = 20  # a page shell has menus and a footer, but no sentence of this many characters


MAX_TEXT = 4_000_000  # bytes; a report saved with all of its page around it has a few hundred thousand
MAX_FILE = 60_000_000  # bytes of a document with pictures in it
_REFUSED = {"zip": "I018", "image": "I017", "encrypted": "I013"}
_SIZES = "不超过 60 MB 的文件"


def read_document(data: bytes) -> Document:
    """Read the bytes of one report.

    Raises:
        RefusedError: I001 empty, I003 binary, I004 encoding, I005 mojibake, I006 page shell, I007 a format
            that is not read, I008 or I009 workbook, I010 no Chinese text, I011 too long for a report, I012
            scan, I013 encrypted, I014 damaged, I015 text without characters, I016 too much content, I017
            picture, I018 archive.
    """
    if not data.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise RefusedError("I001")
    kind = file_kind(data)
    if len(data) > MAX_FILE:
        raise RefusedError("I016", kind, limit=_SIZES)
    if kind == "text":
        if len(data) > MAX_TEXT:
            raise RefusedError("I011", kind)
        return _readable(data)
    reader = {"xlsx": _workbook, "docx": _word, "pdf": _pdf, "mhtml": _archive}.get(kind)
    if reader is None:
        raise RefusedError(_REFUSED.get(kind, "I007"), "Office" if kind == "encrypted" else kind)
    return _with_content(reader(data))


def _workbook(data: bytes) -> Document:
    from scoring.intake.read_xlsx import WorkbookError, read_xlsx

    try:
        return read_xlsx(data)
    except WorkbookError as error:
        raise RefusedError(str(error), "xlsx") from error


def _word(data: bytes) -> Document:
    from scoring.intake.read_docx import read_docx

    return read_docx(data)


def _pdf(data: bytes) -> Document:
    from scoring.intake.read_pdf import read_pdf

    return read_pdf(data)


def _archive(data: bytes) -> Document:
    """The first page of a web archive that has content."""
    from scoring.intake.read_mhtml import pages

    first: RefusedError | None = None
    for page in pages(data):
        if len(page) > MAX_TEXT:
            raise RefusedError("I011", "mhtml")
        try:
            return replace(_readable(page), kind="mhtml")
        except RefusedError as error:
            first = first or error
    raise RefusedError(first.code if first else "I014", "mhtml")


def _readable(data: bytes) -> Document:
    try:
        text, _ = decode(data)
    except UndecodableError as error:
        raise RefusedError(str(error), "binary" if str(error) == "I003" else "text") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _MARKUP.search(text, 0, _SNIFFED) and not is_mixed(text):
        return _page(text)
    from scoring.intake.read_text import read_text

    return _with_content(read_text(text))


def _page(text: str) -> Document:
    from scoring.intake.read_html import read_html, visible_text_outside_links

    document = read_html(text)
    if not document.grids and not any(_is_sentence(line) for line in visible_text_outside_links(text).split("\n")):
        raise RefusedError("I006", "html")
    return _with_content(document)


def _is_sentence(text: str) -> bool:
    return _SENTENCE.search(text) is not None and sum(map(_is_chinese, text)) >= _MIN_SENTENCE


def _is_chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def _with_content(document: Document) -> Document:
    """The document, refused when it has no Chinese text at all."""
    found = 0
    texts = [line.text for line in document.lines] + [cell.text for grid in document.grids for row in grid.rows for cell in row]
    for text in texts:
        found += sum(map(_is_chinese, text))
        if found >= _MIN_CHINESE:
            return document
    raise RefusedError("I010", document.kind)
