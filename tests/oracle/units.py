"""What the oracle knows of a unit, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass
class Outcome:
    """A number or the reason why there is none."""

    status: str = "measured"
    value: Any = None


@dataclass
class Unit:
    """Everything known of one unit."""

    id: str
    group: str
    order: int
    status: str
    parent: str | None = None
    facts: dict[tuple[str, str, int], list[tuple[Decimal | None, str, str, str]]] = field(default_factory=dict)
    findings: list[tuple[str, str, Decimal]] = field(default_factory=list)
    marks: dict[str, Decimal | None] = field(default_factory=dict)
    markers: dict[str, list[Decimal | None]] = field(default_factory=dict)
    external: dict[str, Decimal | None] = field(default_factory=dict)
    exempt: set[str] = field(default_factory=set)
    updates: list[tuple[str, str, date | None, Decimal | None]] = field(default_factory=list)
    published: date | None = None
    has_report: bool = False
    contradictions: list[str] = field(default_factory=list)


def units_of(tables: dict[str, list[tuple[Any, ...]]], period: int) -> list[Unit]:
    """Rows of the input tables as units."""
    units = {row[0]: Unit(row[0], row[3], row[4], row[5], row[7] if len(row) > 7 else None) for row in tables["units"]}
    for unit, year, metric, part, value, semantic, qualifier, locator in tables["facts"]:
        units[unit].facts.setdefault((metric, part, year), []).append((value, semantic, qualifier, locator))
    for unit, indicator, event, quantity, _ in tables["records_findings"]:
        units[unit].findings.append((indicator, event, quantity))
    for unit, key, mark, _ in tables["records_marks"]:
        units[unit].marks[key] = mark
        units[unit].markers.setdefault(key, []).append(mark)
    for unit, key, score in tables["records_external"]:
        units[unit].external[key] = score
    for unit, indicator, _, cycle, updated, items, _ in tables.get("records_updates", []):
        units[unit].updates.append((indicator, cycle, updated, items))
    for unit, key, _ in tables["records_exemptions"]:
        units[unit].exempt.add(key)
    for unit, published in tables["records_reports"]:
        units[unit].published = published
    _documents(units, tables, period)
    return list(units.values())


def _documents(units: dict[str, Unit], tables: dict[str, list[tuple[Any, ...]]], period: int) -> None:
    """Which units have a report of the year, and the checks that fail in it for a reason of their own."""
    for unit, year, status in tables["sources"]:
        if year == period and status == "read":
            units[unit].has_report = True
    seen = set()
    for unit, check, part, message, severity, outcome, caused_by, year in tables["checks"]:
        fails = outcome == "fails" and severity == "error" and not caused_by and year == period
        if fails and (unit, check, part, message) not in seen:
            seen.add((unit, check, part, message))
            units[unit].contradictions.append(check)
