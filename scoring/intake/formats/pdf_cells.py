"""The text of one cell from its printed lines: what was wrapped is joined, what stands below is kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from scoring.intake.formats.pdf_lines import PrintedLine

_MAX_PADDING = 9.0  # points between a text and the rulings of its cell
_RULING = 0.6  # points that the rulings themselves take
_NEXT_LINE = 2.0  # of the size: lines further apart are not one wrapped text

Box = tuple[float, float, float, float]


def padding(lines: Iterable[tuple[Box, PrintedLine]]) -> float:
    """The space that a table leaves between text and ruling: the least that is found in it."""
    return max(min((min(line.x0 - box[0], box[2] - line.x1) for box, line in lines), default=0.0), 0.0)


def cell_text(lines: Sequence[PrintedLine], box: Box, pad: float) -> str:
    """The lines of a cell; a line break stands where the text was not forced into the next line."""
    text = lines[0].text if lines else ""
    room = box[2] - box[0] - 2 * min(pad, _MAX_PADDING) - _RULING
    for upper, lower in pairwise(lines):
        first = lower.chars[0]
        forced = upper.x1 - upper.x0 + first.x1 - first.x0 > room and lower.baseline - upper.baseline < _NEXT_LINE * upper.size
        text += ("" if forced and not upper.ends_blank else "\n") + lower.text
    return text
