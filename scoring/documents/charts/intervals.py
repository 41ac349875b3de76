"""Ranks in many draws: an interval per unit, and how often which rank, both readable in black and white."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scoring.documents.charts import svg
from scoring.documents.charts.labels import shown_width

ROW, TOP, BELOW = 15.0, 30.0, 8.0  # height of a row, room for the ranks above, room below, pt
GAP, MOST_STEP, LEAST_STEP = 8.0, 24.0, 7.0  # pt between names and ranks, widest and narrowest column of a rank
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
