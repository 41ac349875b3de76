"""Finds statutory tables in running text that kept no cell borders.

Text copied from a page has a row per line (``（一）收到申请数 件 12``) or a cell per line. Lines become a
ragged grid only where many known labels follow each other; a line that is neither a label nor a cell of
the row before it stays running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scoring.intake.cells import read_cell
from scoring.intake.document import Cell, Document, Grid, Line
from scoring.intake.labels import LONGEST, LabelIndex

_SPACE = re.compile(r"[\s\u3000\xa0]+")
UNIT = re.compile(r"[(（]?(?:人次|件次|条次|篇次|场次|万元|亿元|元|条|件|份|次|篇|个|人|场|期|项|家|户|名|[-—–―]{1,4})[)）]?")
_MAX_TOKENS = 20


def with_line_tables(document: Document, indexes: Sequence[LabelIndex]) -> Document:
    """The document with line tables as further grids, and without their lines."""
    grids = list(document.grids)
    used: set[int] = set()
    tokens = [_tokens(line.text) for line in document.lines]
    for index in indexes:
        rows = list(_rows(tokens, index, used))
        if len(rows) >= max(index.table.min_rows, 3):
            used.update(number for _, numbers in rows for number in numbers)
            grids.append(_grid(rows, document.lines, len(grids) + 1))
    if not used:
        return document
    return replace(document, lines=tuple(line for n, line in enumerate(document.lines) if n not in used), grids=tuple(grids))


def _rows(lines: Sequence[list[str]], index: LabelIndex, used: set[int]) -> Iterator[tuple[list[str], list[int]]]:
    """Tokens of every row found (label first) and the numbers of its lines."""
    row: tuple[list[str], list[int]] | None = None
    for number, words in enumerate(lines):
        tokens = words if number not in used else []
        labelled = _labelled(tokens, index)
        if labelled:
            if row:
                yield row
            row = (labelled, [number])
        elif row and number == row[1][-1] + 1 and _continues(tokens, row[0], index):
            # A group label between two rows is no cell: counted as one it would fill the place of a blank that was lost.
            row[0].extend(tokens if all(map(_is_cell, tokens)) else ())
            row[1].append(number)
        elif row:
            yield row
            row = None
    if row:
        yield row


def _tokens(text: str) -> list[str]:
    return _SPACE.split(text.strip()) if len(text) <= 2 * LONGEST else []


def _labelled(tokens: list[str], index: LabelIndex) -> list[str]:
    """Tokens with those that make up the label joined; empty when the line does not start with one."""
    for count in range(min(len(tokens), 4), 0, -1):
        rest = tokens[count:]
        if any(map(_is_cell, tokens[1:count])):
            continue  # figures behind the label are not part of it
        if index.rows("".join(tokens[:count])) and all(_is_cell(token) for token in rest):
            return ["".join(tokens[:count]), *rest]
    return []


def _continues(tokens: list[str], row: list[str], index: LabelIndex) -> bool:
    if not tokens or len(row) + len(tokens) > _MAX_TOKENS:
        return False
    return all(_is_cell(token) for token in tokens) or index.is_furniture("".join(tokens))


def _is_cell(token: str) -> bool:
    if UNIT.fullmatch(token):
        return True
    value = read_cell(token, "change")
    return value is not None and value.semantic != "text"


def _grid(rows: Sequence[tuple[list[str], list[int]]], lines: Sequence[Line], number: int) -> Grid:
    width = max(len(tokens) for tokens, _ in rows)
    name = f"table {number}"
    cells = tuple(_cells(tokens, f"{name} row {r}", lines[places[0]].locator, width) for r, (tokens, places) in enumerate(rows, 1))
    return Grid(cells, f"{name} ({lines[rows[0][1][0]].locator})", rows[0][1][0], ragged=True)


def _cells(tokens: Sequence[str], name: str, line: str, width: int) -> tuple[Cell, ...]:
    own = [Cell(text, f"{name} column {c} ({line})") for c, text in enumerate(tokens, 1)]
    return (*own, *[Cell("", f"{name} column {c} ({line})", spanned=True) for c in range(len(own) + 1, width + 1)])
