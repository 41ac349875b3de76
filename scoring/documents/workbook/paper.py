"""How a sheet of a workbook prints, and texts as a workbook can hold them: sheet names, rows tall enough, no signs that break the file."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from scoring.documents.official.titleshape import em_width

LONGEST = 32_767  # characters of a cell, by the file format, in units of UTF-16
MOST_LINES = 6  # of a row: a list of a hundred files would fill pages; its cell holds all of it
_READABLE = 235  # characters across a page that is shrunk to not less than about half
_LINE, _AIR, _DEFAULT = 14.0, 3.0, 15.0  # height of a line, what a row adds, a row of one line, pt
_PER_EM = 2.15  # characters of width that a Chinese character of 10.5 pt takes
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\t\r\n]")
_NAME = 31  # characters of a sheet's name
_RESERVED = frozenset({"history", "历史记录"})  # names that the programs keep for themselves


def holdable(text: str) -> str:
    """A text without signs that no file may hold, and as much of it as a cell takes: a cut is shown."""
    clean = _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return clean if _units(clean) <= LONGEST else _first(clean, LONGEST - 1) + "…"


def sheet_name(title: str, taken: set[str]) -> str:
    """A name that programs accept (no brackets, colons, stars, question marks or slashes, 31 characters) and that no other sheet has."""
    clean = _UNPRINTABLE.sub("", _FORBIDDEN.sub("·", title)).strip() or "表"
    endings = ["", *(f"({i})" for i in range(2, len(taken) + 3))]
    if clean.casefold() in _RESERVED:
        endings = endings[1:]
    names = (_first(clean, _NAME - len(ending) - bool(ending)) + ending for ending in endings)
    name = next(name for name in names if name.casefold() not in taken)
    taken.add(name.casefold())
    return name


def _units(text: str) -> int:
    """Characters as the file format counts them."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _first(text: str, most: int) -> str:
    """The first characters, so that they are at most so many units."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * most].decode("utf-16-le", "ignore")


def row_height(texts: Sequence[str], widths: Sequence[float], most: int = MOST_LINES) -> float | None:
    """The height that the longest text of a row needs in its column, up to so many lines; None where one line does."""
    lines = max((_lines(text, width) for text, width in zip(texts, widths, strict=True)), default=1)
    return None if lines == 1 else max(min(lines, most) * _LINE + _AIR, _DEFAULT)


def _lines(text: str, width: float) -> int:
    room = max((width - 1) / _PER_EM, 1.0)
    return sum(max(math.ceil(em_width(line) / room), 1) for line in text.split("\n"))


def pages_across(widths: Sequence[float]) -> int:
    """How many pages side by side columns of these widths need to be readable."""
    return math.ceil(sum(widths) / _READABLE) or 1


def finish(sheet: Any, rows: int, columns: int, widths: Sequence[float] = (), last: int | None = None) -> None:
    """Fixed head, and a page set-up that prints without further thought.

    A4 across, one page wide (as many as are readable where the columns need it, each with the fixed
    columns), the head repeated on every page, the pages numbered.

    Args:
        sheet: The sheet.
        rows: Rows of the head.
        columns: Fixed columns.
        widths: Widths of its columns, characters.
        last: Its last row, 0-based: what is printed.
    """
    sheet.freeze_panes(rows, columns)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    pages = pages_across(widths)
    sheet.fit_to_pages(pages, 0)
    if pages > 1:
        sheet.print_across()
        sheet.repeat_columns(0, max(columns - 1, 0))
    sheet.repeat_rows(0, rows - 1)
    if widths and last is not None:
        sheet.print_area(0, 0, max(last, rows - 1), len(widths) - 1)
    sheet.set_footer("&L&9&A&C&9第 &P 页，共 &N 页")
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
