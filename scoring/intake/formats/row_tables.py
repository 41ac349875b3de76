"""Tables in plain text with a line per row: pipes, tabs, commas, or lines that are drawn with characters.

Markdown with or without outer pipes, what a spreadsheet copies, CSV, and boxes of ``│`` or ``+---+``, whose
cells may run over several lines between two rules. Anything less regular is left to ``pipe_tables``.
"""

from __future__ import annotations

import csv
import html
import re
from collections import Counter
from collections.abc import Sequence

from scoring.intake.cells import LOST
from scoring.intake.formats.pipe_tables import Row

_DRAWN = str.maketrans(dict.fromkeys("│┃║╎╏┆┇┊┋｜¦", "|"))
_BOX_RULE = re.compile(r"[\s+\-=|:]*(?:[─━═┄┅┈┉┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬][\s|]*)+$|\s*\+(?:[-=:]+\+)+\s*$")
_UNDER_HEADER = re.compile(r"\s*+\|?(?:\s*+:?-{2,}+:?\s*+\|)+(?:\s*+:?-{2,}+:?\s*+)?$|\s*+\|\s*+:?-{2,}+:?\s*+$")
_SEPARATORS = ("|", "\t", ",")
_PIPE = re.compile(r"(?<!\\)\|")
_MARKS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|i|u|em|strong|span|font|p|center|o:p)\b[^<>|]*>", re.IGNORECASE)
_SPACE = re.compile(r"[ \t]+")
_HEADING = 30
_PROSE = re.compile("[。；，,;]|^[一二三四五六七八九十]、")
_MIN_ROWS = 3  # fewer lines with separators are a menu, not a table
_REGULAR = 0.6  # so many of the lines have the usual number of cells


def undrawn(line: str) -> str:
    """The line with drawn borders as pipes; a line that only draws a border is ``+``."""
    if line.isascii() and "+" not in line:
        return line
    return "+" if _BOX_RULE.match(line) else line.translate(_DRAWN)


def line_rows(source: Sequence[str], start: int) -> tuple[list[Row], int]:
    """Rows of consecutive lines with the same separator, and the first line after them; none when there is no such table."""
    if source[start] == "+" or _PIPE.search(source[start]):
        return _piped(source, start)
    for separator in _SEPARATORS[1:]:
        if separator in source[start].strip("\r\n "):
            return _separated(source, start, separator)
    return [], start


def _piped(source: Sequence[str], start: int) -> tuple[list[Row], int]:
    """Rows between pipes; one empty line between two of them is no end."""
    end, last = start, start
    while end < len(source):
        if source[end] == "+" or (_PIPE.search(source[end]) and _belongs(source, start, end, last)):
            last = end
        elif "|" in source[end] or end - last > 1 or (source[end].strip() and not _is_heading(source, start, end)):
            break
        end += 1
    end = last + 1
    rows = _rows(source, start, end)
    outer = source[start].lstrip().startswith(("|", "+"))
    if outer and 2 * sum(len(_PIPE.findall(source[n])) > 1 for n in range(start, end)) < len(
        [n for n in range(start, end) if "|" in source[n]]
    ):
        return [], start  # one pipe per line: a stream of cells
    return (rows, end) if _is_table(rows, outer=outer) else ([], start)


def _belongs(source: Sequence[str], start: int, number: int, last: int) -> bool:
    """Whether a line with pipes goes on with the table: outer pipes are missing only in a damaged row, never in a menu."""
    if not source[start].lstrip().startswith(("|", "+")) or source[number].lstrip().startswith("|"):
        return True
    return number == last + 1 and abs(source[number].count("|") - source[number - 1].count("|")) <= 1 < source[number].count("|")


def _is_heading(source: Sequence[str], start: int, number: int) -> bool:
    """Whether a short line without pipes is a row of one cell: rows without outer pipes stand before and behind it."""
    if source[start].lstrip().startswith("|") or len(source[number]) > _HEADING or _PROSE.search(source[number]):
        return False
    return number + 1 < len(source) and source[number - 1].count("|") > 1 < source[number + 1].count("|")


def _is_table(rows: Sequence[Row], *, outer: bool) -> bool:
    """Whether the lines are rows: enough of them, and not the one pipe per line of a stream of cells."""
    widths = Counter(len(row.cells) for row in rows)
    if sum(widths.values()) < (2 if outer else _MIN_ROWS):
        return False
    if outer:
        usual, times = widths.most_common(1)[0]
        return usual > 1 and times >= _REGULAR * sum(widths.values()) and usual == max(widths, key=lambda w: (widths[w], w))
    return max(widths) > 1


def _rows(source: Sequence[str], start: int, end: int) -> list[Row]:
    """A row per line, or per drawn box where rules stand between the rows."""
    groups: list[list[tuple[list[str], int]]] = [[]]
    for number in range(start, end):
        line = source[number]
        if line == "+":
            groups.append([])
        elif line.strip() and not _UNDER_HEADER.match(line):
            groups[-1].append((_PIPE.split(line.strip("\r\n \u3000\xa0")), number))
    groups = _without_edges(groups)
    groups = [group for group in groups if group]
    boxed = source[start] == "+" and len(groups) >= _MIN_ROWS
    return [row for group in groups for row in (_joined(group) if boxed else map(_row, group))]


def _row(line: tuple[list[str], int]) -> Row:
    cells, number = line
    return Row([(text, number) for text in cells])


def _joined(group: Sequence[tuple[list[str], int]]) -> list[Row]:
    """The lines between two rules as one row, unless two of them have figures in the same column."""
    columns = list(zip(*(cells for cells, _ in group), strict=False))
    same = len({len(cells) for cells, _ in group}) == 1
    if not same or any(sum(text.isdigit() for text in column) > 1 for column in columns):
        return [_row(line) for line in group]
    return [Row([("\n".join(filter(None, column)), group[0][1]) for column in columns])]


def _without_edges(groups: Sequence[list[tuple[list[str], int]]]) -> list[list[tuple[list[str], int]]]:
    """Cells without the empty pieces outside the outer pipes; more than a few lines without one say that there are none."""
    pieces = [cells for group in groups for cells, _ in group]
    few = max(1, len(pieces) // 20)
    opened = sum(bool(cells[0].strip()) for cells in pieces) <= few < len(pieces)
    closed = sum(len(cells) < 2 or bool(cells[-1].strip()) for cells in pieces) <= few < len(pieces)  # noqa: PLR2004 - a pipe makes two
    return [[(_inside(cells, opened=opened, closed=closed), n) for cells, n in group] for group in groups]


def _inside(pieces: Sequence[str], *, opened: bool, closed: bool) -> list[str]:
    cells = [cell_text(piece.replace("\\|", "|")) for piece in pieces]
    if opened and not cells[0]:
        cells = cells[1:]
    if closed and cells and not cells[-1]:
        return cells[:-1]
    return [*cells[:-1], cells[-1] + LOST] if closed and cells else cells  # cut before its last cell was closed


def cell_text(text: str) -> str:
    """The words of a cell without the marks of Markdown."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    if "&" in text:
        text = html.unescape(text)
    return _SPACE.sub(" ", _MARKS.sub(r"\2", text)).strip(" \r\u3000\xa0")


def _separated(source: Sequence[str], start: int, separator: str) -> tuple[list[Row], int]:
    end = start
    while end < len(source) and separator in source[end].strip("\r\n "):
        end += 1
    if end - start < _MIN_ROWS:
        return [], start
    if separator == ",":
        return _comma_rows(source, start, end)
    return [Row([(cell_text(text), n) for text in source[n].rstrip("\r\n").split(separator)]) for n in range(start, end)], end


def _comma_rows(source: Sequence[str], start: int, end: int) -> tuple[list[Row], int]:
    """Rows of CSV: all with the same number of cells, of which most end in a figure or nothing; prose has commas too."""
    rows = [next(csv.reader([source[n]], skipinitialspace=True)) for n in range(start, end)]
    figures = sum(not row[-1].strip() or row[-1].strip()[-1].isdigit() for row in rows)
    if len({len(row) for row in rows}) > 1 or len(rows[0]) < _MIN_ROWS or 2 * figures < len(rows):
        return [], start
    return [Row([(cell_text(text), n) for text in row]) for n, row in enumerate(rows, start)], end
