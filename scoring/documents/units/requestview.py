"""数据核实函 as plain objects: what its template prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scoring.documents.official.masthead import Masthead, masthead
from scoring.documents.official.measures import PORTRAIT, TITLE_SIZE
from scoring.documents.official.names import chinese_date
from scoring.documents.official.signature import Signature, signature
from scoring.documents.official.titleshape import break_title
from scoring.documents.quality.places import place_words
from scoring.results.anomalies.requests import EvidenceRequest
from scoring.results.model import Results

TITLE = "数据核实函"
_CONTACT = {"person": "联系人", "phone": "联系电话", "email": "电子邮箱", "address": "地址"}
# Columns of the table: title, width (pt; the rest goes to what was noted). Six characters fit the item, eleven what is asked for.
_COLUMNS = (("序号", 26.5), ("事项", 70.0), ("情况", 0.0), ("请予说明", 122.0))
_SLIP_ROOM, _SLIP_ROW = 380.0, (36.5, 90.0)  # rows of 回执: room to write, higher where there are few, pt


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the table, finished texts."""

    number: str
    title: str
    found: str
    place: str
    ask: str


@dataclass(frozen=True, slots=True)
class RequestView:
    """One request; sizes and widths are pt as text."""

    masthead: Masthead
    number: str
    title: str
    title_lines: tuple[str, ...]
    unit: str
    assessment: str
    basis: str
    due: str
    rows: tuple[Question, ...]
    columns: tuple[tuple[str, str], ...]
    reply_to: str
    contact: str
    issuer: str
    date: str
    date_iso: str
    signature: Signature
    reply_slip: bool
    slip_height: str
    keywords: str


def request_view(results: Results, request: EvidenceRequest) -> RequestView:
    """What the request to one unit says."""
    settings: Mapping[str, Any] = results.documents["requests"]
    issuer, title = str(settings["issuer"]), str(settings.get("title") or TITLE)
    date = chinese_date(settings["date"])
    rows = tuple(
        Question(str(i), row.title, row.sentence, "，".join(filter(None, (row.file, place_words(row.locator)))), row.ask)
        for i, row in enumerate(request.rows, 1)
    )
    rest = PORTRAIT - sum(width for _, width in _COLUMNS)
    return RequestView(
        masthead=masthead({"form": "letter", "head": settings.get("head"), "colour": settings.get("colour", "red")}, (issuer,)),
        number=request.number,
        title=title,
        title_lines=break_title(title, PORTRAIT / TITLE_SIZE, (issuer,)),
        unit=request.unit,
        assessment=results.title,
        basis="、".join(settings.get("basis") or ()),
        due=chinese_date(settings["due"]),
        rows=rows,
        columns=tuple((name, f"{width or rest:.1f}") for name, width in _COLUMNS),
        reply_to=str(settings.get("reply_to") or issuer),
        contact="，".join(f"{_CONTACT[key]}：{text}" for key, text in (settings.get("contact") or {}).items()),
        issuer=issuer,
        date=date,
        date_iso=str(settings["date"]),
        signature=signature({}, (issuer,), date),
        reply_slip=bool(settings.get("reply_slip")),
        slip_height=f"{min(max(_SLIP_ROOM / len(rows), _SLIP_ROW[0]), _SLIP_ROW[1]):.1f}",
        # An audit without criteria has no fingerprint.
        keywords=", ".join(filter(None, (results.assessment_id, results.score_fingerprint))),
    )
