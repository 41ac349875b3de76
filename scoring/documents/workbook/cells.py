"""Writing cells of a workbook: numbers as numbers, everything else as text, nothing as an accidental formula."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from scoring.documents.workbook.paper import MOST_LINES, finish, holdable, pages_across, row_height

Kind = Literal["word", "text", "number", "rank", "score", "mono", "date"]

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.([0-9]{1,10}))?")  # what a double holds to the last digit
_MONO = 1.2  # how many more signs of the code face a width holds
_NUMBERS = frozenset({"number", "rank", "score"})
_FONT = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
_LINE = {"border": 1, "border_color": "#BFBFBF"}
_OPEN = {**_LINE, "locked": False, "bg_color": "#FFF9E5"}  # to be filled in
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_name": "黑体", "font_size": 15, "align": "center"},
    "titleleft": {"font_name": "黑体", "font_size": 15, "align": "left"},
    "note": {"font_color": "#595959", "text_wrap": True},
    "head": {**_LINE, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#EDEDED"},
    "word": {**_LINE, "align": "center", "text_wrap": True},
    "text": {**_LINE, "align": "left", "text_wrap": True},
    "clause": {**_LINE, "align": "left", "text_wrap": True},
    "points": {**_LINE, "align": "center"},
    "block": {**_LINE, "align": "center", "text_wrap": True},
    "mono": {**_LINE, "align": "left", "font_name": "Consolas", "font_size": 9.5, "text_wrap": True},
    "number": {**_LINE, "align": "right"},
    "rank": {**_LINE, "align": "right", "indent": 2},
    "score": {**_LINE, "align": "right", "indent": 1},
    "full": {**_LINE, "align": "right", "font_color": "#595959", "bg_color": "#F7F7F7"},
    "total": {**_LINE, "align": "right", "bold": True},
    "label": {"align": "right"},
    "day": {**_LINE, "align": "center"},
    "date": {**_LINE, "align": "center"},
    "dateleft": {**_LINE, "align": "left"},
    "input": {**_OPEN, "align": "left", "text_wrap": True},
    "inputword": {**_OPEN, "align": "center"},
    "inputday": {**_OPEN, "align": "center"},
}


class Pen:
    """Writes on the sheets of one workbook; keeps one format per look."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self._formats: dict[tuple[str, str], Any] = {}

    def look(self, name: str, number_format: str = "General") -> Any:
        """The format of a look, made once."""
        if (name, number_format) not in self._formats:
            self._formats[name, number_format] = self.book.add_format({**_FONT, **_LOOKS[name], "num_format": number_format})
        return self._formats[name, number_format]

    def text(self, sheet: Any, row: int, column: int, text: str, look: str = "text") -> None:
        """A text, whatever it begins with; what no cell can hold is cut, and the cut is shown."""
        if not text:
            sheet.write_blank(row, column, None, self.look(look))
            return
        sheet.write_string(row, column, holdable(text), self.look(look))

    def number(self, sheet: Any, row: int, column: int, text: str, look: str = "number", *, least: int = 0) -> None:
        """A finished number as a number that shows the same digits, and zeros up to ``least`` decimals; any other text as text."""
        match = _NUMBER.fullmatch(text)
        if match is None:
            self.text(sheet, row, column, text, "word" if look in _NUMBERS else look)
            return
        decimals = max(decimals_of(text), least)
        sheet.write_number(row, column, float(text), self.look(look, f"0.{'0' * decimals}" if decimals else "0"))

    def day(self, sheet: Any, row: int, column: int, day: dt.date, look: str = "day") -> None:
        """A date that the spreadsheet program knows as one."""
        sheet.write_datetime(row, column, day, self.look(look, "yyyy-mm-dd"))

    def date(self, sheet: Any, row: int, column: int, text: str, look: str = "date") -> None:
        """A date in ISO form as a date; any other text as text."""
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            self.text(sheet, row, column, text, "word" if look == "date" else look)
            return
        self.day(sheet, row, column, day, look)

    def heading(self, sheet: Any, text: str, last_column: int, pages: int = 1) -> None:
        """The title in the first row: across the columns where one page holds them, else at the left, where no page end cuts it."""
        sheet.set_row(0, 30)
        if pages > 1:
            self.text(sheet, 0, 0, text, "titleleft")
            return
        if last_column:
            sheet.merge_range(0, 0, 0, last_column, "", self.look("title"))
        self.text(sheet, 0, 0, text, "title")


def decimals_of(text: str) -> int:
    """Decimals of a finished number; none of any other text."""
    match = _NUMBER.fullmatch(text)
    return len(match[1] or "") if match else 0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a plain table: title, width in characters, kind of its cells (``score``: same decimals), most lines."""

    title: str
    width: float
    kind: Kind = "text"
    lines: int = MOST_LINES


Table = tuple[str, tuple[Column, ...], list[tuple[str, ...]]]
"""A sheet that is one plain table: its name, its columns, and its rows of finished strings."""


def write_table(pen: Pen, sheet: Any, title: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], fixed: int = 0) -> None:
    """A titled table with a fixed head and filters.

    Args:
        pen: Pen of the workbook.
        sheet: An empty sheet.
        title: Title across the first row.
        columns: The columns.
        rows: One tuple of finished strings per row, one per column.
        fixed: How many columns stay in view.
    """
    widths = [column.width for column in columns]
    pen.heading(sheet, title, len(columns) - 1, pages_across(widths))
    sheet.set_row(1, row_height([column.title for column in columns], widths))
    most = max(column.lines for column in columns)
    room = [column.width * (_MONO if column.kind == "mono" else 1) for column in columns]
    for position, column in enumerate(columns):
        sheet.set_column(position, position, column.width)
        pen.text(sheet, 1, position, column.title, "head")
    least = {i: max((decimals_of(row[i]) for row in rows), default=0) for i, column in enumerate(columns) if column.kind == "score"}
    for number, values in enumerate(rows, 2):
        if height := row_height(values, room, most):
            sheet.set_row(number, height)
        for position, (column, value) in enumerate(zip(columns, values, strict=True)):
            if column.kind in _NUMBERS:
                pen.number(sheet, number, position, value, column.kind, least=least.get(position, 0))
            else:
                (pen.date if column.kind == "date" else pen.text)(sheet, number, position, value, column.kind)
    sheet.autofilter(1, 0, max(len(rows) + 1, 2), len(columns) - 1)
    finish(sheet, 2, fixed, widths, len(rows) + 1)
