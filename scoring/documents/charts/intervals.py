"""Ranks in many draws: an interval per unit, and how often which rank, both readable in black and white."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scoring.documents.charts import svg
from scoring.documents.charts.labels import shown_width

ROW, TOP, BELOW = 15.0, 30.0, 8.0  # height of a row, room for the ranks above, room below, pt
GAP, MOST_STEP, LEAST_STEP = 8.0, 24.0, 7.0  # pt between names and ranks, widest and narrowest column of a rank
PIECE, SCALE, INSET = 12.0, 12.0, 5.0  # height of a piece in a row and of the scale in the head, room at both ends, pt
_LEAST_HALF = 1.5  # of the width of an interval of one rank, pt
_MOST_MARKS, _UNEVEN = 8, 2  # marks of a scale; a step that would set 1 and 2 side by side
LEAST_SIDE = 1.2  # of a square, so that one draw in a thousand is still seen


@dataclass(frozen=True, slots=True)
class Bar:
    """One unit: name, rank of the run, interval, median, extremes, and share of draws by rank in thousandths."""

    name: str
    rank: int
    low: int
    median: int
    high: int
    best: int
    worst: int
    shares: Sequence[tuple[int, int]] = ()


def interval_chart(title: str, bars: Sequence[Bar], width: float) -> str:
    """Intervals as SVG: a thin line over all ranks, a bar over the interval, a stroke at the median, a triangle at the rank.

    Args:
        title: What the chart shows.
        bars: Units in the order of their ranks.
        width: Greatest width of the drawing, pt.
    """
    frame = _Frame(bars, width)
    shapes = list(frame.shapes())
    for number, bar in enumerate(bars):
        middle = frame.middle(number)
        shapes.append(svg.line(frame.at(bar.best), middle, frame.at(bar.worst), middle, width=0.6))
        left, right = frame.at(bar.low) - frame.step * 0.3, frame.at(bar.high) + frame.step * 0.3
        shapes.append(svg.hatched(left, middle - 3.5, right - left, 7))
        shapes.append(svg.line(frame.at(bar.median), middle - 4.5, frame.at(bar.median), middle + 4.5, width=1.8))
        shapes.append(svg.triangle(frame.at(bar.rank), middle - 3.5, 5))
    return svg.drawing(frame.width, frame.height, title, shapes)


def acceptability_chart(title: str, bars: Sequence[Bar], width: float) -> str:
    """How often which rank as SVG: a square whose area is the share of the draws, the rank of the run framed."""
    frame = _Frame(bars, width)
    shapes = list(frame.shapes())
    cell = min(frame.step, ROW) - 1.5
    for number, bar in enumerate(bars):
        middle = frame.middle(number)
        for rank, share in bar.shares:
            if share:
                side = max(cell * math.sqrt(share / 1000), LEAST_SIDE)
                shapes.append(svg.solid(frame.at(rank) - side / 2, middle - side / 2, side, side))
        x, half = frame.at(bar.rank), min(frame.step, ROW) / 2
        shapes += [svg.line(x - half, middle + half, x + half, middle + half, width=1.2)]
    return svg.drawing(frame.width, frame.height, title, shapes)


def row_intervals(bars: Sequence[Bar], width: float) -> tuple[str, tuple[str, ...]]:
    """The same chart in pieces for the rows of a table, so that it runs over pages as the table does.

    Args:
        bars: Units, one per row.
        width: Width of every piece, pt.

    Returns:
        The scale of ranks for the head of the column, and the drawing of every row.
    """
    ranks = max(max(bar.worst, bar.rank) for bar in bars)
    step = (width - 2 * INSET) / ranks
    marks = [svg.text(INSET + step * (rank - 0.5), SCALE - 3, str(rank), anchor="middle", size=8) for rank in scale_ranks(ranks)]
    drawn = tuple(svg.drawing(width, PIECE, _told(bar), _piece(bar, step)) for bar in bars)
    return svg.drawing(width, SCALE, "名次刻度", marks), drawn


def scale_ranks(ranks: int) -> tuple[int, ...]:
    """The ranks that a scale shows: the first, and every 5th, 10th, 20th, 50th ..., so that they are few."""
    steps = (step * 10**size for size in itertools.count() for step in (1, 2, 5))
    step = next(step for step in steps if step != _UNEVEN and ranks // step <= _MOST_MARKS)
    return tuple(sorted({1, *range(step, ranks + 1, step)}))


def _told(bar: Bar) -> str:
    return f"{bar.name}：公布名次第{bar.rank}位，模拟中位第{bar.median}位，名次区间第{bar.low}至第{bar.high}位"


def _piece(bar: Bar, step: float) -> Iterable[str]:
    """The interval of one unit: what falls on one rank is still a bar that is seen."""

    def at(rank: int) -> float:
        return INSET + step * (rank - 0.5)

    middle, half = PIECE / 2 + 1.5, max(step * 0.3, _LEAST_HALF)
    yield svg.line(at(bar.best), middle, at(bar.worst), middle, width=0.6)
    yield svg.hatched(at(bar.low) - half, middle - 3, at(bar.high) - at(bar.low) + 2 * half, 6)
    yield svg.line(at(bar.median), middle - 4, at(bar.median), middle + 4, width=1.8)
    yield svg.triangle(at(bar.rank), middle - 3, 4.5)


class _Frame:
    """Names at the left, a column per rank, thin lines between rows."""

    def __init__(self, bars: Sequence[Bar], width: float) -> None:
        self.bars = bars
        self.ranks = max(max(bar.worst, bar.rank) for bar in bars)
        self.left = max(shown_width(bar.name) for bar in bars) + GAP
        self.step = min(max((width - self.left) / self.ranks, LEAST_STEP), MOST_STEP)
        self.width = self.left + self.step * self.ranks + 2
        self.height = TOP + ROW * len(bars) + BELOW

    def at(self, rank: int) -> float:
        """Middle of the column of a rank."""
        return self.left + self.step * (rank - 0.5)

    def middle(self, row: int) -> float:
        """Middle of a row."""
        return TOP + ROW * (row + 0.5)

    def shapes(self) -> Iterable[str]:
        """Ranks above, names at the left, a line under every fifth row."""
        yield svg.text(0, TOP - 18, "名次")
        every = 1 if self.step >= 14 else 5  # noqa: PLR2004 - pt that two digits need
        for rank in range(1, self.ranks + 1):
            if rank == 1 or rank % every == 0:
                yield svg.text(self.at(rank), TOP - 6, str(rank), anchor="middle", size=8)
        yield svg.line(0, TOP, self.width, TOP, width=0.75)
        for number, bar in enumerate(self.bars):
            yield svg.text(0, self.middle(number) + 3, bar.name)
            if number % 5 == 4:  # noqa: PLR2004 - every fifth
                yield svg.line(0, TOP + ROW * (number + 1), self.width, TOP + ROW * (number + 1), width=0.25)
