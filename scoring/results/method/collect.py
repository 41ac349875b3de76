"""What a run stored of its criteria in words -> :class:`scoring.results.method.model.Method`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.results.method.model import Method, MethodNode, MethodTable


def collect_method(settings: Mapping[str, Any]) -> Method | None:
    """The criteria in words; None where the run is older than this part.

    Args:
        settings: Those of table ``run``; ``method`` is what :func:`scoring.approval.describing.describe_method` made.
    """
    stored = settings.get("method")
    if stored is None:
        return None
    return Method(
        title=settings["criteria_title"],
        period=str(settings["period"]),
        groups=tuple((group["id"], group["title"]) for group in settings["groups"]),
        totals=stored["totals"],
        nodes=tuple(MethodNode(**node) for node in stored["nodes"]),
        tables=tuple(
            MethodTable(table["title"], tuple(table["heads"]), tuple(tuple(row) for row in table["rows"])) for table in stored["tables"]
        ),
        notes=tuple(stored["notes"]),
    )
