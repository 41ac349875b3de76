"""The pages of single units: the unit's sheet, and every indicator with its sentence and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from scoring.results.byunit import by_unit
from scoring.results.explorer.model import PointLine, UnitPage
from scoring.results.material import RuleWords
from scoring.results.sheets.building import unit_sheets
from scoring.results.sheets.groups import GroupFigures
from scoring.rules.adjusting import ADJUSTMENTS

if TYPE_CHECKING:
    from scoring.results.comparison.model import ComparedItem, ComparedUnit
    from scoring.results.margins.model import MarginRow
    from scoring.results.material import SourceEntry
    from scoring.results.model import PointRow, Results
    from scoring.results.robustness.model import UnitFirmness
    from scoring.results.sheets.model import LossLine, UnitSheet

_PLAIN = RuleWords()


def unit_pages(results: Results) -> Iterator[UnitPage]:
    """One page per unit, in the order of :func:`scoring.results.sheets.building.unit_sheets`.

    Args:
        results: The run, with its material; as many sources stand in it as the settings of the explorer ask for.
    """
    known = _known(results)
    return (known.page(sheet) for sheet in unit_sheets(results))


@dataclass(frozen=True)
class _Known:
    """What pages are made of, by unit."""

    results: Results
    rows: Mapping[str, list[PointRow]]
    firmness: Mapping[str, UnitFirmness]
    margins: Mapping[str, MarginRow]
    compared: Mapping[str, ComparedUnit]
    items: Mapping[tuple[str, str], ComparedItem]
    groups: Mapping[str, GroupFigures]

    def page(self, sheet: UnitSheet) -> UnitPage:
        unit = sheet.unit_id
        losses = {line.indicator_id: line for line in sheet.losses}
        idle = {line.indicator_id for line in sheet.extras if not line.counted}
        return UnitPage(
            sheet,
            tuple(
                self.point(row, sheet.group_id, losses.get(row.indicator_id), counted=row.indicator_id not in idle)
                for row in self.rows.get(unit, ())
            ),
            self.firmness.get(unit),
            self.margins.get(unit),
            self.compared.get(unit),
        )

    def point(self, row: PointRow, group: str, loss: LossLine | None, *, counted: bool) -> PointLine:
        """One indicator, beside the mean of the group and the run compared with."""
        item = self.items.get((row.unit_id, row.indicator_id))
        last, last_full = last_points(item)
        return PointLine(
            row.indicator_id,
            row.outcome,
            row.value,
            "" if row.indicator_id in ADJUSTMENTS else row.full_points,
            row.points,
            row.lost,
            row.reason,
            row.evidence,
            counted,
            self.groups[group].leaf(row.indicator_id).mean,
            last,
            last_full,
            item.split.move if item and last_full else "",
            loss,
            self.sources(row),
        )

    def sources(self, row: PointRow) -> tuple[SourceEntry, ...]:
        """As many as the settings ask for: those of points that count beside the tree go with those that were lost."""
        shown, material = self.results.explorer.sources, self.results.material
        beside = bool((material.rules.get(row.indicator_id) or _PLAIN).kind)
        wanted = shown == "all" or (shown == "lost" and (beside or not row.points or Decimal(row.lost) > 0))
        return material.sources.get((row.unit_id, row.indicator_id), ()) if wanted else ()


def last_points(item: ComparedItem | None) -> tuple[str, str]:
    """Printed points and full points of the run compared with; empty where it did not have the indicator."""
    return (item.old, item.old_full) if item and item.old_full else ("", "")


def _known(results: Results) -> _Known:
    rows = by_unit(results.points)
    points = {(row.unit_id, row.indicator_id): row for row in results.points}
    firm = results.robustness.groups if results.robustness else ()
    compared = results.comparison
    return _Known(
        results,
        rows,
        {unit.unit_id: unit for group in firm for unit in group.units},
        {row.unit_id: row for row in results.margins.units},
        {unit.unit_id: unit for unit in compared.units} if compared else {},
        compared_items(results),
        {group.group_id: GroupFigures(results, group, points, {}) for group in results.groups},
    )


def compared_items(results: Results) -> dict[tuple[str, str], ComparedItem]:
    """Points of the run compared with, by unit and indicator."""
    items = results.comparison.items if results.comparison else ()
    return {(item.unit_id, item.item): item for item in items}
