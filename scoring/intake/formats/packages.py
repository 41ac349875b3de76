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
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError)
"""What opening or inflating a package raises where it is damaged, or made to look so."""


def package_kind(data: bytes) -> str:
    """``docx``, ``xlsx`` (also ods), ``pptx``, ``odt``, ``ofd`` or ``zip``."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = set(package.namelist())
            mimetype = package.read("mimetype", pwd=None)[:100] if _is_small(package, "mimetype") else b""
    except DAMAGED:
        return "zip"
    return _kind_of(names, mimetype)


def _is_small(package: zipfile.ZipFile, name: str) -> bool:
    return name in package.NameToInfo and package.NameToInfo[name].file_size < 1000  # noqa: PLR2004 - it holds one word


def _kind_of(names: Collection[str], mimetype: bytes) -> str:
    if any(name.startswith("word/") and name.endswith(".xml") for name in names):
        return "docx"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsx"
    if "ppt/presentation.xml" in names:
        return "pptx"
    if "OFD.xml" in names:
        return "ofd"
    if "content.xml" in names:
        return "odt" if b"opendocument.text" in mimetype else "xlsx"
    return "zip"


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
        try:
            self.file = zipfile.ZipFile(BytesIO(self.data))
        except DAMAGED as error:
            raise RefusedError("I014", self.kind) from error
        if len(self.file.infolist()) > MAX_MEMBERS or sum(i.file_size for i in self.file.infolist() if _READ.search(i.filename)) > MAX_PART:
            raise RefusedError("I016", self.kind, limit=_LIMIT)

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, None when there is no such part.

        Raises:
            RefusedError: I014 when it cannot be inflated.
        """
        name = name.lstrip("/")
        if name not in self.file.NameToInfo:
            return None
        try:
            return self.file.read(name)
        except DAMAGED as error:
            raise RefusedError("I014", self.kind) from error

    def check(self) -> None:
        """Inflate every part once within its declared size, for readers that open the package by themselves.

        Raises:
            RefusedError: I014 when a part is not what its entry says.
        """
        for info in self.file.infolist():
            if _READ.search(info.filename):
                self.part(info.filename)
