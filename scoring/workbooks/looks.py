"""Formats of fill-in workbooks, sober ones: black on white, pale yellow where something is to be filled in."""

from __future__ import annotations

from typing import Any

_BASE = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
_LINE = {"border": 1, "border_color": "#7F7F7F"}
_INPUT = {**_LINE, "locked": False, "bg_color": "#FFF9E5"}
_PAST = {**_LINE, "font_color": "#7F7F7F", "align": "right"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_name": "黑体", "font_size": 15, "align": "center"},
    "line": {"align": "left"},
    "note": {"text_wrap": True, "valign": "top"},
    "head": {**_LINE, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#F2F2F2"},
    "section": {**_LINE, "bold": True, "text_wrap": True, "bg_color": "#F2F2F2"},
    "label": {**_LINE, "text_wrap": True, "indent": 1},
    "word": {**_LINE, "align": "center"},
    "unit": {**_LINE, "align": "center"},
    "sum": {**_LINE, "align": "right"},
    "check": {**_LINE, "align": "center", "text_wrap": True},
    "state": {**_LINE, "bold": True, "align": "left", "indent": 1},
    "past": _PAST,
    "pasthead": {**_LINE, "font_color": "#7F7F7F", "align": "center", "text_wrap": True},
    "count": {**_INPUT, "align": "right", "num_format": "0"},
    "change": {**_INPUT, "align": "right", "num_format": "+0;-0;0"},
    "money": {**_INPUT, "align": "right", "num_format": "General"},
    "other": {**_INPUT, "align": "right", "num_format": "General"},
    "choice": {**_INPUT, "align": "center"},
    "text": {**_INPUT, "align": "left", "text_wrap": True},
    "date": {**_INPUT, "align": "center", "num_format": "yyyy-mm-dd"},
    "good": {"font_color": "#1E6B2E"},
    "bad": {"font_color": "#C00000", "bg_color": "#FBE3E3", "bold": True},
    "doubt": {"font_color": "#8A5A00", "bg_color": "#FFF2CC"},
}
_BARE = {"good", "bad", "doubt"}  # of conditional formats, which only change what they name


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self._made: dict[str, Any] = {}

    def __call__(self, name: str) -> Any:
        """The format of a look."""
        if name not in self._made:
            self._made[name] = self.book.add_format(_LOOKS[name] if name in _BARE else {**_BASE, **_LOOKS[name]})
        return self._made[name]


def write(sheet: Any, place: tuple[int, int, int, int], text: str, look: Any) -> None:
    """A text over some rows and columns (row, column, rows, columns); never a formula, whatever it begins with."""
    row, column, rows, columns = place
    if rows > 1 or columns > 1:
        sheet.merge_range(row, column, row + rows - 1, column + columns - 1, "", look)
    if text:
        sheet.write_string(row, column, text, look)
    elif rows == columns == 1:
        sheet.write_blank(row, column, None, look)


def colour_results(sheet: Any, place: tuple[int, int, int, int], looks: Looks) -> None:
    """Green, red and amber for results of checks in an area (first row, first column, last row, last column)."""
    for mark, look in (("✔", "good"), ("✘", "bad"), ("！", "doubt")):
        sheet.conditional_format(*place, {"type": "text", "criteria": "begins with", "value": mark, "format": looks(look)})


def protect(sheet: Any) -> None:
    """Everything but fill-in cells is locked, without a password; widths and heights may be changed."""
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": False})
