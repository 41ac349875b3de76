"""What a file is, by its first bytes and not by its name."""

from __future__ import annotations

import re

from scoring.intake.formats.packages import package_kind
from scoring.intake.formats.read_mhtml import is_mhtml

_OLE = b"\xd0\xcf\x11\xe0"
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"BM")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"PK\x05\x06")
# Word and Excel of 2003 as one XML file, and a Word package written out flat: their markup is not HTML.
_OFFICE_XML = re.compile(rb"<\?mso-application|<(?:w:wordDocument|pkg:package|(?:ss:)?Workbook\b[^>]*urn:schemas-microsoft-com)")
_PDF_WITHIN = 1024  # readers of PDF accept rubbish before the header
_SNIFFED = 4000


def file_kind(data: bytes) -> str:
    """The format of a file.

    Returns:
        ``pdf``, ``docx``, ``xlsx`` (also xls and ods), ``mhtml``, ``text`` (also HTML), or what is not read:
        ``doc`` (also wps), ``xlsb``, ``rtf``, ``ofd``, ``odt``, ``pptx``, ``xml`` (Office as XML), ``image``, ``zip``,
        ``encrypted`` (an Office package with a password).
    """
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith(_OLE):
        return _ole_kind(data)
    if data.startswith(b"PK\x03\x04"):
        return package_kind(data)
    if data.startswith(_ARCHIVES):
        return "zip"
    if data.startswith(_IMAGES[:-1]) or (data[:2] == b"BM" and b"\x00" in data[:20]) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "image"
    return _text_kind(data)


def _ole_kind(data: bytes) -> str:
    def has(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        return "encrypted"
    return "xlsx" if (has("Workbook") or has("Book")) and not has("WordDocument") else "doc"


def _text_kind(data: bytes) -> str:
    head = data[:_SNIFFED]
    if head.lstrip(b"\xef\xbb\xbf \r\n").startswith(rb"{\rtf"):
        return "rtf"
    if _OFFICE_XML.search(head):
        return "xml"
    return "mhtml" if is_mhtml(data) else "text"
