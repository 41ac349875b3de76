"""CSV files: what a spreadsheet program would run as a formula, or take for one, is written as text and read back.

Every CSV file of the program is written here. It is the one place for it, because whoever writes a text and whoever reads it must agree: an
apostrophe is put before such a text, and before one that only looks as if this had been done.
So every text comes back as it was.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

_MARK = "'"
_LINE_END = "\r\n"
# What programs take for the begin of a formula, also in full width and behind blanks; a tab or a line end lets the rest begin a cell.
_RUNS = re.compile(r"'*(?:[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n])")
_NUMBER = re.compile(r"[-+]?[0-9.,]+%?")


def harmless(text: str) -> str:
    """A text that a spreadsheet program takes for a text: numbers and single signs stay, what it would run gets an apostrophe."""
    runs = _RUNS.match(text) and not _NUMBER.fullmatch(text) and len(text) > 1
    return _MARK + text if runs else text


def written(rows: Iterable[Iterable[object]], line_end: str = "\n") -> str:
    """Rows as CSV: every text harmless, in heads too; None is an empty cell, numbers are as they are.

    Args:
        rows: Cells row by row, the head first.
        line_end: What ends a line.
    """
    lines: list[str] = []
    # The library quotes only what is in its own line end: a lone \r would let what follows it begin a row.
    made = csv.writer(SimpleNamespace(write=lines.append), lineterminator=_LINE_END)
    made.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return "".join(line.removesuffix(_LINE_END) + line_end for line in lines)


def write_rows(file: Path, rows: Iterable[Iterable[object]], line_end: str = "\n") -> Path:
    """Write a CSV file as Excel and WPS open it: UTF-8 with its mark."""
    file.write_text(written(rows, line_end), "utf-8-sig", newline="")
    return file


def original(text: str) -> str:
    """The text that :func:`harmless` was given."""
    return text[1:] if text.startswith(_MARK) and _RUNS.match(text) else text
