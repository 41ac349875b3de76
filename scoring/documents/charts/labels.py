"""Labels of charts: how wide they are, how they are broken, and how they keep apart."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.documents.charts.svg import SIZE
from scoring.documents.official.titleshape import break_heading, em_width

MOST_LINES = 3  # of a label; what is left is cut off and shown so


def shown_width(words: str, size: float = SIZE) -> float:
    """Width of words, pt."""
    return em_width(words) * size


def wrapped(label: str, width: float) -> tuple[str, ...]:
    """The lines of a label that has so much room, pt."""
    lines = break_heading(label, width / SIZE)
    if len(lines) > MOST_LINES:
        last = lines[MOST_LINES - 1]
        return (*lines[: MOST_LINES - 1], f"{last[:-1]}…")
    return lines


def kept_apart(wanted: Sequence[float], widths: Sequence[float], low: float, high: float, gap: float = 4.0) -> tuple[float, ...]:
    """Middles of labels on one line, as near as possible to where they are wanted and never over one another.

    Args:
        wanted: Where the middles should be, ascending.
        widths: Widths of the labels.
        low: Left end of the room.
        high: Right end of the room.
        gap: Least distance between two labels.

    Returns:
        The middles; from the left, where there is not room for all.
    """
    middles = []
    edge = low
    for at, width in zip(wanted, widths, strict=True):
        middles.append(max(at, edge + width / 2))
        edge = middles[-1] + width / 2 + gap
    edge = high
    for i in range(len(middles) - 1, -1, -1):
        middles[i] = min(middles[i], edge - widths[i] / 2)
        edge = middles[i] - widths[i] / 2 - gap
    if middles and middles[0] - widths[0] / 2 < low:
        shift = low - (middles[0] - widths[0] / 2)
        middles = [middle + shift for middle in middles]
    return tuple(middles)
