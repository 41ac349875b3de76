"""Writing cells of a workbook: numbers as numbers, everything else as text, nothing as an accidental formula."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from scoring.documents.workbook.paper import finish, holdable, row_height

Kind = Literal["word", "text", "number", "mono", "date"]

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.([0-9]{1,10}))?")  # what a double holds to the last digit
_FONT = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
_LINE = {"border": 1, "border_color": "#BFBFBF"}
_OPEN = {**_LINE, "locked": False, "bg_color": "#FFF9E5"}  # to be filled in
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_name": "黑体", "font_size": 15, "align": "center"},
    "note": {"font_color": "#595959", "text_wrap": True},
    "head": {**_LINE, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#EDEDED"},
    "word": {**_LINE, "align": "center", "text_wrap": True},
    "text": {**_LINE, "align": "left", "text_wrap": True, "valign": "top"},
    "clause": {**_LINE, "align": "left", "text_wrap": True},
    "points": {**_LINE, "align": "center"},
    "block": {**_LINE, "align": "center", "text_wrap": True},
    "mono": {**_LINE, "align": "left", "font_name": "Consolas", "font_size": 9.5, "valign": "top", "text_wrap": True},
    "number": {**_LINE, "align": "right"},
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

    def number(self, sheet: Any, row: int, column: int, text: str, look: str = "number") -> None:
        """A finished number as a number that shows the same digits; any other text as text."""
        match = _NUMBER.fullmatch(text)
        if match is None:
            self.text(sheet, row, column, text, "word" if look == "number" else look)
            return
        decimals = len(match[1] or "")
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

    def heading(self, sheet: Any, text: str, last_column: int) -> None:
        """The title across the first row."""
        sheet.set_row(0, 30)
        if last_column:
            sheet.merge_range(0, 0, 0, last_column, "", self.look("title"))
        self.text(sheet, 0, 0, text, "title")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a plain table: title, width in characters, kind of its cells."""

    title: str
    width: float
    kind: Kind = "text"


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
    pen.heading(sheet, title, len(columns) - 1)
    for position, column in enumerate(columns):
        sheet.set_column(position, position, column.width)
        pen.text(sheet, 1, position, column.title, "head")
    widths = [column.width for column in columns]
    write = {"number": pen.number, "date": pen.date}
    for number, values in enumerate(rows, 2):
        if height := row_height(values, widths):
            sheet.set_row(number, height)
        for position, (column, value) in enumerate(zip(columns, values, strict=True)):
            write.get(column.kind, pen.text)(sheet, number, position, value, column.kind)
    sheet.autofilter(1, 0, max(len(rows) + 1, 2), len(columns) - 1)
    finish(sheet, 2, fixed, widths, len(rows) + 1)
