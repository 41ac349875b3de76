"""What the office corrected, as words for sentences: both values, who, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.engine.database import Session

Words = dict[tuple[str, str, int], str]
"""By metric, part and period: ``由1181更正为1180（...）``, to follow the name of the figure."""


def corrections_by_unit(session: Session) -> dict[str, Words]:
    """What is said of every corrected figure, by unit; from table ``corrections``."""
    found: dict[str, Words] = {}
    for row in session.records("select * from corrections order by unit_id, period, metric, part"):
        found.setdefault(row["unit_id"], {})[row["metric"], row["part"], row["period"]] = correction_words(row)
    return found


def correction_words(row: Mapping[str, Any]) -> str:
    """``由1181更正为1180（2017-05-03，省政务公开办：填报笔误）``."""
    old = row["old"] or "未读出"
    return f"由{old}更正为{row['new']}（{row['corrected_on'].isoformat()}，{row['corrected_by']}：{row['reason']}）"
