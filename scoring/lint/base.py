"""What every check is given: the criteria, the bound rules, and a way to say what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from scoring.criteria import Criteria
from scoring.criteria.fields import Reader
from scoring.lint.intervals import Interval
from scoring.problems import Problem
from scoring.rules import Bound, Plan
from scoring.yamlfile import Path

ZERO, BOUNDLESS = Decimal(0), Decimal("Infinity")


@dataclass(frozen=True)
class Lint:
    """One criteria file under examination.

    Args:
        criteria: The criteria.
        plan: Its bound rules; None where they could not be bound.
    """

    criteria: Criteria
    plan: Plan | None

    def problem(self, code: str, path: Path, found: object = "", **args: object) -> Problem:
        """A problem at a node of the file."""
        reader = Reader(self.criteria.source)
        reader.problem(code, path, found, **args)
        return reader.problems[0]

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

    def own_scores(self, group: str) -> dict[str, Interval]:
        """What ``base``, ``bonus`` and ``total`` of a unit of a group may be, at the most generous."""
        bound = {item.node.id: item for item in self.bound()}
        leaves = [_limits(bound.get(leaf.id), leaf.points[group]) for leaf in self.criteria.leaves() if group in leaf.points]
        full = sum((block.points.get(group, ZERO) for block in self.criteria.indicators), ZERO)
        base = Interval(
            -BOUNDLESS if any(lowest < 0 for lowest, _, _ in leaves) else ZERO,
            BOUNDLESS if any(highest > points for _, highest, points in leaves) else full,
        )
        bonus = Interval(ZERO, _most([bound.get(item.node.id) for item in self.criteria.bonuses], group))
        penalty = Interval(ZERO, _most([bound.get(item.node.id) for item in self.criteria.deductions], group))
        policy = self.criteria.policy
        total = base.plus(bonus).plus(penalty.negative()).within(policy.floor, policy.ceiling)
        if getattr(self.criteria, "components", ()):
            total = Interval(-BOUNDLESS, BOUNDLESS)
        return {"base": base, "bonus": bonus, "penalty": penalty, "total": total}


def _limits(bound: Bound | None, full: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    lowest, highest = bound.kind.reachable(bound, full) if bound else (-BOUNDLESS, BOUNDLESS)
    return lowest, highest, full


def _most(items: list[Bound | None], group: str) -> Decimal:
    return sum((_limits(item, item.node.points[group])[1] for item in items if item and group in item.node.points), ZERO)
