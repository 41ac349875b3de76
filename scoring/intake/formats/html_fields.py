"""What a page shows in other ways than text: values of form fields, lines of preformatted text, footnote marks, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast

from lxml import etree

from scoring.intake.cells import LOST
from scoring.intake.formats.html_tables import BREAK, text_of

_SHOWN = frozenset(("", "text", "number", "tel"))
_MARK = re.compile(r"\s*[\[(（〔【]?[\d*※①-⑳,，、]{1,4}[\])）〕】]?\s*$")
_FIGURE = re.compile(r"\d\s*[余多]?[万亿]?[件条次份项]")
_RAISED = etree.XPath("descendant::sup|descendant::*[contains(@style, 'vertical-align') and contains(@style, 'super')]")
_FIELDS = etree.XPath("descendant::td//input|descendant::th//input")
_CHOICES = etree.XPath("descendant::td//select|descendant::th//select")


def show_fields(root: etree._Element, styles: Iterable[str]) -> None:
    """Put what is shown but is no text of the page into its text, and take footnote marks out of it.

    Args:
        root: The page.
        styles: All styles of its elements; a path looks at every element, and most pages have nothing that it could find.
    """
    for field in _elements(_FIELDS, root) if _has(root, "input") else ():
        if field.get("type", "").lower() in _SHOWN:
            field.tail = field.get("value", "") + (field.tail or "")
    for choice in _elements(_CHOICES, root) if _has(root, "select") else ():
        if len(choice):  # which of the options is chosen, only the browser knew
            choice.tail = LOST + (choice.tail or "")
    for mark in _elements(_RAISED, root) if _has(root, "sup") or any("super" in style for style in styles) else ():
        if _MARK.match(text_of(mark)) and not _unit_before(mark):
            _empty(mark)
    for link in root.iter("a"):
        if _FIGURE.search(text_of(link)):  # the title of another page, not a statement of this one
            _empty(link)
    for block in root.iter("pre"):
        _break_lines(block)


def _has(root: etree._Element, tag: str) -> bool:
    return next(root.iter(tag), None) is not None


def _empty(element: etree._Element) -> None:
    for part in element.iter():
        part.text = None
        part.tail = part.tail if part is element else None


def _elements(path: etree.XPath, root: etree._Element) -> Iterable[etree._Element]:
    return cast("Any", path(root))  # type: ignore[no-any-return]  # a path to elements gives elements


def _unit_before(mark: etree._Element) -> bool:
    """Whether a letter stands in front of the mark, as in m² written with a raised 2."""
    before, parent = mark.getprevious(), mark.getparent()
    text = ""
    if before is not None:
        text = before.tail or text_of(before)
    elif parent is not None:
        text = parent.text or ""
    return text[-1:].isascii() and text[-1:].isalpha()


def _break_lines(block: etree._Element) -> None:
    for element in block.iter():
        if element.text:
            element.text = element.text.replace("\n", BREAK)
        if element.tail and element is not block:
            element.tail = element.tail.replace("\n", BREAK)
