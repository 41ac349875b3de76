"""Texts in CSV files: what a spreadsheet program would run as a formula, or take for one, is written as text and read back.

The one place for it, because whoever writes a text and whoever reads it must agree: an
apostrophe is put before such a text, and before one that only looks as if this had been done.
So every text comes back as it was.
"""

from __future__ import annotations

import re

_MARK = "'"
# What programs take for the begin of a formula, also in full width and behind blanks; a tab or a line end lets the rest begin a cell.
_RUNS = re.compile(r"'*(?:[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n])")
_NUMBER = re.compile(r"[-+]?[0-9.,]+%?")


def harmless(text: str) -> str:
    """A text that a spreadsheet program takes for a text: numbers and single signs stay, what it would run gets an apostrophe."""
    runs = _RUNS.match(text) and not _NUMBER.fullmatch(text) and len(text) > 1
    return _MARK + text if runs else text


def original(text: str) -> str:
    """The text that :func:`harmless` was given."""
    return text[1:] if text.startswith(_MARK) and _RUNS.match(text) else text
