"""A slope chart: ranks of one group before and after, a line per unit; rising lines are heavy, falling ones dashed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.documents.charts import svg
from scoring.documents.charts.labels import shown_width

PITCH, TOP, BOTTOM = 14.0, 44.0, 22.0  # from row to row; room for the heads; room for the key, pt
_MIDDLE, _AIR, _EDGE = 150.0, 6.0, 6.0  # between the two sides, between a label and its line, around the drawing
_RISE, _FALL, _SAME = (1.3, ""), (0.7, "4 2"), (0.5, "1 1.6")
_FACE = "GW Song, SimSun, 宋体, serif"
_TITLE = 11.0
_KEY = ((_RISE, "上升"), (_FALL, "下降"), (_SAME, "持平"))
_KEY_LINE, _KEY_STEP = 24.0, 62.0


@dataclass(frozen=True, slots=True)
class Slope:
    """One unit: short name, ranks and printed totals before and after."""

    name: str
    old: int
    new: int
    old_total: str
    new_total: str


def slope_chart(title: str, heads: tuple[str, str], slopes: Sequence[Slope]) -> str:
    """The chart as SVG; readable in black and white.

    Args:
        title: What it shows.
        heads: What stands over the two sides.
        slopes: The units.
    """
    left, right = _rows([slope.old for slope in slopes]), _rows([slope.new for slope in slopes])
    labels = [(f"{slope.old}  {slope.name}  {slope.old_total}", f"{slope.new}  {slope.name}  {slope.new_total}") for slope in slopes]
    start = _EDGE + max(shown_width(label[0]) for label in labels) + _AIR
    end = start + _MIDDLE
    width = max(end + _AIR + max(shown_width(label[1]) for label in labels) + _EDGE, shown_width(title, _TITLE) + 2 * _EDGE)
    height = TOP + PITCH * len(slopes) + BOTTOM
    shapes = [svg.text(width / 2, 15, title, anchor="middle", size=_TITLE, face=_FACE)]
    shapes += [svg.text(start, 34, heads[0], anchor="end", face=_FACE), svg.text(end, 34, heads[1], face=_FACE)]
    for slope, label, one, other in zip(slopes, labels, left, right, strict=True):
        weight, dash = _RISE if slope.new < slope.old else _FALL if slope.new > slope.old else _SAME
        shapes.append(svg.text(start - _AIR, one + 3, label[0], anchor="end", face=_FACE))
        shapes.append(svg.line(start, one, end, other, width=weight, dash=dash))
        shapes.append(svg.text(end + _AIR, other + 3, label[1], face=_FACE))
    return svg.drawing(width, height, title, [*shapes, *_key(start, height - 8)])


def _rows(ranks: Sequence[int]) -> list[float]:
    """Height of every unit's row: by rank, those that share one in their order, one row each."""
    order = sorted(range(len(ranks)), key=lambda place: (ranks[place], place))
    rows = {place: TOP + PITCH * (row + 0.5) for row, place in enumerate(order)}
    return [rows[place] for place in range(len(ranks))]


def _key(left: float, base: float) -> list[str]:
    """What the lines mean."""
    shapes = []
    for place, ((weight, dash), words) in enumerate(_KEY):
        x = left + place * _KEY_STEP
        shapes.append(svg.line(x, base - 3, x + _KEY_LINE, base - 3, width=weight, dash=dash))
        shapes.append(svg.text(x + _KEY_LINE + 4, base, words, face=_FACE))
    return shapes
