"""HTML pages to lines and grids, with lxml.

Invisible parts are dropped, tables that only lay out the page are dissolved into running text, and every
other table becomes a rectangular grid: rowspan and colspan repeat the text of their origin, marked as spanned.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import cast

from lxml import etree

from scoring.intake.cells import LOST
from scoring.intake.document import Cell, Document, Grid, Line
from scoring.intake.formats.html_fields import show_fields
from scoring.intake.formats.html_tables import BREAK, GRID, HtmlTable, Positions, collapsed, expanded, index_card, take_notes, text_of
from scoring.intake.formats.text_ends import marked_end

_DROPPED = (
    *("script", "style", "noscript", "template", "nav", "aside", "footer", "select", "button", "svg", "iframe", "object", "head"),
    *("del", "s", "strike", "rt", "rp", "rtc"),  # struck out, or the reading of a character
)
_BLOCKS = (
    *("p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "pre", "blockquote", "center"),
    *("section", "article", "header", "main", "form", "fieldset", "figure", "figcaption", "address"),
    *("caption", "tr", "td", "th", "table"),
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|text-decoration[a-z-]*\s*:[^;]*line-through", re.IGNORECASE
)
_STYLES = etree.XPath("//@style", smart_strings=False)
# What no XML text may hold, as a character or as a reference: lxml reads it from a page but refuses to write it back.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])(?![0-9])|x0*(?:[0-8bcef]|1[0-9a-f])(?![0-9a-f]));?",
    re.IGNORECASE,
)
_CONTROL_BYTES = bytes({*range(0x20)} - set(b"\t\n\r"))
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_PIPED = 3  # so many lines with pipes may be a table in text
_PLACE = re.compile(f"{GRID}(\\d+){GRID}")


def read_html(text: str) -> Document:
    """Read an HTML page.

    Args:
        text: The decoded page.

    Returns:
        Its lines in reading order and one grid per data table, with locators ``table n row r column c``.
    """
    tail = text.rfind(">") + 1
    root = page_root(text[:tail] + marked_end(text[tail:]))
    title = collapsed(root.findtext("head/title") or "")
    published = str(root.xpath("string(//meta[@name='PubDate']/@content)"))
    _prepare(root)
    _mark_cut(root, text)
    tables: list[HtmlTable] = []
    positions = Positions()
    for element in reversed(list(root.iter("table"))):
        _dissolve(element, tables, positions)
    lines, places = _flow(text_of(root))
    lines += _stated_in_head(published)
    grids = [_grid(tables[index], number, after) for number, (index, after) in enumerate(places, 1)]
    document = Document("html", tuple(lines), tuple(grids), title=title)
    if sum(line.text.count("|") > 1 for line in lines) < _PIPED:
        return document
    from scoring.intake.formats.read_text import with_piped_lines

    return with_piped_lines(document)


def shown_outside_links(text: str) -> str:
    """The running text of a page without the words of its links: what is left of a page shell."""
    root = page_root(text)
    _prepare(root)
    etree.strip_elements(root, "a", with_tail=False)
    return text_of(root).replace(BREAK, "\n")


@functools.cache
def _parser() -> etree.HTMLParser:
    return etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)


def page_root(text: str) -> etree._Element:
    """The page as lxml reads it."""
    root: etree._Element | None = etree.fromstring(_without_declaration(text), _parser())
    if root is None:  # nothing but comments or blanks
        return etree.fromstring(b"<html><body/></html>", _parser())
    return root


def _without_declaration(text: str) -> bytes:
    """UTF-8 bytes for lxml, which refuses text that declares another encoding."""
    declared = _DECLARATION.match(text)
    page = text[declared.end() :] if declared else text
    page = page.replace(BREAK, " ").replace(GRID, " ")
    data = page.encode("utf-8", "replace")
    # Most pages have none of it, which bytes show ten times faster than the pattern.
    if b"&#" in data or len(data.translate(None, _CONTROL_BYTES)) < len(data) or "\ufffe" in page or "\uffff" in page:
        return _CONTROL.sub(" ", page).encode("utf-8", "replace")
    return data


def _prepare(root: etree._Element) -> None:
    """Drop what is not shown and mark where the page breaks lines."""
    styles = frozenset(cast("list[str]", _STYLES(root)))  # few, however many elements have them
    for element in _hidden(root, styles):
        if element.getparent() is not None and element.tag != "body":
            _drop(element)
    show_fields(root, styles)
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    for element in root.iter(*_BLOCKS):
        element.tail = BREAK + (element.tail or "")
        if element.tag != "br":
            element.text = BREAK + (element.text or "")


def _hidden(root: etree._Element, styles: Iterable[str]) -> list[etree._Element]:
    hiding = frozenset(filter(_HIDDEN.search, styles))
    return [e for e in root.iter("*") if e.get("style") in hiding or e.get("hidden") is not None]


def _drop(element: etree._Element) -> None:
    """Take an element out of its parent; the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)


def _mark_cut(root: etree._Element, text: str) -> None:
    """Where the file ends inside a table, its last cell may have lost characters: say so in the cell."""
    source = text.lower()
    if source.count("<table") > source.count("</table"):
        for cell in list(root.iter("td", "th"))[-1:]:
            etree.SubElement(cell, "span").text = LOST


def _dissolve(element: etree._Element, tables: list[HtmlTable], positions: Positions) -> None:
    """Put a marker in the place of a data table; leave a layout table as it is."""
    table = expanded(element, positions)
    if table is None:
        return
    if card := index_card(table):
        _replace(element, BREAK.join(["", *card, ""]))
        return
    notes = take_notes(table)
    _replace(element, f"{BREAK}{GRID}{len(tables)}{GRID}{BREAK}" + BREAK.join(notes) + BREAK)
    tables.append(table)


def _replace(element: etree._Element, text: str) -> None:
    """Put a text in the place of all that is inside an element."""
    tail = element.tail
    element.clear()
    element.text, element.tail = text, tail


def _flow(text: str) -> tuple[list[Line], list[tuple[int, int]]]:
    """Lines of the page, and for each grid its number and how many lines precede it."""
    lines: list[Line] = []
    places: list[tuple[int, int]] = []
    for piece in collapsed(text).split(BREAK):  # white space once for the whole page: it never goes over a break
        words = piece.strip(" ")
        if GRID in words and (match := _PLACE.fullmatch(words)):
            places.append((int(match[1]), len(lines)))
        elif words.strip():
            lines.append(Line(words, f"line {len(lines) + 1}"))
    return lines, places


def _stated_in_head(published: str) -> list[Line]:
    """The publication date of the page's metadata, behind all dates that are printed on it."""
    return [Line(f"发布日期:{published.strip()}", "meta PubDate")] if published.strip() else []


def _grid(table: HtmlTable, number: int, after: int) -> Grid:
    name = f"table {number}"
    rows = tuple(_cells(row, f"{name} row {r}") for r, row in enumerate(table.rows, 1))
    return Grid(rows, name, after)


def _cells(row: Iterable[tuple[str, bool]], name: str) -> tuple[Cell, ...]:
    return tuple([Cell(text, f"{name} column {c}", spanned) for c, (text, spanned) in enumerate(row, 1)])
