"""What a template may load: pictures and styles below its folders. No network, no other file, no font, nothing attached."""

from __future__ import annotations

import importlib
import re
import urllib.parse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from scoring.problems import Problem

BASE = "https://documents.invalid/"  # relative addresses resolve here, and nowhere else is looked
MOST_BYTES = 20_000_000  # of a file; a seal of this size was scanned by mistake
_KINDS = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".css": "text/css",
}  # written out: the table of the machine differs from the next one's
_REFERENCE = re.compile(
    r"""\bhref\s*=\s*["']\s*([^"'#\s][^"']*)|\burl\(\s*["']?\s*([^"'#\s)][^"')]*)|@import\s+["']([^"']+)""", re.IGNORECASE
)
_SOURCES = {".html", ".css", ".j2", ".svg"}


def local_file(url: str, folders: Sequence[Path]) -> Path:
    """The file that an address in a template means; raises FileNotFoundError or PermissionError."""
    if not url.startswith(BASE):
        raise PermissionError(url)
    name = urllib.parse.unquote(urllib.parse.urlsplit(url).path.lstrip("/"))
    for folder in folders:
        file = (folder / name).resolve()
        if file.is_file():
            if file.is_relative_to(folder.resolve()):
                return file
            raise PermissionError(name)
    raise FileNotFoundError(name)


def fetcher(folders: Sequence[Path], name: str, refused: list[Problem]) -> Any:
    """WeasyPrint's door to files.

    Args:
        folders: Folders of templates, first wins.
        name: The document, for problems.
        refused: Takes a problem for every address that was refused: D031 (no such file), D044 (elsewhere),
            D045 (a kind of file that no template needs, or too big).

    Returns:
        A URL fetcher.
    """
    urls: Any = importlib.import_module("weasyprint.urls")

    def refuse(code: str, url: str) -> PermissionError:
        address = urllib.parse.unquote(url.removeprefix(BASE))
        refused.append(Problem(code, *where_written(address, folders, name), found=address))
        return PermissionError(url)

    class Fetcher(urls.URLFetcher):  # type: ignore[misc]  # a class of an untyped module
        """Files below the template folders, and nothing else."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 - WeasyPrint's signature
            file = _found(url, folders, refuse)
            kind = _KINDS.get(file.suffix.lower())
            if kind is None or file.stat().st_size > MOST_BYTES:
                raise refuse("D045", url)
            data = file.read_bytes()
            if file.suffix.lower() == ".svg":
                refused.extend(drawn_from_outside(data.decode("utf-8", "replace"), folders, name))
            return urls.URLFetcherResponse(url, data, {"Content-Type": kind})

    return Fetcher()


def drawn_from_outside(page: str, folders: Sequence[Path], name: str) -> list[Problem]:
    """D044 per reference of a drawing to anything but itself; WeasyPrint would leave some of them out without a word."""
    drawings = "".join(re.findall(r"<svg\b.*?</svg>", page, re.DOTALL | re.IGNORECASE))
    addresses = dict.fromkeys(address for groups in _REFERENCE.findall(drawings) for address in groups if address)
    return [Problem("D044", *where_written(address, folders, name), found=address) for address in addresses]


def _found(url: str, folders: Sequence[Path], refuse: Callable[[str, str], PermissionError]) -> Path:
    try:
        return local_file(url, folders)
    except FileNotFoundError:
        raise refuse("D031", url) from None
    except (OSError, ValueError):
        raise refuse("D044", url) from None


def where_written(address: str, folders: Sequence[Path], name: str) -> tuple[str, int | None]:
    """File and line of the first template that holds an address; the document where none does (a made-up address)."""
    for folder in folders:
        for file in sorted(path for path in folder.glob("*") if path.suffix in _SOURCES and path.is_file()):
            for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), start=1):
                if address and address in line:
                    return str(file), number
    return name, None


def attached(document: Any) -> list[str]:
    """Addresses that a template wants attached (``rel="attachment"``): WeasyPrint would put any file into the PDF."""
    links = [str(target) for page in document.pages for kind, target, _place, _box in page.links if kind == "attachment"]
    return [*(["rel=attachment"] if document.metadata.attachments else []), *links]
