"""Tables of HTML inside plain text or Markdown."""

from __future__ import annotations

import re

_TABLE = re.compile(r"<table\b.*?(?:</table\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_NESTED = re.compile(r"<table\b", re.IGNORECASE)
_CLOSED = re.compile(r"</table\s*>", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_PAGE_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_SNIFFED = 20_000
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_MARKDOWN = re.compile(r"\s*(?:#{1,6}\s|[|>*+-]|\d+[.、)])|[^<]*\|[^<]*\|")
_PLAIN = 0.6  # so many of the lines outside tables carry no tags

PLACE = "\ufdd0"  # encloses the number of a table that was taken out of the text
TABLE = re.compile(f"{PLACE}(\\d+){PLACE}")
"""Stands in a text for a table of HTML."""


def is_mixed(text: str) -> bool:
    """Whether a text with tags is no page: most lines outside its tables have none but inline ones at most."""
    if _PAGE.search(text, 0, _SNIFFED) or _PAGE_END.search(text[-_SNIFFED:]):
        return False
    outside = "".join(_split(text)[0])
    lines = [line for line in outside.split("\n") if line.strip()]
    plain = sum(_TAG.search(line) is None or _MARKDOWN.match(line) is not None for line in lines)
    return len(lines) > 1 and plain >= _PLAIN * len(lines)


def without_tables(text: str) -> tuple[str, list[str]]:
    """The text with a place for every table, on lines of its own, and the tables; lines keep their numbers."""
    outside, tables = _split(text)
    pieces = [outside[0]]
    for number, table in enumerate(tables):
        pieces += [f"{PLACE}{number}{PLACE}", "\n" * table.count("\n"), outside[number + 1]]
    return "".join(pieces), tables


def _split(text: str) -> tuple[list[str], list[str]]:
    outside, tables, done = [], [], 0
    for match in _TABLE.finditer(text):
        if match.start() < done:
            continue
        end = _end(text, match.start())
        outside.append(text[done : match.start()])
        tables.append(text[match.start() : end])
        done = end
    return [*outside, text[done:]], tables


def _end(text: str, start: int) -> int:
    """Where the outermost table that starts here ends."""
    position, depth = start, 0
    while True:
        closed = _CLOSED.search(text, position)
        if closed is None:
            return len(text)
        depth += len(_NESTED.findall(text, position, closed.end())) - 1
        position = closed.end()
        if depth <= 0:
            return position
