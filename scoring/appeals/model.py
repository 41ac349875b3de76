"""One appeal or adjustment as it was registered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from scoring.intake.inputs.tables import YES_NO

UPHELD, PARTLY, DISMISSED, PENDING = "upheld", "partly", "dismissed", "pending"
APPEAL, ADJUSTMENT = "appeal", "adjustment"
CORRECTION, MARK, FINDING, EXEMPTION, POINTS = "correction", "mark", "finding", "exemption", "points"


@dataclass(frozen=True, slots=True)
class Appeal:
    """One row of ``appeals``; texts are empty where the cell is blank.

    Args:
        line: Row of the file.
        appeal_id: Its number, unique.
        unit_id: Who appeals, or whose score is adjusted.
        indicator_id: What it is about; empty for the total, or where a corrected figure feeds several indicators.
        kind: ``appeal`` of a unit or ``adjustment`` by those who decide.
        decision: ``upheld``, ``partly``, ``dismissed`` or ``pending``.
        effect: What an upheld appeal changes: ``correction``, ``mark``, ``finding``, ``exemption`` or ``points``.
        entry: Evidence of the finding as it is registered, where event, day and quantity do not tell which is meant.
        old: The value so far; ``new`` what stands for it, for ``points`` the points added (negative: taken).
        late_admitted: Whether a late appeal was let in all the same.
    """

    line: int
    appeal_id: str
    unit_id: str
    indicator_id: str
    kind: str
    claim: str
    evidence: str
    received_on: date | None
    late_admitted: bool
    decision: str
    decided_by: str
    decided_on: date | None
    reason: str
    effect: str
    metric: str
    part: str
    period: str
    event: str
    happened_on: date | None
    entry: str
    marker: str
    old: str
    new: str

    @property
    def applied(self) -> bool:
        """Whether it changes anything: decided for the unit, in whole or in part."""
        return self.decision in {UPHELD, PARTLY}

    @property
    def decided(self) -> bool:
        """Whether there is a decision."""
        return self.decision != PENDING


def appeal(row: Mapping[str, Any]) -> Appeal:
    """An appeal from a row of the input table; what is blank gets its default."""
    defaults = {"kind": APPEAL, "decision": PENDING}
    dates = {"received_on", "decided_on", "happened_on"}
    values = {field.name: row[field.name] for field in fields(Appeal)}
    filled: dict[str, Any] = {
        name: value if name in dates or value is not None else defaults.get(name, "") for name, value in values.items()
    }
    filled["late_admitted"] = row["late_admitted"] == YES_NO[0]
    return Appeal(**filled)
