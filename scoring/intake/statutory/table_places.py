"""Labels of rows that are not printed exactly: the nearest label of the form, then the place between two known rows.

The place decides only where exactly one row of the form is missing between two recognised neighbours, the row has as
many cells as they have, and its label does not speak against it. The printed label stays in the quote.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from scoring.intake.cells import read_cell
from scoring.intake.forms import Row
from scoring.intake.statutory.labels import LabelIndex, fold_label
from scoring.intake.statutory.near_labels import NearLabels, near_labels
from scoring.intake.statutory.segments import OwnCells, Token, is_figure

Labels = list[tuple[int, tuple[Row, ...]]]
"""The labels of a row of the grid: position among its own cells, and the rows of the form that it may name."""

_NUMBER_ALONE = re.compile(r"[(（]?(?P<no>[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．。:：]+")
_TWO_WORDS = re.compile("[\u3400-\u9fff]\\s?[\u3400-\u9fff]")
_NEGATIONS = frozenset("不未无非没")
_LIKE = 40.0  # per cent of characters shared with the label of the form


def add_unprinted(grid: OwnCells, labels: dict[int, Labels], index: LabelIndex) -> None:
    """Add the labels of rows that are near or in place to those that are exact.

    Args:
        grid: A grid of a table that is recognised.
        labels: Exact labels by row number; the others are added.
        index: Labels of the table.
    """
    near = near_labels(index)
    taken = {rows[0] for found in labels.values() for _, rows in found if len(rows) == 1}
    for number, tokens in enumerate(grid.rows):
        if number not in labels and (found := _near(tokens, near, taken)):
            labels[number] = found
    order = {row: place for place, row in enumerate(index.table.rows)}
    for number in range(1, len(grid.rows) - 1):
        if number not in labels and (placed := _between(grid, number, labels, order, near)):
            labels[number] = [placed]


def is_label(text: str) -> bool:
    """Whether the cell holds words and is no figure: ``2.其他情形`` is one, ``12件`` and 未收到申请 are none."""
    value = read_cell(text, "change")
    return _TWO_WORDS.search(text) is not None and (value is None or value.semantic == "text")


def _near(tokens: list[Token], near: NearLabels, taken: set[Row]) -> Labels:
    found = [(i, near.rows(cell.text)) for i, (_, cell) in enumerate(tokens) if len(cell.text) > 1]
    found = [(i, rows) for i, rows in found if rows and not taken.issuperset(rows)]
    return [(i, rows) for i, rows in found if not rows[0].values or any(is_figure(cell.text) for _, cell in tokens[i + 1 :])]


def _between(
    grid: OwnCells, number: int, labels: Mapping[int, Labels], order: Mapping[Row, int], near: NearLabels
) -> tuple[int, tuple[Row, ...]] | None:
    """The row of the form that is missing between the rows over and under this one."""
    before, after = labels.get(number - 1, []), labels.get(number + 1, [])
    if len(before) != 1 or len(after) != 1 or len(before[0][1]) != 1 or len(after[0][1]) != 1:
        return None
    (start, (upper,)), (end, (lower,)) = before[0], after[0]
    cells = len(grid.rows[number - 1]) - start
    tokens = grid.rows[number]
    if order[lower] - order[upper] != 2 or cells != len(grid.rows[number + 1]) - end or len(tokens) < cells:  # noqa: PLR2004 - one row is missing
        return None
    row = near.index.table.rows[order[upper] + 1]
    place = len(tokens) - cells
    return (place, (row,)) if row.values and _may_be(tokens[place][1].text, row, near) else None


def _may_be(text: str, row: Row, near: NearLabels) -> bool:
    """Whether the label does not speak against the row whose place it has."""
    if alone := _NUMBER_ALONE.fullmatch("".join(text.split())):
        return alone["no"] == row.no
    label = fold_label(text)
    if label is None or label.no not in {"", row.no} or near.knows(label) or not is_label(text):
        return False
    if _NEGATIONS & set(label.full) != _NEGATIONS & set(row.label):
        return False
    return (label.no == row.no and bool(row.no) and near.index.table.layout == "matrix") or near.likeness(label, row) >= _LIKE
