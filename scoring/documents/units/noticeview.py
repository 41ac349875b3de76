"""整改通知单 as plain objects: what its template prints. Only type sizes and widths are computed here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from scoring.documents.official.measures import PORTRAIT
from scoring.documents.official.names import chinese_date
from scoring.documents.official.titleshape import em_width
from scoring.documents.units.letterview import Letter, frame, slip_height
from scoring.documents.units.proof import proof_words
from scoring.results.model import Results
from scoring.results.rectification.building import Notice, ToMend

TITLE = "整改通知单"
_SLIP_ROW = (22.5, 36.5)  # of 回执: lower where that keeps the rows on one page, pt
_SMALL, _LEAST_INSET, _AROUND = 10.5, 1.0, 8.0  # type of the table, what numbers keep from the rule at their right, and from both, pt
_LOST_WIDTH = 38.0  # of 失分, where its numbers do not need more, pt
# Columns of the table: title, width (pt; the rest goes to what was found), whether it may be left out where it is empty.
# Seven characters fit a title, eighteen what was found, nine what is asked for.
_COLUMNS = (
    ("序号", 26.5, False),
    ("事项", 80.5, False),
    ("存在的问题", 0.0, False),
    ("失分", _LOST_WIDTH, True),
    ("整改要求", 101.5, False),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One row of the table, finished texts; ``due`` only where it is another day than that of the notice."""

    number: str
    title: str
    found: str
    proof: str
    lost: str
    basis: str
    measure: str
    due: str


@dataclass(frozen=True, slots=True)
class NoticeView(Letter):
    """One notice."""

    TEMPLATE: ClassVar[str] = "notice"

    why: str
    has_other_dates: bool
    rows: tuple[Problem, ...]
    lost_inset: str


def notice_view(results: Results, notice: Notice) -> NoticeView:
    """What the notice of one unit says."""
    settings: Mapping[str, Any] = results.documents["rectification"]
    dates = {row.due for row in notice.rows}
    due = min(dates) if len(dates) == 1 else str(settings["due"])
    rows = tuple(_problem(i, row, lost, due) for i, (row, lost) in enumerate(zip(notice.rows, notice.lost, strict=True), 1))
    return NoticeView(
        **frame(results, "rectification", TITLE),
        number=notice.number,
        unit=notice.unit,
        basis="、".join(settings.get("basis") or results.criteria_basis),
        why="；".join(notice.why),
        due=chinese_date(due),
        has_other_dates=any(row.due for row in rows),
        rows=rows,
        columns=_columns(rows),
        lost_inset=_lost_inset(rows),
        slip_height=slip_height(len(rows), *_SLIP_ROW),
    )


def _problem(number: int, row: ToMend, lost: str, due: str) -> Problem:
    other = f"{chinese_date(row.due)}前完成" if row.due != due else ""
    return Problem(str(number), row.title, row.found, proof_words(row.sources, row.title), lost, row.basis, row.measure, other)


def _columns(rows: Sequence[Problem]) -> tuple[tuple[str, str], ...]:
    """The columns that have something to say; what was found takes what the others leave."""
    own = {"失分": max(_LOST_WIDTH, _longest(rows) + _AROUND)}  # a number is never broken
    kept = [(title, own.get(title, width)) for title, width, optional in _COLUMNS if not optional or any(row.lost for row in rows)]
    rest = PORTRAIT - sum(width for _, width in kept)
    return tuple((title, f"{width or rest:.1f}") for title, width in kept)


def _lost_inset(rows: Sequence[Problem]) -> str:
    """Inner right margin of 失分: the longest number stands in the middle of its column, the others end where it ends."""
    longest = _longest(rows)
    return f"{max((max(_LOST_WIDTH, longest + _AROUND) - longest) / 2, _LEAST_INSET):.1f}"


def _longest(rows: Sequence[Problem]) -> float:
    """Width of the longest number of 失分, pt."""
    return max((em_width(row.lost) for row in rows), default=0.0) * _SMALL
