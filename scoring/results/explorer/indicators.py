"""The pages of single indicators: how each group did, who has what, and how far the indicator tells units apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from scoring.results.explorer.model import IndicatorGroup, IndicatorPage, Spread, UnitPoints
from scoring.results.explorer.spread import spread, with_discrimination
from scoring.results.explorer.units import compared_items, last_points
from scoring.results.material import RuleWords
from scoring.results.sheets.gates import counts
from scoring.results.sheets.groups import GroupFigures

if TYPE_CHECKING:
    from scoring.results.comparison.model import ComparedItem
    from scoring.results.model import PointRow, RankedUnit, Results


def indicator_pages(results: Results) -> Iterator[IndicatorPage]:
    """One page per indicator of the tree that any group has, then per bonus and deduction, in the order of the criteria."""
    points = {(row.unit_id, row.indicator_id): row for row in results.points}
    items = compared_items(results)
    groups = [_Group(GroupFigures(results, group, points, {}), items) for group in results.groups]
    titles = {row.indicator_id: row.title for row in results.points}
    for identity in _identities(results):
        rule = results.material.rules.get(identity) or RuleWords()
        found = tuple(made for group in groups if (made := group.part(identity, rule)) is not None)
        if found:
            block = next((name for group in groups if (name := group.figures.titles.get(identity))), "")
            words = (rule.standard, rule.basis, rule.evidence, rule.gate)
            yield IndicatorPage(identity, titles[identity], rule.kind, block, *words, found)


def _identities(results: Results) -> list[str]:
    """Indicators in the order of the tree, then bonuses and deductions."""
    parents = {node.parent_id for node in results.nodes}
    leaves = [node.node_id for node in results.nodes if node.node_id not in parents]
    return list(dict.fromkeys([*leaves, *(identity for identity, rule in results.material.rules.items() if rule.kind)]))


class _Group:
    """One group, with what its totals are made of."""

    def __init__(self, figures: GroupFigures, items: Mapping[tuple[str, str], ComparedItem]) -> None:
        self.figures, self.items = figures, items
        self.summed = figures.group.live and all(not (node.mean or node.inside) for node in figures.nodes)
        self.totals = {row.unit_id: figures.exact(row) for row in figures.ranked}

    def part(self, identity: str, rule: RuleWords) -> IndicatorGroup | None:
        """What the group says of an indicator; None where it does not have it."""
        rows = [(unit, row) for unit in self.figures.group.rows if (row := self.figures.points.get((unit.unit_id, identity)))]
        if not rows:
            return None
        full = rows[0][1].full_points
        return IndicatorGroup(self.figures.group.group_id, full, self._spread(rows, rule, full), tuple(map(self._line, rows)))

    def _line(self, found: tuple[RankedUnit, PointRow]) -> UnitPoints:
        unit, row = found
        last, _ = last_points(self.items.get((unit.unit_id, row.indicator_id)))
        return UnitPoints(unit.unit_id, row.outcome, row.value, row.points, row.lost, last)

    def _spread(self, rows: Sequence[tuple[RankedUnit, PointRow]], rule: RuleWords, full: str) -> Spread:
        """Over the units with a rank that have points there."""
        judged = [(unit, row) for unit, row in rows if unit.rank and row.points]
        found = spread([row.points for _, row in judged], full, self.figures.arithmetic.digits)
        parts = [_part(unit, row, rule) for unit, row in judged]
        return with_discrimination(found, parts, [self.totals[unit.unit_id] for unit, _ in judged], summed=self.summed)


def _part(unit: RankedUnit, row: PointRow, rule: RuleWords) -> Decimal:
    """What it adds to the total: deductions take away, and no bonus counts behind a closed gate."""
    points = Decimal(row.points)
    if rule.kind == "bonus":
        return points if counts(rule, unit) else Decimal(0)
    return -points if rule.kind == "penalty" else points
