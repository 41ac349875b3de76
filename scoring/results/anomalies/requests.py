"""数据核实函: which units are asked, and about which of their figures; never about points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from scoring.results.anomalies.model import AnomalyRow, Screened


@dataclass(frozen=True, slots=True)
class EvidenceRequest:
    """What one unit is asked: its number, and the anomalies (never none)."""

    unit_id: str
    unit: str
    number: str
    rows: tuple[AnomalyRow, ...]


def evidence_requests(screened: Screened, wanted: Mapping[str, Any]) -> tuple[EvidenceRequest, ...]:
    """One request per unit with an anomaly, in the order of the register; numbers run in it.

    Args:
        screened: What the screen noted.
        wanted: Section ``requests`` of assessment.yaml as ``scoring/folder/paperwork/requests.py`` reads it.
    """
    return tuple(_numbered(screened, wanted))


def _numbered(screened: Screened, wanted: Mapping[str, Any]) -> Iterator[EvidenceRequest]:
    asked = [row for row in screened.rows if not wanted.get("rules") or row.rule in wanted["rules"]]
    for number, (unit_id, rows) in enumerate(groupby(asked, key=lambda row: row.unit_id), int(wanted.get("first", 1))):
        of_unit = tuple(rows)
        yield EvidenceRequest(unit_id, of_unit[0].unit, str(wanted["number"]).replace("{n}", str(number)), of_unit)
