"""Horizontal bars, each with the one it is compared with below it: solid and hatched, numbers at their ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scoring.documents.charts import svg
from scoring.documents.charts.labels import shown_width, wrapped

LABEL_GAP, NUMBER_GAP, NUMBER_ROOM = 6.0, 4.0, 48.0
BAR, BETWEEN, APART = 6.6, 2.4, 6.0  # height of a bar, room between the two of a row and between rows, pt
LEGEND, NUMBERS = 15.0, 7.5  # height of the legend, size of the numbers, pt; a number is no higher than its bar
_MOST_LABEL = 0.3  # of the width
_FIGURE = 0.73  # height of a figure, em


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the chart.

    Args:
        label: Its name.
        share: Length of its bar as per cent of the axis, as printed (``93.33%``); empty where there is none.
        words: What stands at the end of the bar, the share and what it comes from.
        other: The share it is compared with; empty where there is none.
        other_words: What stands at the end of that bar.
    """

    label: str
    share: str
    words: str
    other: str = ""
    other_words: str = ""


def bar_chart(title: str, own: str, other: str, bars: Sequence[Bar], width: float) -> str:
    """Bars as SVG.

    Args:
        title: What the chart shows.
        own: Name of the solid bars.
        other: Name of the hatched bars; no legend where no row has one.
        bars: The rows.
        width: Width of the drawing, pt.
    """
    compared = any(bar.other for bar in bars)
    room = max((shown_width(bar.label) for bar in bars), default=0.0)
    left = min(room, width * _MOST_LABEL) + LABEL_GAP
    top = LEGEND if compared else 2.0
    shapes = list(_legend(own, other, left)) if compared else []
    at = top
    for bar in bars:
        lines = wrapped(bar.label, left - LABEL_GAP)
        height = max(BAR * 2 + BETWEEN if compared else BAR, len(lines) * svg.SIZE * 1.2)
        shapes += _row(bar, lines, (left, at, height), width, compared=compared)
        at += height + APART
    shapes.append(svg.line(left, top - 2, left, at - APART + 2, width=0.75))
    return svg.drawing(width, at, title, shapes)


def _legend(own: str, other: str, left: float) -> Iterator[str]:
    yield svg.solid(left, 2, 16, BAR)
    yield svg.text(left + 20, 9, own)
    start = left + 20 + shown_width(own) + 18
    yield svg.hatched(start, 2, 16, BAR)
    yield svg.text(start + 20, 9, other)


def _row(bar: Bar, lines: Sequence[str], place: tuple[float, float, float], width: float, *, compared: bool) -> Iterator[str]:
    left, top, height = place
    middle = top + height / 2
    first = middle - (len(lines) - 1) * svg.SIZE * 0.6 + svg.SIZE * 0.35
    for i, words in enumerate(lines):
        yield svg.text(left - LABEL_GAP, first + i * svg.SIZE * 1.2, words, anchor="end")
    axis = width - left - NUMBER_ROOM
    own_top = middle - BAR - BETWEEN / 2 if compared else middle - BAR / 2
    yield from _bar(svg.solid, bar.share, bar.words, (left, own_top, axis))
    if bar.other:
        yield from _bar(svg.hatched, bar.other, bar.other_words, (left, middle + BETWEEN / 2, axis))


def _bar(shape: object, share: str, words: str, place: tuple[float, float, float]) -> Iterator[str]:
    left, top, axis = place
    length = axis * _part(share)
    if length > 0:
        yield shape(left, top, length, BAR)  # type: ignore[operator]  # one of the two shapes
    yield svg.text(left + length + NUMBER_GAP, top + (BAR + _FIGURE * NUMBERS) / 2, words, size=NUMBERS)


def _part(share: str) -> float:
    """Part of the axis: a negative share has no bar, more than everything fills it."""
    return min(max(float(share.rstrip("%")) / 100, 0.0), 1.0) if share else 0.0
