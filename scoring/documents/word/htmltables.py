"""A printed table as a table of a .docx: the same columns, merged cells, repeated head and texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from scoring.documents.word.inline import plain
from scoring.documents.word.styles import Side
from scoring.documents.word.tables import MARGIN, Frame, Placed, Row, Text, spread, table, words

_LENGTH = re.compile(r"(?:^|;)\s*{name}:\s*([0-9.]+)pt")
_MEASURE = re.compile(r"([a-z])([0-9]+)(?:_([0-9]+))?")
_SIDES: dict[str, Side] = {"number": "right", "name": "left", "note": "left", "names": "left", "left": "left", "right": "right"}
_DRAWING = "chart"  # a column of drawings beside the numbers that they show: the numbers go into the .docx
_SIZE = 10.5  # 五号, where the page says nothing
_AIR = 2.0  # above and below the text of a row whose height is that of its text, pt


def converted(element: Any, width: float, caption: str = "") -> str:
    """The markup of a table.

    Args:
        element: ``<table>`` of the printed page: widths in its ``<col>``, type size and row heights in ``style``.
        width: Width of the type area, pt, which a table without widths fills.
        caption: What the table is, for those who hear it read.
    """
    size = length(element, "font-size") or _SIZE
    rows = list(element.iter("tr"))
    heads = sum(row.getparent().tag == "thead" for row in rows)
    placed = list(_placed(rows, size, heads))
    columns = max((cell.column + cell.columns for cell in placed), default=1)
    widths = [length(col, "width") or 0.0 for col in element.iter("col") if _DRAWING not in classes(col)]
    widths = [one * width / sum(widths) for one in widths] if len(widths) < len(list(element.iter("col"))) else widths
    widths = widths if len(widths) == columns and all(widths) else [width / columns] * columns
    cells = spread(placed, len(rows), columns)
    made = [Row(own, measure(row, "h", "height"), i < heads) for i, (row, own) in enumerate(zip(rows, cells, strict=True))]
    return table(widths, made, Frame(caption=caption))


def length(element: Any, name: str) -> float | None:
    """A length in pt from the ``style`` of an element."""
    match = re.search(_LENGTH.pattern.replace("{name}", name), element.get("style") or "")
    return float(match[1]) if match else None


def measure(element: Any, letter: str, name: str) -> float | None:
    """A length in pt from ``style``, or from a class that is named after it (``h20_5`` is 20.5 pt)."""
    found = (_MEASURE.fullmatch(word) for word in classes(element))
    return next((float(f"{match[2]}.{match[3] or 0}") for match in found if match and match[1] == letter), None) or length(element, name)


def classes(element: Any) -> list[str]:
    """The classes of an element."""
    return (element.get("class") or "").split()


def _text(cell: Any, size: float, *, head: bool) -> Text:
    group = "group" in classes(cell.getparent())
    if head or cell.tag == "th":
        return Text("hei", size, "center", air=4.0 if head else 0.0, keep=group)
    side: Side = next((_SIDES[name] for name in classes(cell) if name in _SIDES), "center")
    inset = (measure(cell, "r", "padding-right") or MARGIN) if side == "right" else 0.0
    low = measure(cell.getparent(), "h", "height") is None  # rows of a given height have room
    return Text("song", size, side, inset, air=_AIR if low else 0.0)


def _placed(rows: list[Any], size: float, heads: int) -> Iterator[Placed]:
    """The cells at their places: each in the first column that no cell from above covers."""
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        column = 0
        for cell in (child for child in row if child.tag in {"td", "th"} and _DRAWING not in classes(child)):
            while (r, column) in taken:
                column += 1
            deep, wide = int(cell.get("rowspan") or 1), int(cell.get("colspan") or 1)
            taken |= {(r + down, column + across) for down in range(deep) for across in range(wide)}
            look = _text(cell, size, head=r < heads)
            broken = "new-page" in classes(row) and not column
            content = words(plain(cell), replace(look, new_page=broken))
            yield Placed(r, column, content, deep, wide, apart="half" in classes(cell), tight=cell.tag == "th")
            column += wide
