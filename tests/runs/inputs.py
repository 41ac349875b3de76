"""The input rows of a finished run, as the oracle takes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scoring.results.store import open_results

COLUMNS = {
    "units": "unit_id, name, short_name, grp, ord, status, status_reason",
    "facts": "unit_id, period, metric, part, value, semantic, qualifier, locator",
    "records_findings": "unit_id, indicator_id, event, quantity, evidence",
    "records_marks": "unit_id, indicator_id, mark, remark",
    "records_external": "unit_id, key, score",
    "records_exemptions": "unit_id, indicator_id, reason",
    "records_reports": "unit_id, published_on",
    "sources": "unit_id, period, read_status",
    "checks": "unit_id, check_id, part, message, severity, outcome, caused_by, period",
}


def input_rows(run: Path) -> dict[str, list[Any]]:
    """Rows by table."""
    with open_results(run) as session:
        return {name: session.rows(f"select {columns} from {name}") for name, columns in COLUMNS.items()}
