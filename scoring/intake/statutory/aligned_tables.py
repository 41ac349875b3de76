"""Rows of statutory tables in text that keeps its layout by blanks (``pdftotext -layout``, copied PDF).

The figures of a row stand in one line, its label may be wrapped over the lines around it. A row of figures
whose label is wrapped takes its place from its neighbours: it is read only when exactly as many rows of
figures stand between two known rows as the form has there, and the words around it are its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from scoring.intake.forms import Row
from scoring.intake.statutory.labels import LabelIndex, fold_label
from scoring.intake.statutory.line_tables import TextRow, is_cell, words_before_cells

_REACH = 4  # lines that a wrapped label reaches above or below its figures
_SINGLE_LINES = 60  # lines of headings and cells of table 4
_OUTCOMES = "维持纠正审结总计"
_MARKED = ("复议", "诉讼")
_ROW_OF_FIGURES = 2  # a line with fewer may end in a figure by chance
_GROUPS = 3
_NOT_WORD = re.compile(r"[^\w/]|_")


def matrix_rows(lines: Sequence[list[str]], index: LabelIndex, found: Sequence[TextRow]) -> list[TextRow]:
    """The rows found by their labels, with those whose labels are wrapped over several lines between them."""
    statutory = index.table.rows
    anchors = [(row, places[0]) for row in found if len(places := _statutory(row.tokens[0], index)) == 1]
    if len({n for _, n in anchors}) < len(anchors) or [n for _, n in anchors] != sorted(n for _, n in anchors):
        return list(found)
    added: list[TextRow] = []
    doubted: list[TextRow] = []
    for (row, place), (following, next_place) in pairwise(anchors):
        between = [n for n in range(row.places[-1] + 1, following.places[0]) if _has_figures(lines[n])]
        rows = statutory[place + 1 : next_place]
        if len(between) > len(rows):  # rows that this form does not have: one of the two labels belongs to them
            doubted += [row, following]
        elif len(between) == len(rows) and all(_fits(lines, n, r, between) for n, r in zip(between, rows, strict=True)):
            added += [_text_row(lines[n], n, r) for n, r in zip(between, rows, strict=True)]
    new = {row.places[0] for row in added}
    kept = [row for row in found if row.places[0] not in new and not any(row is other for other in doubted)]
    return sorted([*kept, *added], key=lambda row: row.places[0])


def _statutory(label: str, index: LabelIndex) -> list[int]:
    rows = index.rows(label)
    return [number for number, row in enumerate(index.table.rows) if row in rows]


def _has_figures(tokens: Sequence[str]) -> bool:
    return len(tokens) - words_before_cells(tokens) >= _ROW_OF_FIGURES


def _fits(lines: Sequence[list[str]], number: int, row: Row, others: Sequence[int]) -> bool:
    """Whether the words of the line, if any, are of this row, and the words around it begin or end its label."""
    own = _words(lines[number])
    names = [_fold(row.label), *map(_fold, row.group)]
    if not all(any(word in name for name in names) for word in own) or _other_number(lines[number], row):
        return False
    if any(len(word) > 1 and word in names[0] for word in own):
        return True
    around = [_words(lines[n]) for n in _around(number, others, len(lines))]
    return any(len(word) > 1 and (names[0].startswith(word) or names[0].endswith(word)) for words in around for word in words)


def _other_number(tokens: Sequence[str], row: Row) -> bool:
    """Whether the words of the line start with the number of another row (``3.其他`` is not ``（六）其他处理``)."""
    labels = [fold_label(token) for token in tokens[: words_before_cells(tokens)]]
    return any(label and label.no and label.no != row.no and label.full in _fold(row.label) for label in labels)


def _around(number: int, others: Sequence[int], height: int) -> Iterator[int]:
    for step in (-1, 1):
        for n in range(number + step, number + step * _REACH, step):
            if n in others or not 0 <= n < height:
                break
            yield n


def _words(tokens: Sequence[str]) -> list[str]:
    return [word for token in tokens[: words_before_cells(tokens)] if (word := _fold(token))]


def _fold(text: str) -> str:
    label = fold_label(text)
    return label.full if label else ""


def _text_row(tokens: Sequence[str], number: int, row: Row) -> TextRow:
    label = f"{row.no}.{row.label}" if row.no.isdigit() else row.label
    cells = tokens[words_before_cells(tokens) :]
    return TextRow([label, *cells], [number] * (len(cells) + 1))


def single_rows(lines: Sequence[list[str]], index: LabelIndex) -> list[TextRow]:
    """Table 4: its headings, whole or broken over lines, and then exactly its figures, in one line or one per line."""
    for number, tokens in enumerate(lines):
        if not tokens or not all(map(is_cell, tokens)) or (number and lines[number - 1] and all(map(is_cell, lines[number - 1]))):
            continue
        heads = _headings(lines, number)
        if heads is None:
            continue
        cells = _cells_from(lines, number)
        if len({n for _, n in cells}) not in {1, len(cells)}:
            continue
        marks = list(index.table.marks)
        # Too few or too many figures are handed on too: they are listed as unread.
        return [TextRow(marks, [heads] * len(marks)), TextRow([text for text, _ in cells], [n for _, n in cells])]
    return []


def _headings(lines: Sequence[list[str]], number: int) -> int | None:
    """The first line of the headings of table 4 that end before this line, None when they are not there."""
    seen: Counter[str] = Counter()
    text = ""
    for n in range(number - 1, max(number - _SINGLE_LINES, -1), -1):
        if any(c.isdigit() for token in lines[n] for c in token):
            return None
        words = _NOT_WORD.sub("", "".join(lines[n]))
        text = words + text
        seen.update(words)
        if min(seen[c] for c in _OUTCOMES) >= _GROUPS and all(mark in text for mark in _MARKED):
            return n
    return None


def _cells_from(lines: Sequence[list[str]], number: int) -> list[tuple[str, int]]:
    cells: list[tuple[str, int]] = []
    while number < len(lines) and lines[number] and all(map(is_cell, lines[number])):
        cells += [(token, number) for token in lines[number]]
        number += 1
    return cells
