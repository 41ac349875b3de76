"""What conditions and rows of 整改 look at: points, node scores, gates, checks, reports and findings by unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from scoring.engine.database import Session, sql_file
from scoring.results.material import Material, RuleWords

if TYPE_CHECKING:
    from scoring.results.model import CheckRow, GroupTable, PointRow
    from scoring.results.quality.model import Quality, SourceRow
    from scoring.results.rectification.building import Scored

_Row = TypeVar("_Row")


@dataclass(frozen=True)
class Known:
    """Everything by unit; ``nodes`` holds applicable points and points, ``findings`` (event, place, quantity)."""

    groups: Sequence[GroupTable]
    quality: Quality
    period: str
    points: Mapping[str, Sequence[PointRow]]
    checks: Mapping[str, Sequence[CheckRow]]
    files: Mapping[str, Sequence[SourceRow]]
    nodes: Mapping[tuple[str, str], tuple[Decimal, Decimal]]
    material: Material
    findings: Mapping[str, Sequence[tuple[str, str, Decimal]]]
    names: Mapping[str, str]
    group_titles: Mapping[str, str]
    settings: Mapping[str, Any]
    above: Mapping[str, tuple[str, ...]]

    def title(self, node: str) -> str:
        """Title of a node, bonus or deduction."""
        return str(self.settings["titles"].get(node, node))

    def event(self, event: str) -> tuple[str, str]:
        """Title and unit of measure of an event."""
        title, uom = self.settings["events"].get(event, (event, ""))
        return title, uom

    def loss(self, row: PointRow) -> Decimal:
        """Points that a unit lost by one indicator: none where it was not judged, none by a bonus that was not earned."""
        kind = self.rule(row.indicator_id).kind
        if not row.points or kind == "bonus":
            return Decimal(0)
        # What a deduction holds are the points it takes.
        return Decimal(row.points if kind == "penalty" else row.lost)

    def gates(self, unit: str) -> tuple[str, ...]:
        """Ids of the gates that fired."""
        amounts = self.material.amounts.get(unit)
        return amounts.gates if amounts else ()

    def rule(self, indicator: str) -> RuleWords:
        """What the criteria say of an indicator, bonus or deduction."""
        return self.material.rules.get(indicator, RuleWords())


def know(session: Session, settings: Mapping[str, Any], scored: Scored) -> Known:
    """Read what the conditions ask for; the tables of points and checks are those of the results."""
    nodes = session.rows(sql_file(__package__, "nodes.sql"))
    findings: dict[str, list[tuple[str, str, Decimal]]] = defaultdict(list)
    for unit, event, place, quantity in session.rows(sql_file(__package__, "findings.sql")):
        findings[unit].append((event, place, quantity))
    return Known(
        groups=scored.groups,
        quality=scored.quality,
        period=str(settings["period"]),
        points=_by_unit((row.unit_id, row) for row in scored.points),
        checks=_by_unit((row.unit_id, row) for row in scored.quality.checks if row.outcome == "fails" and not row.caused_by),
        files={unit.unit_id: unit.files for unit in scored.quality.units},
        nodes={(unit, node): (applicable, points) for unit, node, applicable, points in nodes},
        material=scored.material,
        findings=findings,
        names={unit.unit_id: unit.name for group in scored.groups for unit in group.rows},
        group_titles={unit.unit_id: group.title for group in scored.groups for unit in group.rows},
        settings={"events": {}, **settings},
        above=dict(_above(settings["tree"], ())),
    )


def _by_unit(pairs: Iterable[tuple[str, _Row]]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for unit, row in pairs:
        found.setdefault(unit, []).append(row)
    return found


def _above(tree: Sequence[Mapping[str, Any]], path: tuple[str, ...]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Every node of the tree with the blocks above it, the nearest first."""
    for node in tree:
        yield node["id"], path
        yield from _above(node["items"], (node["id"], *path))
