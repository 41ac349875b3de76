"""What a PDF and a .docx say, piece by piece in the order of reading, to compare the two."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NUMBER = re.compile(r"—\d+—")  # of a page


def plain(words: str) -> str:
    return re.sub(r"[\s\u2060]", "", words)


def part(data: bytes, name: str) -> Any:
    """A part of a .docx as XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def said(data: bytes) -> Iterator[str]:
    """Paragraphs and cells of a .docx; cells between bars, so that none can swallow its neighbour."""
    for block in part(data, "word/document.xml")[0]:
        if block.tag == f"{W}tbl":
            bordered = block.find(f".//{W}insideV").get(f"{W}val") != "nil"
            for cell in block.iter(f"{W}tc"):
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                if merged is None or merged.get(f"{W}val") == "restart":
                    yield f"|{_words(cell)}|" if bordered else _words(cell)
        else:
            yield _words(block)


def _words(element: Any) -> str:
    return plain("".join(node.text or "" for node in element.iter(f"{W}t") if node.getparent().tag == f"{W}r"))


def printed(pages: list[Any]) -> Iterator[str]:
    """Lines and cells of a PDF, without page numbers and heads that a table repeats."""
    head: list[str] = []
    for page in pages:
        tables = [table for table in page.find_tables() if len({cell[0] for cell in table.cells}) > 1]
        chars = [char for char in page.chars if char["text"].strip() and char["upright"]]
        texts = _lines([c for c in chars if not any(_in(c, t.bbox) for t in tables)])
        events: list[tuple[float, list[list[str]]]] = [(top, [[text]]) for top, text in texts]
        events += [
            (table.bbox[1], [[f"|{plain(text)}|" for text in row if text is not None] for row in table.extract()]) for table in tables
        ]
        for i, (_, rows) in enumerate(sorted(events)):
            repeated = i == 0 and rows[0] == head  # nothing stands above a table that goes on
            yield from (text for row in rows[repeated:] for text in row)
            head = rows[0] if rows[0][0].startswith("|") else head


def _lines(chars: list[Any]) -> Iterator[tuple[float, str]]:
    """Lines from top to bottom; characters on one base line belong together whatever their size."""
    rows: dict[int, list[Any]] = {}
    for char in chars:
        middle = (char["top"] + char["bottom"]) / 2
        key = next((k for k in rows if abs(k - middle) < 4), round(middle))
        rows.setdefault(key, []).append(char)
    for key in sorted(rows):
        text = plain("".join(c["text"] for c in sorted(rows[key], key=lambda c: c["x0"])))
        if not NUMBER.fullmatch(text):
            yield min(c["top"] for c in rows[key]), text


def _in(char: Any, box: Any) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])
