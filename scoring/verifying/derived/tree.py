"""Points up the tree of indicators, with what each policy makes of parts that do not apply (N1-N5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from scoring import numbers
from scoring.criteria.model import Node
from scoring.verifying.derived.means import Item, mean_points
from scoring.verifying.derived.stored import Unit

ZERO = Decimal(0)


@dataclass
class Tree:
    """The roll-up of one unit.

    Args:
        unit: The unit.
        carry: Decimals that points are carried with.
        points: Points of every block and indicator that was rolled up, by id; None where an indicator does not apply.
        applicable: Points that apply of every block and indicator, by id.
        found: Points that apply of the items of every block before its policy, by id.
    """

    unit: Unit
    carry: int
    points: dict[str, Decimal | None] = field(default_factory=dict)
    applicable: dict[str, Decimal] = field(default_factory=dict)
    found: dict[str, Decimal] = field(default_factory=dict)

    def roll(self, node: Node) -> tuple[Decimal, Decimal]:
        """Applicable and scored points of a node."""
        full = self.full(node)
        if not node.items:
            return self._leaf(node, full)
        items = [item for item in node.items if self.unit.group in item.points]
        parts = [self.roll(item) for item in items]
        self.found[node.id] = sum((part[0] for part in parts), ZERO)
        if node.mean is not None:
            applicable, points = mean_points(node, full, self._items(items, parts), self.carry)
        elif node.not_applicable == "redistribute_equal":
            applicable, points = self._spread(node, full)
        else:
            sums = self.found[node.id], sum((part[1] for part in parts), ZERO)
            applicable, points = applied(node.not_applicable, full, sums, self.carry)
        points = max(points, ZERO) if node.stops else points
        self.points[node.id] = points
        self.applicable[node.id] = applicable
        return applicable, points

    def full(self, node: Node) -> Decimal:
        """Full points of a node for the unit's group."""
        return node.points.get(self.unit.group, ZERO)

    def _leaf(self, node: Node, full: Decimal) -> tuple[Decimal, Decimal]:
        points = self.unit.points.get(node.id)
        applicable = full if points is not None or node.not_applicable in {"full_marks", "zero"} else ZERO
        counted = points if points is not None else full if node.not_applicable == "full_marks" else ZERO
        # An indicator that does not apply is shown as its policy counts it, or not at all.
        self.points[node.id] = points if points is not None or not applicable else counted
        self.applicable[node.id] = applicable
        return applicable, counted

    def _items(self, items: Sequence[Node], parts: Sequence[tuple[Decimal, Decimal]]) -> list[Item]:
        group = self.unit.group
        return [
            Item(self.full(item), item.weight(group), *part, item.not_applicable if not item.items else "")
            for item, part in zip(items, parts, strict=True)
        ]

    def _spread(self, node: Node, full: Decimal) -> tuple[Decimal, Decimal]:
        """Missing points go in equal parts to the indicators that apply (N2)."""
        scored = [part for part in self._spread_parts(node) if part is not None]
        applicable, points = sum((own for own, _ in scored), ZERO), sum((got for _, got in scored), ZERO)
        self.found[node.id] = applicable
        if not applicable or applicable == full:
            return (full if applicable else ZERO), points if applicable else ZERO
        added = Fraction(full - applicable) / len(scored)
        shares = sum((Fraction(got) / Fraction(own) for own, got in scored if own), Fraction(0))
        return full, numbers.snapped(Fraction(points) + added * shares, self.carry)

    def _spread_parts(self, node: Node) -> Iterator[tuple[Decimal, Decimal] | None]:
        for item in node.items:
            if self.unit.group not in item.points:
                continue
            if item.items and item.mean is None:
                yield from self._spread_parts(item)
            elif item.items:
                yield (self.applicable[item.id], self.points[item.id] or ZERO) if self.applicable[item.id] else None
            else:
                got = self.unit.points.get(item.id)
                yield None if got is None else (self.full(item), got)


def applied(policy: str, full: Decimal, sums: tuple[Decimal, Decimal], carry: int) -> tuple[Decimal, Decimal]:
    """Applicable and scored points of a block, from the sums over its items, by its policy."""
    applicable, points = sums
    if policy == "full_marks":
        return full, points + (full - applicable)
    if policy == "zero":
        return full, points
    if policy not in {"rescale", "redistribute_proportional"}:
        return applicable, points
    if applicable == full:
        return full, points
    return (full, numbers.snapped(Fraction(points) * Fraction(full) / Fraction(applicable), carry)) if applicable > 0 else (ZERO, ZERO)
