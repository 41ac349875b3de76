"""整改通知单 as plain objects: what its template prints. Only type sizes and widths are computed here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.documents.official.names import chinese_date
from scoring.documents.official.tables import PORTRAIT, TITLE_SIZE
from scoring.documents.official.titleshape import break_title, em_width
from scoring.documents.units.proof import proof_words
from scoring.results.model import Results
from scoring.results.rectification import Notice, ToMend

TITLE = "整改通知单"
_HEAD_MAX, _HEAD_FILL = 40.0, 0.95  # the name in the head: at most 40 pt, at most so much of the width
_SEAL_INDENT = 4 * 15.79  # right of the date (GB/T 9704-2012, 7.3.5.1), pt
_CONTACT = {"person": "联系人", "phone": "联系电话", "email": "电子邮箱", "address": "地址"}
_SLIP_ROOM, _SLIP_PADDING, _SLIP_ROW = 380.0, 6.5, (16.0, 30.0)  # rows of 回执: lower where that keeps them on one page, pt
# Columns of the table: title, width (pt; the rest goes to what was found), whether it may be left out where it is empty.
_COLUMNS = (("序号", 28.0, False), ("事项", 72.0, False), ("存在的问题", 0.0, False), ("失分", 38.0, True), ("整改要求", 104.0, False))


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
class NoticeView:
    """One notice; sizes and widths are pt as text, ``columns`` are (title, width) of those that the table has."""

    head: str
    head_size: str
    red: bool
    number: str
    title: str
    title_lines: tuple[str, ...]
    unit: str
    assessment: str
    basis: str
    why: str
    due: str
    has_other_dates: bool
    rows: tuple[Problem, ...]
    columns: tuple[tuple[str, str], ...]
    reply_to: str
    contact: str
    issuer: str
    date: str
    date_iso: str
    date_width: str
    date_indent: str
    reply_slip: bool
    slip_height: str
    keywords: str


def notice_view(results: Results, notice: Notice) -> NoticeView:
    """What the notice of one unit says."""
    settings: Mapping[str, Any] = results.documents["rectification"]
    issuer, title = str(settings["issuer"]), str(settings.get("title") or TITLE)
    head, date = str(settings.get("head") or issuer), chinese_date(settings["date"])
    dates = {row.due for row in notice.rows}
    due = min(dates) if len(dates) == 1 else str(settings["due"])
    rows = tuple(_problem(i, row, due) for i, row in enumerate(notice.rows, 1))
    return NoticeView(
        head=head,
        head_size=f"{min(_HEAD_MAX, _HEAD_FILL * PORTRAIT / em_width(head)):.1f}",
        red=settings.get("colour", "red") == "red",
        number=notice.number,
        title=title,
        title_lines=break_title(title, PORTRAIT / TITLE_SIZE, (issuer,)),
        unit=notice.unit,
        assessment=results.title,
        basis="、".join(settings.get("basis") or results.criteria_basis),
        why="；".join(notice.why),
        due=chinese_date(due),
        has_other_dates=any(row.due for row in rows),
        rows=rows,
        columns=_columns(rows),
        reply_to=str(settings.get("reply_to") or issuer),
        contact="，".join(f"{_CONTACT[key]}：{text}" for key, text in (settings.get("contact") or {}).items()),
        issuer=issuer,
        date=date,
        date_iso=str(settings["date"]),
        date_width=f"{em_width(date) * 16:.1f}",
        date_indent=f"{max(_SEAL_INDENT, (em_width(issuer) - em_width(date)) * 16 / 2):.1f}",
        reply_slip=bool(settings.get("reply_slip")),
        slip_height=f"{min(max(_SLIP_ROOM / len(rows) - _SLIP_PADDING, _SLIP_ROW[0]), _SLIP_ROW[1]):.1f}",
        keywords=f"{results.assessment_id}, {results.score_fingerprint}",
    )


def _problem(number: int, row: ToMend, due: str) -> Problem:
    other = f"{chinese_date(row.due)}前完成" if row.due != due else ""
    return Problem(str(number), row.title, row.found, proof_words(row.sources, row.title), row.lost, row.basis, row.measure, other)


def _columns(rows: Sequence[Problem]) -> tuple[tuple[str, str], ...]:
    """The columns that have something to say; what was found takes what the others leave."""
    kept = [(title, width) for title, width, optional in _COLUMNS if not optional or any(row.lost for row in rows)]
    rest = PORTRAIT - sum(width for _, width in kept)
    return tuple((title, f"{width or rest:.1f}") for title, width in kept)
