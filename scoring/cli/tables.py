"""Aligned columns for a terminal, in which Chinese characters take two places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wcwidth import wcswidth


def width(text: str) -> int:
    """Places that a text takes on a terminal; what cannot be measured counts by its characters."""
    measured = wcswidth(text)
    return len(text) if measured < 0 else measured


def table(rows: Iterable[Sequence[str]], right: Iterable[int] = ()) -> str:
    """Rows as aligned columns, two blanks apart.

    Args:
        rows: The cells, every row with the same number of them.
        right: Columns (from 0) whose cells end together, as numbers do.
    """
    listed, ends = [list(row) for row in rows], set(right)
    widths = [max(map(width, column)) for column in zip(*listed, strict=True)]
    return "\n".join(
        "  ".join(_placed(cell, wide, end=i in ends) for i, (cell, wide) in enumerate(zip(row, widths, strict=True))).rstrip()
        for row in listed
    )


def _placed(cell: str, wide: int, *, end: bool) -> str:
    room = " " * (wide - width(cell))
    return room + cell if end else cell + room
