"""Lines of plain text as paragraphs: hard line breaks are undone, columns side by side are kept apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from scoring.intake.cells import LOST
from scoring.intake.document import Line

_ENDED = re.compile("[。！？；：:!?;]$")
_OPENS = re.compile(
    r"[\s\u3000]{2}|\s*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[、章节条部]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d)|[-*•#]\s|附件)"
)
_BESIDE = re.compile(r"(?<=[\u4e00-\u9fff，。；、）])(\s{3,})(?=[\u4e00-\u9fff（“])")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_TABULAR = re.compile(r"\S[ \t]{2,}\S|\s[\d/—-]+$")  # the row of a table
_COLUMN = 8  # so many characters on either side make two columns of text
_MANY = 3
_FULL = 0.9
_NARROW, _WIDE = 40, 130  # columns of a line that was broken by a program
_IS_BESIDE = 0.3


def paragraphs(lines: Sequence[Line], source: Sequence[str]) -> list[Line]:
    """Lines of text joined where a program broke them.

    Args:
        lines: Lines outside tables, locator ``line n``.
        source: All lines of the file, to which the locators point.

    Returns:
        One line per paragraph; a joined one has the locator ``line n-m``. Where two columns of text stand side by
        side nothing is joined, and U+FFFD stands between them, so that no figure is read across.
    """
    if two := _beside(lines):
        return [replace(line, text=two[line.text]) if line.text in two else line for line in lines]
    widths = [_width(source[_number(line) - 1].rstrip()) for line in lines]
    full = _full_width(lines, widths)
    if not full:
        return list(lines)
    joined: list[Line] = []
    for line, before, width in zip(lines, [None, *lines], [0, *widths], strict=False):
        if before and width >= full and _goes_on(before, line, source):
            joined[-1] = Line(joined[-1].text + line.text, f"line {_number(joined[-1])}-{_number(line)}")
        else:
            joined.append(line)
    return joined


def _number(line: Line) -> int:
    return int(line.locator.removeprefix("line ").split("-")[0])


def _full_width(lines: Sequence[Line], widths: Sequence[int]) -> float:
    """The width from which on a line was broken by a program, 0 when lines were not."""
    widest = max(widths, default=0)
    if not _NARROW <= widest <= _WIDE:
        return 0
    full = [line for line, width in zip(lines, widths, strict=True) if width >= _FULL * widest and not _ENDED.search(line.text)]
    return _FULL * widest if len(full) >= _MANY else 0


def _goes_on(before: Line, line: Line, source: Sequence[str]) -> bool:
    number = _number(line)
    adjacent = number == _number(before) + 1
    if not adjacent or _TABULAR.search(before.text) or _TABULAR.search(line.text):
        return False
    return not _ENDED.search(before.text) and not _OPENS.match(source[number - 1])


def _beside(lines: Sequence[Line]) -> dict[str, str]:
    """Lines that hold two columns of text, and what becomes of them; empty when the text has one column."""
    found = {line.text: _BESIDE.sub(rf"\1{LOST}", line.text) for line in lines if _has_columns(line.text)}
    long = sum(len(_CHINESE.findall(line.text)) > 2 * _COLUMN for line in lines)
    return found if len(found) >= _MANY and len(found) >= _IS_BESIDE * long else {}


def _has_columns(text: str) -> bool:
    pieces = _BESIDE.split(text)[::2]
    return any(min(len(_CHINESE.findall(a)), len(_CHINESE.findall(b))) >= _COLUMN for a, b in pairwise(pieces))


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
