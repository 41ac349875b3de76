"""Tables of a unit's document: columns without text left out, widths by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.documents.official.titleshape import break_heading, em_width
from scoring.documents.units.feedback_model import Align, Grid

WIDTH, SIZE, PADDING = 487.0, 10.0, 8.0  # of the text, of the type, of a cell on both sides, pt
NONE = "—"
_MOST_NAME = 0.42  # of the width, for a column of names: longer ones turn

Column = tuple[str, Align, Sequence[str]]


def grid(columns: Sequence[Column]) -> Grid | None:
    """A table; None without rows.

    Args:
        columns: Head, alignment, cells. A column without any text is left out; other empty cells get a dash.
    """
    there = [column for column in columns if any(column[2])]
    if not there:
        return None
    cells = [[text or NONE for text in column] for _, _, column in there]
    align = tuple(align for _, align, _ in there)
    heads = [(head,) for head, _, _ in there]
    if sum(_needs(heads, cells, align)) > WIDTH:
        heads = [head if align[i] == "left" else break_heading(head[0], max(len(head[0]) / 2, 3)) for i, head in enumerate(heads)]  # type: ignore[misc]  # lines of a head
    widths = _shared(_needs(heads, cells, align), align)
    return Grid(tuple(map(tuple, heads)), align, tuple(zip(*cells, strict=True)), widths)


def _needs(heads: Sequence[Sequence[str]], cells: Sequence[Sequence[str]], align: Sequence[Align]) -> list[float]:
    """What every column needs to stand on one line; names no more than a part of the width."""
    needs = [max(em_width(text) * SIZE for text in (*head, *column)) for head, column in zip(heads, cells, strict=True)]
    return [(min(need, WIDTH * _MOST_NAME) if align[i] == "left" else need) + PADDING for i, need in enumerate(needs)]


def _shared(needs: Sequence[float], align: Sequence[Align]) -> tuple[float, ...]:
    """The rest of the width goes to the numbers, a part of it to the names; what is too wide is made narrower in proportion."""
    rest = WIDTH - sum(needs)
    if rest <= 0:
        return tuple(round(need * WIDTH / sum(needs), 1) for need in needs)
    names = [i for i, kind in enumerate(align) if kind == "left"]
    numbers = [i for i, kind in enumerate(align) if kind == "right"]
    widths = list(needs)
    for i in numbers:
        widths[i] += rest * 0.6 / len(numbers)
    for i in names or numbers:
        widths[i] += rest * (0.4 if numbers else 1.0) / len(names or numbers)
    return tuple(round(width, 1) for width in widths)
