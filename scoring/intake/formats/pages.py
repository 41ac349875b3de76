"""Text of printed pages: form feeds and page numbers are no part of what was written."""

from __future__ import annotations

import itertools
import re

_NUMBERED = re.compile(r"\s*(?:[-—–·]\s*\d{1,3}\s*[-—–·]|第\s*\d{1,3}\s*页(?:[\s,，/]*共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3})\s*$")
_BARE = re.compile(r"\s*(\d{1,3})\s*$")


def without_page_breaks(text: str) -> list[str]:
    """The lines of a text; page numbers before and behind form feeds are empty, so that lines keep their numbers.

    A bare number is a page number only when the numbers at all page ends count up one by one: it might be a figure.
    """
    if "\f" not in text:
        return text.split("\n")
    pages = [page.split("\n") for page in text.split("\f")]
    if pages[-1] == [""]:
        pages.pop()
    for edge in (-1, 0):
        _drop_numbers(pages, edge)
    # The form feed stands at the beginning of a line: the text before it ended with a line break.
    lines: list[str] = []
    for page in pages:
        if lines and lines[-1] == "":
            lines.pop()
        lines += page
    return lines


def _drop_numbers(pages: list[list[str]], edge: int) -> None:
    places = [next((n for n in (range(len(page) - 1, -1, -1) if edge else range(len(page))) if page[n].strip()), None) for page in pages]
    bare = [_BARE.match(page[n]) if n is not None else None for page, n in zip(pages, places, strict=True)]
    counted = [int(match[1]) for match in bare if match]
    counting = len(counted) == len(pages) > 1 and all(b - a == 1 for a, b in itertools.pairwise(counted))
    for page, n in zip(pages, places, strict=True):
        if n is not None and (counting or _NUMBERED.match(page[n])):
            page[n] = ""
