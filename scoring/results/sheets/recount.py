"""A unit's total with other points: recomputed exactly, or not at all.

What a unit would gain by one indicator is only said where this module gives the total that was printed
from the points that were printed, by the policies that it knows. Means, components, spreading over the
rest and units made of others it leaves alone.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring import numbers
from scoring.results.material import Material, RuleWords
from scoring.results.model import Arithmetic, TreeNode
from scoring.results.sheets.gates import COMPARE

Scores = Mapping[str, Decimal | None]
Parts = Mapping[str, tuple[Decimal, Decimal]]  # points and applicable points by node
_KNOWN = {"inherit", "rescale", "no_rescale", "full_marks", "zero"}


@dataclass(frozen=True)
class Recount:
    """The way from points to totals in one group.

    Args:
        nodes: The group's tree, parents before children.
        arithmetic: The declared policies.
        material: Gates of bonuses, and gates that scores may fire.
    """

    nodes: Sequence[TreeNode]
    arithmetic: Arithmetic
    material: Material

    @functools.cached_property
    def is_possible(self) -> bool:
        """Whether all policies of the group are known here, and no score can fire a gate that changes scores."""
        policies = {node.not_applicable for node in self.nodes} | {self.arithmetic.not_applicable}
        simple = all(not (node.mean or node.inside) for node in self.nodes)
        bonuses = all(rule.known for rule in self.material.rules.values())
        return bool(self.nodes) and simple and bonuses and policies <= _KNOWN and not any(gate.floating for gate in self.material.gates)

    @functools.cached_property
    def _children(self) -> dict[str, list[TreeNode]]:
        found: dict[str, list[TreeNode]] = {}
        for node in self.nodes:
            found.setdefault(node.parent_id, []).append(node)
        return found

    @functools.cached_property
    def leaves(self) -> tuple[TreeNode, ...]:
        """The indicators of the tree in order."""
        return tuple(node for node in self.nodes if node.node_id not in self._children)

    def parts(self, scores: Scores) -> Parts:
        """Points and applicable points of every node."""
        found: dict[str, tuple[Decimal, Decimal]] = {}
        for node in reversed(self.nodes):  # children before parents
            found[node.node_id] = self._node(node, scores, found)
        return found

    def total_with(self, scores: Scores, parts: Parts, indicator: str, points: Decimal) -> tuple[Decimal, Decimal] | None:
        """:meth:`total` with other points of one indicator; only what it is a part of is computed again.

        Args:
            scores: All points.
            parts: What :meth:`parts` said of them.
            indicator: The indicator.
            points: Its points instead.
        """
        above = self._above[indicator]
        kept = {node: part for node, part in parts.items() if node not in above}
        return self.total({**scores, indicator: points}, kept)

    @functools.cached_property
    def _above(self) -> dict[str, frozenset[str]]:
        """Every node with the blocks that it is a part of, by its id."""
        found: dict[str, frozenset[str]] = {}
        for node in self.nodes:
            found[node.node_id] = found.get(node.parent_id, frozenset()) | {node.node_id}
        return found

    @functools.cached_property
    def _full(self) -> Decimal:
        return sum((Decimal(node.full_points) for node in self._children[""]), Decimal(0))

    def total(self, scores: Scores, parts: Parts | None = None) -> tuple[Decimal, Decimal] | None:
        """Exact and printed total for points of indicators, bonuses and deductions; None where nothing applies.

        Args:
            scores: Points, None where there are none.
            parts: Nodes that are known already.
        """
        full = self._full
        points, applicable = self._sums("", scores, parts or {})
        if not applicable:
            return None
        base, _ = self._by_policy(self.arithmetic.not_applicable, full, points, applicable)
        base = self._part(base)
        exact = base + self._part(self._bonus(base, scores)) - self._part(self._penalty(scores))
        if self.arithmetic.floor is not None:
            exact = max(exact, Decimal(self.arithmetic.floor))
        if self.arithmetic.ceiling is not None:
            exact = min(exact, Decimal(self.arithmetic.ceiling))
        return exact, numbers.rounded(exact, self.arithmetic.digits, self.arithmetic.mode)

    def _part(self, amount: Decimal) -> Decimal:
        """A part of the total, rounded where the criteria round components."""
        return numbers.rounded(amount, self.arithmetic.digits, self.arithmetic.mode) if self.arithmetic.at == "component" else amount

    def _bonus(self, base: Decimal, scores: Scores) -> Decimal:
        total = Decimal(0)
        for identity, rule in self._of_kind("bonus"):
            points = scores.get(identity)
            if points is not None and (rule.bound is None or COMPARE[rule.bound[0]](base, Decimal(rule.bound[1]))):
                total += points
        return total

    def _of_kind(self, kind: str) -> list[tuple[str, RuleWords]]:
        return self._beside.get(kind, [])

    @functools.cached_property
    def _beside(self) -> dict[str, list[tuple[str, RuleWords]]]:
        """Bonuses and deductions by kind, looked up once: a large run asks for them a hundred thousand times."""
        found: dict[str, list[tuple[str, RuleWords]]] = {}
        for identity, rule in self.material.rules.items():
            found.setdefault(rule.kind, []).append((identity, rule))
        return found

    def _penalty(self, scores: Scores) -> Decimal:
        points = [scores.get(identity) for identity, _ in self._of_kind("penalty")]
        return sum((amount for amount in points if amount is not None), Decimal(0))

    def _sums(self, parent: str, scores: Scores, parts: Parts) -> tuple[Decimal, Decimal]:
        pairs = [parts.get(node.node_id) or self._node(node, scores, parts) for node in self._children[parent]]
        return sum((points for points, _ in pairs), Decimal(0)), sum((applicable for _, applicable in pairs), Decimal(0))

    def _node(self, node: TreeNode, scores: Scores, parts: Parts) -> tuple[Decimal, Decimal]:
        full = Decimal(node.full_points)
        if node.node_id not in self._children:
            return self._leaf(node, full, scores.get(node.node_id))
        points, applicable = self._by_policy(node.not_applicable, full, *self._sums(node.node_id, scores, parts))
        return (max(points, Decimal(0)) if node.stops else points), applicable

    def _leaf(self, node: TreeNode, full: Decimal, points: Decimal | None) -> tuple[Decimal, Decimal]:
        if points is not None:
            return points, full
        if node.not_applicable in {"full_marks", "zero"}:
            return (full if node.not_applicable == "full_marks" else Decimal(0)), full
        return Decimal(0), Decimal(0)

    def _by_policy(self, policy: str, full: Decimal, points: Decimal, applicable: Decimal) -> tuple[Decimal, Decimal]:
        """Points and applicable points of a node after its policy for what does not apply (N1, N3-N5)."""
        if policy == "rescale":
            if not applicable:
                return Decimal(0), Decimal(0)
            if applicable == full:
                return points, full
            return numbers.snapped(Fraction(points) * Fraction(full) / Fraction(applicable), self.arithmetic.carry), full
        if policy == "full_marks":
            return points + full - applicable, full
        return points, full if policy == "zero" else applicable
