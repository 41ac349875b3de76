"""Opens the ZIP packages of office programs without believing them: sizes are looked at before anything is inflated."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from io import BytesIO

from scoring.intake.formats.refusal import RefusedError

MAX_MEMBERS = 5_000
MAX_PART = 40_000_000  # bytes of one XML part; the text of a long report has one or two million
_LIMIT = "解压后不超过 40 MB 的文件"
_READ = re.compile(r"\.(?:xml|rels|bin|vml|html?|mht|mhtml)$", re.IGNORECASE)
_ENTRY = b"PK\x01\x02"  # begins every entry of the list of members
_TYPED = (b"<!DOCTYPE", b"<!ENTITY")  # office programs never write them, and refuse to open what has them
_KINDS = {
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "ppt/presentation.xml": "pptx",
    "OFD.xml": "ofd",
    "content.xml": "xlsx",  # of OpenDocument
}
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError)
"""What opening or inflating a package raises where it is damaged, or made to look so."""


def package_kind(data: bytes) -> str:
    """``docx``, ``xlsx`` (also ods), ``xlsb``, ``pptx``, ``odt``, ``ofd`` or ``zip``; one with too many members is none of them."""
    if _has_many_members(data):
        return "zip"
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = set(package.namelist())
            mimetype = within_size(package, package.NameToInfo["mimetype"]) if _is_small(package, "mimetype") else b""
    except DAMAGED:
        return "zip"
    return _kind_of(names, mimetype)


def _has_many_members(data: bytes) -> bool:
    """Whether the list of members is longer than that of any document: a million entries are a gigabyte of objects."""
    return data.count(_ENTRY) > MAX_MEMBERS


def within_size(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of a member, of which no more are inflated than its entry says: reading it in one go inflates all there are."""
    with package.open(info) as part:
        return part.read(info.file_size)


def _is_small(package: zipfile.ZipFile, name: str) -> bool:
    return name in package.NameToInfo and package.NameToInfo[name].file_size < 1000  # noqa: PLR2004 - it holds one word


def _kind_of(names: Collection[str], mimetype: bytes) -> str:
    if any(name.startswith("word/") and name.endswith(".xml") for name in names):
        return "docx"
    if "content.xml" in names and b"opendocument.text" in mimetype:
        return "odt"
    return next((kind for name, kind in _KINDS.items() if name in names), "zip")


@dataclass
class Package:
    """The parts of one package.

    Args:
        data: Bytes of the file.
        kind: Its format, for messages.
    """

    data: bytes
    kind: str

    def __post_init__(self) -> None:
        if _has_many_members(self.data):
            raise RefusedError("I016", self.kind, limit=_LIMIT)
        try:
            self.file = zipfile.ZipFile(BytesIO(self.data))
        except DAMAGED as error:
            raise RefusedError("I014", self.kind) from error
        if len(self.file.infolist()) > MAX_MEMBERS or sum(i.file_size for i in self.file.infolist() if _READ.search(i.filename)) > MAX_PART:
            raise RefusedError("I016", self.kind, limit=_LIMIT)

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, None when there is no such part.

        Raises:
            RefusedError: I014 when it cannot be inflated, I080 when it defines a document type or entities.
        """
        name = name.lstrip("/")
        if name not in self.file.NameToInfo:
            return None
        try:
            data = within_size(self.file, self.file.NameToInfo[name])
        except DAMAGED as error:
            raise RefusedError("I014", self.kind) from error
        plain = data.replace(b"\0", b"") if b"\0" in data and not name.endswith(".bin") else data  # of UTF-16, what is ASCII
        if any(mark in plain for mark in _TYPED) and not name.endswith(".bin"):
            raise RefusedError("I080", self.kind)
        return data

    def check(self) -> None:
        """Inflate every part once within its declared size, for readers that open the package by themselves.

        Raises:
            RefusedError: I014 when a part is not what its entry says.
        """
        for info in self.file.infolist():
            if _READ.search(info.filename):
                self.part(info.filename)
