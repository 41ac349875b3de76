"""From the tables of a run to :class:`WhatIf`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scoring import numbers
from scoring.engine.database import Session, sql_file
from scoring.results.whatif.gates import FACTS
from scoring.results.whatif.model import WhatIf, WhatIfUnit
from scoring.rules.steps import slug


def collect_whatif(session: Session, settings: Mapping[str, Any]) -> WhatIf | None:
    """What the page computes with; None in runs of versions that did not keep it.

    Of criteria that the page cannot compute there are the rules alone, by which it says so.

    Args:
        session: The run.
        settings: Its settings.
    """
    rules = settings.get("whatif")
    if not rules:
        return None
    if rules["refused"]:
        return WhatIf(rules)
    units = tuple(_units(session, rules))
    places = {unit.unit_id: place for place, unit in enumerate(units)}
    return WhatIf(rules, units, dict(_points(session, rules["policy"]["carry"], places)), tuple(_facts(session, rules, places)))


def _units(session: Session, rules: Mapping[str, Any]) -> Iterator[WhatIfUnit]:
    flags = "".join(f",\n    t.g__{slug(gate['id'])}" for gate in rules["gates"])
    for row in session.records(sql_file(__package__, "whatif_units.sql").format(flags=flags)):
        yield WhatIfUnit(
            row["unit_id"],
            row["grp"],
            row["parent_id"] or "",
            row["status"] == "assessed",
            row["status"] == "exempt",
            row["screened"],
            tuple(gate["id"] for gate in rules["gates"] if row[f"g__{slug(gate['id'])}"]),
            numbers.fixed_or_blank(row["total_printed"], rules["policy"]["digits"]),
            numbers.plain_or_blank(row["rank"]),
            numbers.plain_or_blank(row["rank_overall"]),
            row["grade"] or "",
        )


def _points(session: Session, carry: int, places: Mapping[str, int]) -> Iterator[tuple[str, tuple[int | None, ...]]]:
    for indicator, units, points in session.rows(sql_file(__package__, "whatif_points.sql").format(carry=carry, scale=10**carry)):
        column: list[int | None] = [None] * len(places)
        for unit, value in zip(units, points, strict=True):
            if unit in places:
                column[places[unit]] = value
        yield indicator, tuple(column)


def _facts(session: Session, rules: Mapping[str, Any], places: Mapping[str, int]) -> Iterator[tuple[float | bool | None, ...]]:
    for fact in range(rules["facts"]):
        column: list[float | bool | None] = [None] * len(places)
        for unit, number, truth in session.rows(f"select unit_id, number, truth from {FACTS} where place = {fact}"):
            if unit in places:
                column[places[unit]] = number if truth is None else truth
        yield tuple(column)
