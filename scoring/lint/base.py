"""What every check is given: the criteria, the bound rules, and a way to say what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from scoring.criteria.coherence.base import Coherence
from scoring.files.yamlfile import Path
from scoring.lint.intervals import Interval
from scoring.rules import Bound, Plan

ZERO, BOUNDLESS = Decimal(0), Decimal("Infinity")


@dataclass(frozen=True)
class Lint(Coherence):
    """One criteria file under examination.

    Args:
        criteria: The criteria.
        plan: Its bound rules; None where they could not be bound.
    """

    plan: Plan | None

    def bound(self) -> tuple[Bound, ...]:
        """Every indicator, bonus and deduction with its rule."""
        return self.plan.bound if self.plan else ()

    def written(self, path: Path) -> object:
        """What stands in the file at a node; None where there is nothing."""
        value = self.criteria.source.data
        for part in path:
            if isinstance(value, dict):
                value = value.get(part)
            elif isinstance(value, list) and isinstance(part, int) and part < len(value):
                value = value[part]
            else:
                return None
        return value

    def group_titles(self, groups: Iterator[str]) -> str:
        """Groups by their titles, in order."""
        titles = {group.id: group.title for group in self.criteria.groups}
        return "、".join(titles.get(group, group) for group in groups)

    def own_scores(self, group: str, component: str = "") -> dict[str, Interval]:
        """What ``base``, ``bonus`` and ``total`` of a unit of a group, or of one component of it, may be, at the most generous."""
        bound = {item.node.id: item for item in self.bound()}
        part = next((node for node in self.criteria.components() if node.id == component), None)
        blocks = part.items if part else self.criteria.indicators
        leaves = [_limits(bound.get(leaf.id), leaf.points[group]) for block in blocks for leaf in block.leaves() if group in leaf.points]
        full = sum((block.points.get(group, ZERO) for block in blocks), ZERO)
        base = Interval(
            -BOUNDLESS if any(lowest < 0 for lowest, _, _ in leaves) else ZERO,
            BOUNDLESS if any(highest > points for _, highest, points in leaves) else full,
        )
        if part is None and self.criteria.components():
            base = self._of_components(group, full)
        bonus = Interval(ZERO, _most([bound.get(item.node.id) for item in self.criteria.bonuses if item.component == component], group))
        penalty = Interval(
            ZERO, _most([bound.get(item.node.id) for item in self.criteria.deductions if item.component == component], group)
        )
        limits = part.component if part and part.component else self.criteria.policy
        total = base.plus(bonus).plus(penalty.negative()).within(limits.floor, limits.ceiling)
        return {"base": base, "bonus": bonus, "penalty": penalty, "total": total}

    def _of_components(self, group: str, full: Decimal) -> Interval:
        """The weighted sum of components: within the full points where each of them is within its own."""
        parts = [(node, node.component) for node in self.criteria.components() if group in node.points]
        totals = [(self.own_scores(group, node.id)["total"], own.full) for node, own in parts if own]
        return Interval(
            -BOUNDLESS if any(total.low < 0 for total, _ in totals) else ZERO,
            BOUNDLESS if any(total.high > own for total, own in totals) else full,
        )


def _limits(bound: Bound | None, full: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    lowest, highest = bound.kind.reachable(bound, full) if bound else (-BOUNDLESS, BOUNDLESS)
    return lowest, highest, full


def _most(items: list[Bound | None], group: str) -> Decimal:
    return sum((_limits(item, item.node.points[group])[1] for item in items if item and group in item.node.points), ZERO)
