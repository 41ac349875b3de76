"""Pages that hold no report: shells, errors, logins, frames, pictures, and pages that only link to an attachment."""

from __future__ import annotations

import functools
import importlib.resources
import re
from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from scoring.files.yamlfile import parse
from scoring.intake.document import Document
from scoring.intake.formats.html_tables import text_of
from scoring.intake.formats.read_html import page_root, shown_outside_links
from scoring.intake.formats.refusal import RefusedError

if TYPE_CHECKING:
    from lxml import etree

_SENTENCE = re.compile("[,，。;；、]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_MIN_SENTENCE = 20  # a page shell has menus and a footer, but no sentence of this many characters
_FIGURE = re.compile(r"\d\s*[余多]?[万亿]?[件条起宗份项次篇期场人个家]|未收到|没有收到|未发生|没有发生")
_ENDING = re.compile(r"\.([a-z0-9]{2,4})(?:[?#].*)?$", re.IGNORECASE)
_LARGE = 300  # pixels of a picture that may show a page of a report
_ICON = re.compile(r"logo|icon|ewm|qrcode|banner|blank|spacer|beian|gongan|dzjg|jiucuo", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_FIGURES = 3  # cells with digits that make a table worth reading, whatever else the page holds
_NAMES = 3


def check_page(text: str, document: Document) -> None:
    """Refuse a page without a report.

    Raises:
        RefusedError: I006 page shell, I050 attachment only, I051 error or login page, I052 frames, I053 pictures.
    """
    written = sum(len(_CHINESE.findall(line.text)) for line in document.lines)
    cells = (cell.text for grid in document.grids for row in grid.rows for cell in row)
    if len(list(islice(filter(_DIGIT.search, cells), _FIGURES))) == _FIGURES:
        return
    if written > 2 * _known()["short"] and any(is_sentence(line.text) for line in document.lines):
        outside = shown_outside_links(text)
        if any(map(is_sentence, outside.split("\n"))):
            return
        raise RefusedError("I006", "html")
    _check_short(page_root(text), shown_outside_links(text), document)


def is_sentence(text: str) -> bool:
    """Whether a line is long enough for a sentence and has the points of one."""
    return _SENTENCE.search(text) is not None and len(_CHINESE.findall(text)) >= _MIN_SENTENCE


@functools.cache
def _known() -> Mapping[str, Any]:
    file = importlib.resources.files("scoring.intake.formats") / "page_kinds.yaml"
    return parse(file.read_text("utf-8"), "page_kinds.yaml").data  # type: ignore[no-any-return]  # our own file


def _check_short(root: etree._Element, outside: str, document: Document) -> None:
    """A page with little text: what it is, if it is no report."""
    known = _known()
    if len(_CHINESE.findall(outside)) <= known["short"] and not _FIGURE.search("".join(outside.split())):
        said = f"{document.title}\n{outside}"
        for kind in ("missing", "login"):
            if words := next((words for words in known[kind] if words.lower() in said.lower()), None):
                raise RefusedError("I051", "html", words=words)
        if names := _attachments(root):
            raise RefusedError("I050", "html", names="、".join(names[:_NAMES]))
        if frame := _frame(root):
            raise RefusedError("I052", "html", address=frame)
        if _pictures(root) and not any(map(is_sentence, outside.split("\n"))):
            raise RefusedError("I053", "html")
    if not document.grids and not any(map(is_sentence, outside.split("\n"))):
        raise RefusedError("I006", "html")


def _attachments(root: etree._Element) -> list[str]:
    """Names of linked files that may be the report."""
    found = []
    for link in root.iter("a"):
        address = link.get("href", "")
        name = " ".join(text_of(link).split()) or link.get("title", "")
        ending = _ENDING.search(address.strip()) or _ENDING.search(name)
        if ending and ending[1].lower() in _known()["attachments"] and any(word in name for word in (*_known()["report"], ending[0])):
            found.append(name)
    return list(dict.fromkeys(found))


def _frame(root: etree._Element) -> str:
    """The address of a frame that holds the text of the page."""
    frames = [frame.get("src", "") for frame in root.iter("frame", "iframe")]
    return next((address for address in frames if address and not address.startswith(("about:", "javascript:"))), "")


def _pictures(root: etree._Element) -> list[str]:
    return [p.get("src", "") for p in root.iter("img") if _size(p) >= _LARGE and not _ICON.search(p.get("src", ""))]


def _size(picture: etree._Element) -> int:
    digits = re.match(r"\d+", picture.get("width", ""))
    return int(digits[0]) if digits else _LARGE
