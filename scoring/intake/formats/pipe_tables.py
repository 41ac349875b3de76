"""Rows of tables that were left in plain text as pipes.

Three ways are known. *Rows*: a line per row (Markdown; also without outer pipes, or with tabs). *Closing
stream*: every cell is closed by ``|`` on a line of its own, and only the first cell of a row has ``| `` in
front. *Opening stream*: every cell has ``| `` in front, and a lone ``|`` closes the row. In both streams the
positions covered by a span are empty cells at the end of the row, and a cell may run over several lines
(report-formats 2.7).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_OPENS = re.compile(r"\s*\|")
_STARTS_ROW = re.compile(r"\s*\|[ \t\u3000\xa0]*[^|\s]|\s*\|[ \t\u3000\xa0]+\|.*[^|\s]")
_ONE_CELL = re.compile(r"\s*\|\s*[^|\s][^|]*$")
_ONLY_PIPES = re.compile(r"(?=[\s\u3000\xa0]*+\|)[|\s\u3000\xa0]*+$")
_PROSE = re.compile(r"\s*[^|\s].*\|\s*[^|\s]")  # a pipe between words, as in 打印 | 关闭
_RULE = re.compile(r":?-{3,}:?")
_FIGURE = re.compile(r"[-+\d.,%０-９]*[\d０-９][^\u4e00-\u9fff]*|[-—–―/]{1,4}")
_SPACE = re.compile(r"[ \t]+")
_GAP = 4  # lines that one cell may run over
_MIN_ROWS = 3  # fewer lines with separators are a menu, not a table


@dataclass
class Row:
    """A row as it is collected.

    Args:
        cells: Closed cells with the line (from 0) they start on.
        tail: Text behind the last pipe, line by line.
    """

    cells: list[tuple[str, int]] = field(default_factory=list)
    tail: list[tuple[str, int]] = field(default_factory=list)

    @property
    def is_rule(self) -> bool:
        """Whether it is the line under a Markdown header."""
        return bool(self.cells) and all(_RULE.fullmatch(text.strip()) for text, _ in self.cells)

    def add(self, line: str, number: int) -> None:
        """Add a line of the source: every pipe closes a cell."""
        *closed, rest = line.rstrip("\r").split("|")
        for piece in closed:
            self.tail.append((piece, number))
            self.close()
        self.tail.append((rest, number))

    def close(self) -> None:
        """Close the cell that is being collected."""
        text = "\n".join([text for words, _ in self.tail if words and (text := _tidy(words))])
        self.cells.append((text, self.tail[0][1]))
        self.tail = []


def _tidy(words: str) -> str:
    if "  " in words or "\t" in words:
        words = _SPACE.sub(" ", words)
    return words.strip(" \r\u3000\xa0")


def opens_table(line: str) -> bool:
    """Whether the line starts with a pipe."""
    return _OPENS.match(line) is not None


def pipe_rows(source: Sequence[str], start: int) -> tuple[list[Row], int]:
    """The rows from a line that opens a table on, and the first line after them."""
    end = _end(source, start)
    opening = _is_opening_stream(source[start:end])
    rows: list[Row] = []
    closed = True
    for number in range(start, end):
        line = source[number]
        if rows and (_PROSE.match(line) or (opening and closed and line.strip() and "|" not in line)):
            end = number
            break
        starts = _STARTS_ROW.match(line) and (closed or not opening)
        if not rows or (starts and not (opening and _goes_on(rows[-1], line))):
            rows.append(Row())
            line = line[line.index("|") + 1 :]
        rows[-1].add(line, number)
        closed = _ONLY_PIPES.match(source[number]) is not None or (closed and not source[number].strip())
    return rows, _give_back(rows[-1], end)


def _end(source: Sequence[str], start: int) -> int:
    """The line from which on no pipe follows within a few lines."""
    last = start
    number = start
    while number < len(source) and number - last <= _GAP:
        if "|" in source[number]:
            last = number
        number += 1
    return number


def _is_opening_stream(lines: Sequence[str]) -> bool:
    alone = [_ONE_CELL.match(line) is not None for line in lines if line.strip()]
    return sum(a and b for a, b in pairwise(alone)) >= _MIN_ROWS


def _goes_on(row: Row, line: str) -> bool:
    """Whether a figure behind a lone pipe belongs to the row: the pipe was a blank cell, as no row starts with a figure."""
    if not _FIGURE.fullmatch(line.strip(" |\r\t\u3000\xa0")):
        return False
    texts = [text for text, _ in row.cells if text]
    return not (len(texts) > 1 and not _FIGURE.fullmatch(texts[-1]) and not _FIGURE.fullmatch(texts[-2]))


def _give_back(row: Row, number: int) -> int:
    """Text behind the last row is running text again: the line to go on with."""
    text = [place for words, place in row.tail if words.strip()]
    row.tail = []
    return text[0] if text else number
