"""A strip: where one unit stands among all of its group, every unit a stroke, the mean a dashed line."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.documents.charts import svg
from scoring.documents.charts.labels import kept_apart, shown_width

TOP, STROKE, BELOW = 22.0, 12.0, 16.0  # room for the unit's label, length of strokes, room for the labels below, pt
_ENDS = 6.0


def strip_chart(title: str, values: Sequence[str], own: tuple[str, str], mean: tuple[str, str] | None, width: float) -> str:
    """A strip as SVG.

    Args:
        title: What the chart shows.
        values: Printed scores of all units.
        own: The unit's score and the words at its mark.
        mean: The mean and the words at its line, if it is shown.
        width: Width of the drawing, pt.
    """
    numbers = [float(value) for value in values]
    low, high = min(numbers), max(numbers)
    ends = _end_words(values)
    left, right = shown_width(ends[0]) + _ENDS, width - shown_width(ends[1]) - _ENDS

    def place(value: str) -> float:
        share = (float(value) - low) / (high - low) if high > low else 0.5
        return left + (right - left) * share

    base = TOP + STROKE / 2
    shapes = [svg.line(left, base, right, base, width=0.75)]
    shapes += [svg.text(0, base + 3, ends[0]), svg.text(width, base + 3, ends[1], anchor="end")]
    strokes = sorted({svg.pt(place(value)) for value in values}, key=float)
    shapes += [svg.line(float(x), TOP + 1, float(x), TOP + STROKE - 1, width=0.6) for x in strokes]
    shapes += _own(place(own[0]), own[1], width)
    if mean:
        shapes += _mean(place(mean[0]), mean[1], width)
    return svg.drawing(width, TOP + STROKE + (BELOW if mean else 2), title, shapes)


def _end_words(values: Sequence[str]) -> tuple[str, str]:
    return f"最低{min(values, key=float)}", f"最高{max(values, key=float)}"


def strip_words(values: Sequence[str], own: str, mean: str) -> tuple[str, ...]:
    """The words of a strip: the unit's, the lowest end, the mean (may be empty), the highest end."""
    low, high = _end_words(values)
    return (own, low, mean, high)


def _own(at: float, words: str, width: float) -> list[str]:
    (middle,) = kept_apart([at], [shown_width(words)], 0, width)
    return [
        svg.triangle(at, TOP - 1, 7),
        svg.line(at, TOP - 2, at, TOP + STROKE + 2, width=1.8),
        svg.text(middle, TOP - 11, words, anchor="middle"),
    ]


def _mean(at: float, words: str, width: float) -> list[str]:
    (middle,) = kept_apart([at], [shown_width(words)], 0, width)
    bottom = TOP + STROKE
    return [svg.line(at, TOP - 1, at, bottom + 4, width=0.9, dash="2 1.5"), svg.text(middle, bottom + 13, words, anchor="middle")]
