"""From the bytes of a file to a document, by what the bytes are and not by the name of the file."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from scoring.intake.document import Document
from scoring.intake.encoding import UndecodableError, decode
from scoring.problems import Problem, sentence

_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|table|div|p|tr|span|br|h[1-6])\b", re.IGNORECASE)
_SNIFFED = 20_000
_SENTENCE = re.compile("[,,。;;、]")
_MIN_CHINESE = 4  # 无。 and a heading are still a report; less is not
_MIN_SENTENCE = 20  # a page shell has menus and a footer, but no sentence of this many characters
_OLE = b"\xd0\xcf\x11\xe0"


MAX_TEXT = 4_000_000  # bytes; a report saved with all of its page around it has a few hundred thousand


class RefusedError(Exception):
    """A file that is not read.

    Args:
        code: Code of the catalogue.
        kind: Format as far as it was recognised.
    """

    def __init__(self, code: str, kind: str = "unknown") -> None:
        super().__init__(code)
        self.code = code
        self.kind = kind

    def message(self, name: str) -> str:
        """The Chinese sentence for the file ``name``."""
        return sentence(Problem(self.code, name, args={"kind": self.kind}))


def read_document(data: bytes) -> Document:
    """Read the bytes of one report.

    Raises:
        RefusedError: I001 empty, I003 binary, I004 encoding, I005 mojibake, I006 page shell, I007 a format
            that is not read, I008 or I009 workbook, I010 no Chinese text, I011 too long for a report.
    """
    if not data.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise RefusedError("I001")
    kind = file_kind(data)
    if kind in {"pdf", "docx", "doc", "zip"}:
        raise RefusedError("I003" if kind == "zip" else "I007", kind)
    if kind == "xlsx":
        return _workbook(data, kind)
    if len(data) > MAX_TEXT:
        raise RefusedError("I011", kind)
    return _readable(data)


def file_kind(data: bytes) -> str:
    """``xlsx`` (also xls and ods), ``docx``, ``doc``, ``pdf``, ``zip`` or ``text`` (also HTML)."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(_OLE):
        return "xlsx" if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data else "doc"
    if data.startswith(b"PK\x03\x04"):
        return _package_kind(data)
    return "text"


def _package_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return "zip"
    if "word/document.xml" in names:
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names or "xl/workbook.bin" in names or "content.xml" in names else "zip"


def _workbook(data: bytes, kind: str) -> Document:
    from scoring.intake.read_xlsx import WorkbookError, read_xlsx

    try:
        document = read_xlsx(data)
    except WorkbookError as error:
        raise RefusedError(str(error), kind) from error
    return _with_content(document)


def _readable(data: bytes) -> Document:
    try:
        text, _ = decode(data)
    except UndecodableError as error:
        raise RefusedError(str(error), "binary" if str(error) == "I003" else "text") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _MARKUP.search(text, 0, _SNIFFED):
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
