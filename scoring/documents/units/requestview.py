"""数据核实函 as plain objects: what its template prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from scoring.documents.official.measures import PORTRAIT
from scoring.documents.official.names import chinese_date
from scoring.documents.quality.places import place_words
from scoring.documents.units.letterview import Letter, frame, slip_height
from scoring.results.anomalies.requests import EvidenceRequest
from scoring.results.model import Results

TITLE = "数据核实函"
# Columns of the table: title, width (pt; the rest goes to what was noted). Six characters fit the item, eleven what is asked for.
_COLUMNS = (("序号", 26.5), ("事项", 70.0), ("情况", 0.0), ("请予说明", 122.0))
_SLIP_ROW = (36.5, 90.0)  # of 回执: room to write, higher where there are few rows, pt


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the table, finished texts."""

    number: str
    title: str
    found: str
    place: str
    ask: str


@dataclass(frozen=True, slots=True)
class RequestView(Letter):
    """One request."""

    TEMPLATE: ClassVar[str] = "request"

    rows: tuple[Question, ...]


def request_view(results: Results, request: EvidenceRequest) -> RequestView:
    """What the request to one unit says."""
    settings: Mapping[str, Any] = results.documents["requests"]
    rows = tuple(
        Question(str(i), row.title, row.sentence, "，".join(filter(None, (row.file, place_words(row.locator)))), row.ask)
        for i, row in enumerate(request.rows, 1)
    )
    rest = PORTRAIT - sum(width for _, width in _COLUMNS)
    return RequestView(
        **frame(results, "requests", TITLE),
        number=request.number,
        unit=request.unit,
        basis="、".join(settings.get("basis") or ()),
        due=chinese_date(settings["due"]),
        rows=rows,
        columns=tuple((name, f"{width or rest:.1f}") for name, width in _COLUMNS),
        slip_height=slip_height(len(rows), *_SLIP_ROW),
    )
