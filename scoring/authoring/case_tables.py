"""The rows of input tables that a test vector stands for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scoring.authoring.cases import FLAGS
from scoring.rules import Plan


def case_tables(plan: Plan, units: list[dict[str, Any]]) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every input table for the units of a case."""
    period = plan.criteria.period
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in SCHEMAS}
    rows |= {f"records_{name}": [] for name in plan.criteria.records}
    for order, unit in enumerate(units, 1):
        identity = str(unit.get("id"))
        rows["units"].append(
            (identity, str(identity), str(identity), unit.get("group"), order, str(unit.get("status", "assessed")), "", unit.get("parent"))
        )
        for year, facts in {period: unit.get("facts"), period - 1: unit.get("prev"), **(unit.get("years") or {})}.items():
            rows["facts"] += [_fact(identity, int(year), str(metric), value) for metric, value in (facts or {}).items()]
        for finding in unit.get("findings") or []:
            quantity = Decimal(finding.get("quantity", 1))
            rows["records_findings"].append((identity, finding["indicator"], finding["event"], quantity, str(finding.get("evidence", ""))))
        for key, value in (unit.get("marks") or {}).items():
            # Several markers are written as a list.
            rows["records_marks"] += [(identity, key, exact(mark), "") for mark in (value if isinstance(value, list) else [value])]
        rows["records_external"] += [(identity, key, exact(value)) for key, value in (unit.get("external") or {}).items()]
        rows["records_updates"] += [
            (identity, entry["indicator"], str(place), entry["cycle"], entry.get("updated_on"), exact(entry.get("items")), place)
            for place, entry in enumerate(unit.get("updates") or [], 1)
        ]
        rows["records_exemptions"] += [(identity, key, str(value)) for key, value in (unit.get("exempt") or {}).items()]
        for name, given in (unit.get("records") or {}).items():
            columns = plan.criteria.records[name].columns
            rows[f"records_{name}"] += [
                (identity, *(_cell(row.get(column.name), column.kind) for column in columns), "case") for row in given
            ]
        rows["records_reports"].append((identity, unit.get("report_published_on")))
        # A case that says anything of this year's report means that there is one.
        if any(unit.get(key) is not None for key in ("facts", "report_published_on", "failed_checks")):
            rows["sources"].append((identity, period, "read"))
        rows["checks"] += [
            (identity, str(check), str(place), "", "error", "fails", "", period)
            for place, check in enumerate(unit.get("failed_checks") or [], 1)
        ]
    return rows


def exact(value: object) -> Decimal | None:
    """A number as it is written; None for none."""
    return None if value is None else Decimal(str(value))


def _cell(value: object, kind: str) -> object:
    """A cell of a record as its column has it."""
    if kind == "flag":
        return FLAGS.get(value, value) if isinstance(value, str) else value
    if value is None or kind in {"date", "whole"}:
        return value
    return str(value) if kind == "text" else Decimal(str(value))


def _fact(unit: str, year: int, metric: str, value: object) -> tuple[Any, ...]:
    code, _, part = metric.partition("__")
    if value is None:
        return unit, year, code, part or "total", None, "blank", "exact", "case"
    if isinstance(value, str):
        return unit, year, code, part or "total", None, "not_applicable" if value in {"/", "-", "—"} else "text", "exact", "case"
    return unit, year, code, part or "total", Decimal(str(value)), "zero" if value == 0 else "numeric", "exact", "case"


SCHEMAS: dict[str, dict[str, str]] = {
    "units": {
        "unit_id": "s",
        "name": "s",
        "short_name": "s",
        "grp": "s",
        "ord": "i",
        "status": "s",
        "status_reason": "s",
        "parent_id": "s",
    },
    "facts": {"unit_id": "s", "period": "i", "metric": "s", "part": "s", "value": "n", "semantic": "s", "qualifier": "s", "locator": "s"},
    "sources": {"unit_id": "s", "period": "i", "read_status": "s"},
    "checks": dict.fromkeys(("unit_id", "check_id", "part", "message", "severity", "outcome", "caused_by"), "s") | {"period": "i"},
    "records_findings": {"unit_id": "s", "indicator_id": "s", "event": "s", "quantity": "n", "evidence": "s"},
    "records_marks": {"unit_id": "s", "indicator_id": "s", "mark": "n", "remark": "s"},
    "records_external": {"unit_id": "s", "key": "s", "score": "n"},
    "records_updates": dict.fromkeys(("unit_id", "indicator_id", "column_name", "cycle"), "s")
    | {"updated_on": "d", "items": "n", "line": "i"},
    "records_exemptions": {"unit_id": "s", "indicator_id": "s", "reason": "s"},
    "records_reports": {"unit_id": "s", "published_on": "d"},
    "corrections": dict.fromkeys(("unit_id", "metric", "part", "old", "new", "corrected_by", "reason"), "s")
    | {"period": "i", "new_value": "n", "status": "i", "corrected_on": "d"},
}


def record_schemas(plan: Plan) -> dict[str, dict[str, str]]:
    """Columns of the record tables by name of their tables."""
    kinds = {"text": "s", "date": "d", "number": "n", "whole": "w", "flag": "b"}
    return {
        f"records_{name}": {"unit_id": "s"} | {column.name: kinds[column.kind] for column in table.columns} | {"file": "s"}
        for name, table in plan.criteria.records.items()
    }
