"""Measuring a printed page: its characters by line, in millimetres from the page's upper left corner."""

from __future__ import annotations

import collections
from typing import Any

MM = 25.4 / 72
PITCH = 29.605  # the line grid, pt
RED = (230 / 255, 0, 0)
NO_START, NO_END = "，。、；：？！）》〉」』】〕”’％%…～·", "（《〈「『【〔“‘"
Line = list[dict[str, Any]]


def lines(page: Any) -> list[Line]:
    """The characters of each line from top to bottom, blanks left out."""
    rows: dict[float, Line] = collections.defaultdict(list)
    for char in page.chars:
        if char["text"].strip():
            rows[round(char["top"], 1)].append(char)
    return [sorted(rows[top], key=lambda c: c["x0"]) for top in sorted(rows)]


def text(line: Line) -> str:
    return "".join(char["text"] for char in line)


def font(line: Line) -> str:
    return str(line[0]["fontname"]).partition("+")[2]


def body(page: Any) -> list[Line]:
    """The lines of the type area, without the page number."""
    return [line for line in lines(page) if line[0]["top"] * MM < 262]


def find(page: Any, words: str) -> Line:
    """The characters of the one place on a page where a text stands in one line."""
    found = []
    for line in lines(page):
        whole = text(line)
        if words in whole:
            found.append(line[whole.index(words) : whole.index(words) + len(words)])
    (only,) = found
    return only


def top(line: Line) -> float:
    return float(min(char["top"] for char in line)) * MM


def bottom(line: Line) -> float:
    return float(max(char["bottom"] for char in line)) * MM


def left(line: Line) -> float:
    return float(line[0]["x0"]) * MM


def right(line: Line) -> float:
    return float(line[-1]["x1"]) * MM


def middle(line: Line) -> float:
    return (left(line) + right(line)) / 2


def red_shapes(page: Any) -> list[tuple[float, float, float, float]]:
    """Left, upper, right, lower edge of every filled red shape, from top to bottom, mm."""
    red = [r for r in page.rects if tuple(round(c, 2) for c in r["non_stroking_color"] or ()) == tuple(round(c, 2) for c in RED)]
    return sorted(((r["x0"] * MM, r["top"] * MM, r["x1"] * MM, r["bottom"] * MM) for r in red), key=lambda edges: edges[1])
