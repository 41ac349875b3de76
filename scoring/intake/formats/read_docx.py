"""Word documents (.docx) to lines and grids.

The parts of the package are read with lxml: python-docx gives no automatic numbers, text boxes, tracked
changes or hidden text. Headers, footers, footnotes and comments are other parts and are not read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from lxml import etree

from scoring.intake.document import Document
from scoring.intake.formats.docx_numbering import Numbering, W, read_numbering
from scoring.intake.formats.docx_styles import read_styles
from scoring.intake.formats.docx_text import Body
from scoring.intake.formats.lost import without_broken_numbers
from scoring.intake.formats.packages import Package
from scoring.intake.formats.read_html import read_html
from scoring.intake.formats.refusal import RefusedError

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAX_PAGE = 4_000_000  # characters, as of a web page
_LIMIT = "不超过 400 万字的文件"
_MAIN = re.compile(rb'<Relationship\b[^>]*officeDocument"[^>]*>')
_TARGET = re.compile(rb'Target="([^"]+)"')


def read_docx(data: bytes) -> Document:
    """Read a Word document.

    Returns:
        Its lines in reading order and one grid per data table, with locators as in a web page.

    Raises:
        RefusedError: I014 (damaged) or I016 (larger than a report can be).
    """
    package = Package(data, "docx")
    name = _main_part(package)
    root = _xml(package, name)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise RefusedError("I014", "docx")
    folder = PurePosixPath(name).parent
    numbers = _xml(package, str(folder / "numbering.xml"))
    styles = _xml(package, str(folder / "styles.xml"))
    document = read_html(_page(body, numbers, styles))
    return replace(document, kind="docx", lines=tuple(replace(line, text=without_broken_numbers(line.text)) for line in document.lines))


def _page(body: etree._Element, numbers: etree._Element | None, styles: etree._Element | None) -> str:
    """The document as a web page."""
    try:
        writer = Body(read_styles(styles, Numbering() if numbers is None else read_numbering(numbers)))
        writer.blocks(body)
    except (ValueError, RecursionError) as error:  # numbers that are none, tables in tables without end
        raise RefusedError("I014", "docx") from error
    page = f"<html><body>{''.join(writer.html)}</body></html>"
    if len(page) > _MAX_PAGE:
        raise RefusedError("I016", "docx", limit=_LIMIT)
    return page


def _main_part(package: Package) -> str:
    relation = _MAIN.search(package.part("_rels/.rels") or b"")
    target = _TARGET.search(relation[0]) if relation else None
    return target[1].decode("utf-8", "replace").lstrip("/") if target else "word/document.xml"


def _xml(package: Package, name: str) -> etree._Element | None:
    """The root of a part; entities are not resolved."""
    data = package.part(name)
    if data is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data.replace(_STRICT, _TRANSITIONAL), parser)
    except etree.XMLSyntaxError as error:
        raise RefusedError("I014", "docx") from error
