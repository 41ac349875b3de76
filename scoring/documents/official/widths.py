"""Widths of the columns of a table and its type size, computed once for the whole table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from scoring.documents.official.grid import Raw
from scoring.documents.official.measures import LANDSCAPE, PORTRAIT
from scoring.documents.official.titleshape import em_width, heading_width

PADDING, HEAD_PADDING, RULE = 4.0, 1.0, 0.5  # left and right of a cell and of a head, and the rule of a column, pt
ROUNDING = 0.01


class Fit(NamedTuple):
    """How a table is set: type size, pt; whether the page lies down; whether long heads are broken anywhere to be narrow."""

    size: float
    wide: bool
    tight: bool = False


# 小四 or 五号, upright if it can be
_SIZES = tuple(Fit(size, wide, tight) for wide in (False, True) for size, tight in ((12.0, False), (10.5, False), (10.5, True)))
SMALLEST = _SIZES[-1]
_WIDTHS = {False: PORTRAIT, True: LANDSCAPE}
_MOST_EM = {
    ("name", False): 12.0,
    ("name", True): 16.0,
    ("note", False): 6.0,
    ("note", True): 12.0,
    ("names", False): 10.0,
    ("names", True): 24.0,
}  # a name or remark wraps beyond this
_SOFT = ("name", "note", "names")
_CHART = 120.0  # pt that a drawing of ranks needs to be read
_TIGHT_HEAD = 3.0  # em


def fit(columns: Sequence[Raw], halves: int) -> Fit | None:
    """How a table is set; None where the columns are too many for any page."""
    return next((way for way in _SIZES if sum(natural(columns, way)) <= _WIDTHS[way.wide] / halves), None)


def split_columns(columns: Sequence[Raw]) -> list[list[Raw]]:
    """The columns of a table too wide for any page as several tables: rank and unit in each, the others shared out evenly."""
    lead = [column for column in columns if column.kind in ("rank", "name")]
    rest = [column for column in columns if column not in lead]
    room = _WIDTHS[SMALLEST.wide] - sum(natural(lead, SMALLEST))
    for parts in range(2, len(rest) + 1):
        shares = [rest[len(rest) * i // parts : len(rest) * (i + 1) // parts] for i in range(parts)]
        if all(sum(natural(share, SMALLEST)) <= room for share in shares):
            return [[*lead, *share] for share in shares]
    return [[*lead, column] for column in rest]


def type_area(wide: bool) -> float:  # noqa: FBT001 - upright or lying down
    """Width of the type area, pt."""
    return _WIDTHS[wide]


def natural(columns: Sequence[Raw], way: Fit) -> list[float]:
    """The width each column needs so that no cell wraps, very long names and remarks excepted."""
    size = way.size
    widest = (max((em_width(cell) for cell in column.cells), default=0) for column in columns)
    limited = (min(w, _MOST_EM.get((column.kind, way.wide), w)) for column, w in zip(columns, widest, strict=True))
    heads = (max(min(heading_width(c.title), _TIGHT_HEAD if way.tight else math.inf), em_width(c.full)) for c in columns)
    paddings = (HEAD_PADDING if column.kind == "number" else PADDING for column in columns)  # heads of numbers are broken to fit
    wanted = (max(w * size + 2 * PADDING, h * size + 2 * p) + RULE for w, h, p in zip(limited, heads, paddings, strict=True))
    return [max(w, _CHART if column.kind == "chart" else 0.0) for column, w in zip(columns, wanted, strict=True)]


def filled(columns: Sequence[Raw], wanted: list[float], room: float) -> list[float]:
    """The widths stretched to the type area; columns of numbers get equal widths so that they look even."""
    numbers = max((w for c, w in zip(columns, wanted, strict=True) if c.kind == "number"), default=0.0)
    even = [numbers if c.kind == "number" else w for c, w in zip(columns, wanted, strict=True)]
    widths = even if sum(even) <= room else wanted
    shares = [{"name": 2.0, "note": 2.0, "names": 3.0, "chart": 3.0}.get(c.kind, 1.0) for c in columns]
    extra = room - sum(widths)
    if extra < 0:  # too wide even for the widest page: names and remarks give way
        soft = sum(w for c, w in zip(columns, widths, strict=True) if c.kind in _SOFT)
        return [w * max(1 + extra / soft, 0.3) if c.kind in _SOFT else w for c, w in zip(columns, widths, strict=True)]
    return [w + extra * share / sum(shares) for w, share in zip(widths, shares, strict=True)]


def lines_of(columns: Sequence[Raw], widths: Sequence[float], size: float) -> list[int]:
    """Lines that each row takes: names and remarks may turn."""
    soft = [(column, width) for column, width in zip(columns, widths, strict=True) if column.kind in _SOFT]
    lines = [1] * max((len(column.cells) for column in columns), default=0)
    for column, width in soft:
        em = (width - 2 * PADDING - RULE) / size + ROUNDING
        for i, cell in enumerate(column.cells):
            lines[i] = max(lines[i], math.ceil(em_width(cell) / em))
    return lines
