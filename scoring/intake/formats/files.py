"""From the bytes of a file to a document, by what the bytes are and not by the name of the file."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from scoring.intake.chinese import is_chinese
from scoring.intake.document import Document, Repair
from scoring.intake.formats.encoding import UndecodableError, decode_and_repair
from scoring.intake.formats.file_kinds import file_kind
from scoring.intake.formats.mixed_text import is_mixed
from scoring.intake.formats.refusal import RefusedError

__all__ = ["RefusedError", "file_kind", "read_document"]

_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|table|div|p|tr|span|br|h[1-6])\b", re.IGNORECASE)
_SNIFFED = 20_000
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{10000,}")
MAX_ATTRIBUTES = 2_000  # words of one tag: the parser compares each attribute with all before it
_ENTITIES = 20  # more of them are a text that was saved with its characters as numbers
_MIN_CHINESE = 4  # 无。 and a heading are still a report; less is not


_PICTURES = re.compile(
    rb"data:[\w/+.-]*(?:;[\w=-]+)*;base64,(?:[A-Za-z0-9+/=]|%2[BFbf]|%3[Dd]|\r?\n[ \t]*(?=[A-Za-z0-9+/=]{60}))*"
    rb"|gfxdata=\"[^\"]*\""
)
_SCRIPT = re.compile(rb"<(?:(script)|style)\b|</(?:(script)|style)\s{0,20}>", re.IGNORECASE)
MAX_TEXT = 4_000_000  # bytes; without pictures; a report saved with all of its page around it has a few hundred thousand
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
        return _readable(_slim(data))
    reader = {"xlsx": _workbook, "docx": _word, "pdf": _pdf, "mhtml": _archive}.get(kind)
    if reader is None:
        raise RefusedError(_REFUSED.get(kind, "I007"), "Office" if kind == "encrypted" else kind)
    return _with_content(reader(data))


def _slim(data: bytes) -> bytes:
    """A text without the pictures in it; a long one also without its scripts and styles."""
    if b";base64," in data or b"gfxdata" in data:
        data = _PICTURES.sub(b"", data)
    if len(data) > MAX_TEXT:
        data = _without_scripts(data)
    if len(data) > MAX_TEXT:
        raise RefusedError("I011", "text")
    return data


def _without_scripts(data: bytes) -> bytes:
    """A page without what stands between the tags of scripts and styles; one that is not closed stays."""
    kept, begun, start, name = [], 0, -1, None
    for tag in _SCRIPT.finditer(data):
        closes, own = data[tag.start() + 1 : tag.start() + 2] == b"/", bool(tag[1] or tag[2])
        if start < 0 and not closes:
            start, name = tag.start(), own
        elif start >= 0 and closes and own == name:
            kept.append(data[begun:start])
            begun, start = tag.end(), -1
    return b"".join((*kept, data[begun:]))


def _workbook(data: bytes) -> Document:
    from scoring.intake.formats.read_xlsx import WorkbookError, read_xlsx

    try:
        return read_xlsx(data)
    except WorkbookError as error:
        raise RefusedError(str(error), "xlsx") from error


def _word(data: bytes) -> Document:
    from scoring.intake.formats.read_docx import read_docx

    return read_docx(data)


def _pdf(data: bytes) -> Document:
    from scoring.intake.formats.read_pdf import read_pdf

    return read_pdf(data)


def _archive(data: bytes) -> Document:
    """The first page of a web archive that has content."""
    from scoring.intake.formats.read_mhtml import pages

    first: RefusedError | None = None
    tried = 0
    for page in map(_slim, pages(data)):
        tried += len(page)
        if first and tried > MAX_TEXT:
            break
        try:
            return replace(_readable(page), kind="mhtml")
        except RefusedError as error:
            first = first or error
    raise RefusedError(first.code if first else "I014", "mhtml")


def _readable(data: bytes) -> Document:
    try:
        text, _, (before, after) = decode_and_repair(data)
    except UndecodableError as error:
        raise RefusedError(str(error), "binary" if str(error) == "I003" else "text") from error
    document = _structured(text.replace("\r\n", "\n").replace("\r", "\n"))
    repairs = (Repair("double_encoding", before, after, "file"),) if before else ()
    return replace(document, repairs=(*repairs, *document.repairs)) if repairs else document


def _structured(text: str) -> Document:
    if _MARKUP.search(text, 0, _SNIFFED) and not is_mixed(text):
        return _page(text)
    from scoring.intake.formats.read_text import read_text

    return _with_content(read_text(unescape(text) if text.count("&#") > _ENTITIES else text))


def _page(text: str) -> Document:
    from scoring.intake.formats.page_kinds import check_page
    from scoring.intake.formats.read_html import read_html

    if any(len(tag[0].split()) > MAX_ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        raise RefusedError("I016", "html", limit="每个标记不超过 2000 个属性的网页")
    document = read_html(text)
    check_page(text, document)
    return _with_content(document)


def _with_content(document: Document) -> Document:
    """The document, refused when it has no Chinese text at all."""
    found = 0
    texts = [line.text for line in document.lines] + [cell.text for grid in document.grids for row in grid.rows for cell in row]
    for text in texts:
        found += sum(map(is_chinese, text))
        if found >= _MIN_CHINESE:
            return document
    raise RefusedError("I010", document.kind)
