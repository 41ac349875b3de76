"""Formulas of the indicator matrix, each with the exact number that it must give.

A formula and its number are made in the same place, from the same cells, so that the
workbook can be compared with the printed scores before anybody opens it.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from scoring import numbers
from scoring.documents.workbook.meanformulas import Mean, Part
from scoring.documents.workbook.terms import Term, cell, plus
from scoring.results.model import Arithmetic, TreeNode

ROOT = ""  # parent of the top-level blocks
_FIXED = {"full_marks", "zero"}
_PLAIN_LEAF = {"inherit", "rescale", "no_rescale"}  # for an indicator these all mean: what does not apply leaves the maximum


@dataclass(frozen=True)
class Layout:
    """Where the tree of one group stands on its sheet.

    Args:
        nodes: The group's tree, parents before children.
        columns: Column of every indicator; indicators stand side by side in the order of the tree.
        full_row: The row of the full points.
        carry: Decimals of points.
        helpers: Columns of the points and of the applicable points of blocks that have cells of their own:
            those with a mean, and blocks inside one.
        components: Column of the total of every component, which stands behind its base, bonus and penalty.
    """

    nodes: Sequence[TreeNode]
    columns: Mapping[str, int]
    full_row: int
    carry: int = numbers.POINT_DIGITS
    helpers: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    components: Mapping[str, int] = field(default_factory=dict)

    def children(self, parent_id: str) -> list[TreeNode]:
        """Blocks and indicators directly below a node."""
        return [node for node in self.nodes if node.parent_id == parent_id]

    def leaves(self, parent_id: str) -> list[TreeNode]:
        """Indicators anywhere below a node, as they stand side by side; a block with a mean counts as one."""
        return [
            leaf
            for child in self.children(parent_id)
            for leaf in ([child] if child.node_id in self.columns or child.mean else self.leaves(child.node_id))
        ]


@dataclass(frozen=True)
class UnitRow:
    """The cells of one unit: its row, and its points by indicator, None where the cell is a word."""

    layout: Layout
    row: int
    scores: Mapping[str, Decimal | None]
    totals: Mapping[str, Decimal | None] = field(default_factory=dict)

    def component(self, node: TreeNode) -> tuple[Term, Term]:
        """Points of a component on its own full points (its base) and what of them applies."""
        return self.amounts(replace(node, full_points=node.inside, inside=""))

    def _share(self, node: TreeNode) -> tuple[Term, Term]:
        """What a component adds to the whole, and the part of the whole that it fills: nothing where it has no total."""
        place, total = cell(self.row, self.layout.components[node.node_id]), self.totals[node.node_id]
        full, inside = Decimal(node.full_points), Decimal(node.inside)
        weighted = f"ROUND(ROUND({place}*{numbers.plain(full)}/{numbers.plain(inside)},{numbers.GUARD_DIGITS}),{self.layout.carry})"
        zero = Decimal(0)
        value = zero if total is None else numbers.snapped(Fraction(total) * Fraction(full) / Fraction(inside), self.layout.carry)
        return (
            Term(f"IF(ISNUMBER({place}),{weighted},0)", value),
            Term(f"IF(ISNUMBER({place}),{numbers.plain(full)},0)", zero if total is None else full),
        )

    def node(self, node: TreeNode) -> tuple[Term, Term]:
        """Points of a node and its applicable points; references where the node has cells of its own."""
        points, applicable = self.amounts(node)
        if node.node_id not in self.layout.helpers:
            return points, applicable
        columns = self.layout.helpers[node.node_id]
        return Term(cell(self.row, columns[0]), points.value), Term(cell(self.row, columns[1]), applicable.value)

    def amounts(self, node: TreeNode) -> tuple[Term, Term]:
        """Points of a node and its applicable points, by its policy for parts that do not apply."""
        if node.inside:
            return self._share(node)
        if node.mean:
            return self._mean(node)
        children = self.layout.children(node.node_id)
        if not children:
            return self._leaf(node)
        full = Decimal(node.full_points)
        if node.not_applicable == "redistribute_equal":
            points, applicable = self.spread(node.node_id, full)
            applicable = Term(f"IF({applicable.formula}>0,{numbers.plain(full)},0)", full if applicable.value else Decimal(0))
        else:
            points, applicable = by_policy(node.not_applicable, full, *self.sums(node.node_id), self.layout.carry)
        return (Term(f"MAX(0,{points.formula})", max(points.value, Decimal(0))), applicable) if node.stops else (points, applicable)

    def spread(self, parent_id: str, full: Decimal) -> tuple[Term, Term]:
        """Points with what does not apply spread evenly over the other indicators below (N2), and what applies before that."""
        leaves = self.layout.leaves(parent_id)
        if any(leaf.mean for leaf in leaves):
            return self._spread_means(leaves, full)
        points, applicable = self._run(leaves)
        columns = [self.layout.columns[leaf.node_id] for leaf in leaves]
        count = f"COUNT({cell(self.row, columns[0])}:{cell(self.row, columns[-1])})"
        shares = "+".join(f"N({cell(self.row, column)})/{cell(self.layout.full_row, column, fixed_row=True)}" for column in columns)
        exact = f"{points.formula}+({numbers.plain(full)}-{applicable.formula})/{count}*({shares})"
        formula = f"IF({count}=0,0,ROUND(ROUND({exact},{numbers.GUARD_DIGITS}),{self.layout.carry}))"
        scored = [(score, Decimal(leaf.full_points)) for leaf in leaves if (score := self.scores[leaf.node_id]) is not None]
        value = Decimal(0)
        if scored:
            added = Fraction(full - applicable.value) / len(scored)
            share = sum((Fraction(score) / Fraction(own) for score, own in scored if own), Fraction(0))
            value = points.value if applicable.value == full else numbers.snapped(Fraction(points.value) + added * share, self.layout.carry)
        return Term(formula, value), applicable

    def _spread_means(self, parts: Sequence[TreeNode], full: Decimal) -> tuple[Term, Term]:
        """The same where blocks with a mean are among the parts: they count with what of their points applies."""
        pairs = [self.node(part) if part.mean else self._run([part]) for part in parts]
        points, applicable = plus(points for points, _ in pairs), plus(applicable for _, applicable in pairs)
        count = "(" + "+".join(f"IF({there.formula}>0,1,0)" for _, there in pairs) + ")"
        shares = "+".join(f"IF({there.formula}>0,{got.formula}/{there.formula},0)" for got, there in pairs)
        scaled = f"{points.formula}+({numbers.plain(full)}-({applicable.formula}))/{count}*({shares})"
        scored = [(Fraction(got.value), Fraction(there.value)) for got, there in pairs if there.value]
        value = points.value if scored else Decimal(0)
        if scored and applicable.value != full:
            added = Fraction(full - applicable.value) / len(scored)
            value = numbers.snapped(
                Fraction(points.value) + added * sum((got / there for got, there in scored), Fraction(0)), self.layout.carry
            )
        return Term(f"IF({count}=0,0,ROUND(ROUND({scaled},{numbers.GUARD_DIGITS}),{self.layout.carry}))", value), applicable

    def _mean(self, node: TreeNode) -> tuple[Term, Term]:
        children = self.layout.children(node.node_id)
        whole = sum((_weight(child) for child in children), Decimal(0))
        mean = Mean(Decimal(node.full_points), Decimal(node.mean), node.not_applicable, whole, self.layout.carry)
        counted = [child for child in children if _weight(child) and Decimal(child.full_points)]
        points, applicable = mean.terms([self._part(child, node.not_applicable) for child in counted])
        return (Term(f"MAX(0,{points.formula})", max(points.value, Decimal(0))), applicable) if node.stops else (points, applicable)

    def _part(self, node: TreeNode, policy: str) -> Part:
        """An item of a block with a mean under the block's policy; an indicator's own full_marks or zero comes first."""
        full, everything = Decimal(node.full_points), Term("", Decimal(node.full_points))
        if node.node_id in self.layout.columns:
            policy = node.not_applicable if node.not_applicable in _FIXED else policy
            here, score = cell(self.row, self.layout.columns[node.node_id]), self.scores[node.node_id]
            if policy in _FIXED:
                lost = full if policy == "full_marks" else Decimal(0)
                return Part(
                    "",
                    applies=True,
                    points=Term(f"IF(ISNUMBER({here}),{here},{lost})", lost if score is None else score),
                    open=everything,
                    full=full,
                    weight=_weight(node),
                )
            return Part(
                f"ISNUMBER({here})",
                applies=score is not None,
                points=Term(here, score or Decimal(0)),
                open=everything,
                full=full,
                weight=_weight(node),
            )
        points, applicable = self.node(node)
        if policy == "full_marks":
            points = Term(f"({points.formula}+{numbers.plain(full)}-{applicable.formula})", points.value + full - applicable.value)
        if policy in _FIXED:
            return Part("", applies=True, points=points, open=everything, full=full, weight=_weight(node))
        return Part(
            f"{applicable.formula}>0", applies=bool(applicable.value), points=points, open=applicable, full=full, weight=_weight(node)
        )

    def sums(self, parent_id: str) -> tuple[Term, Term]:
        """Points and applicable points below a node, before the node's own policy."""
        pairs = []
        for plain, group in itertools.groupby(self._flat(parent_id), self._is_plain_leaf):
            nodes = list(group)
            pairs += [self._run(nodes)] if plain else [self.node(node) for node in nodes]
        return plus(points for points, _ in pairs), plus(applicable for _, applicable in pairs)

    def _flat(self, parent_id: str) -> list[TreeNode]:
        """Children, with those of blocks that hand everything on to their parent in place of the block."""
        found: list[TreeNode] = []
        for child in self.layout.children(parent_id):
            is_open_block = (
                child.node_id not in self.layout.columns
                and child.not_applicable == "inherit"
                and not (child.stops or child.mean or child.inside)
            )
            found += self._flat(child.node_id) if is_open_block else [child]
        return found

    def _is_plain_leaf(self, node: TreeNode) -> bool:
        return node.node_id in self.layout.columns and node.not_applicable in _PLAIN_LEAF

    def _run(self, leaves: Sequence[TreeNode]) -> tuple[Term, Term]:
        """Indicators side by side: words count nothing in SUM, and ISNUMBER leaves out their full points."""
        first, last = (self.layout.columns[leaf.node_id] for leaf in (leaves[0], leaves[-1]))
        cells = f"{cell(self.row, first)}:{cell(self.row, last)}"
        full = f"{cell(self.layout.full_row, first, fixed_row=True)}:{cell(self.layout.full_row, last, fixed_row=True)}"
        scored = [(leaf, self.scores[leaf.node_id]) for leaf in leaves]
        points = sum((score for _, score in scored if score is not None), Decimal(0))
        applicable = sum((Decimal(leaf.full_points) for leaf, score in scored if score is not None), Decimal(0))
        return Term(f"SUM({cells})", points), Term(f"SUMPRODUCT(ISNUMBER({cells})*{full})", applicable)

    def _leaf(self, leaf: TreeNode) -> tuple[Term, Term]:
        column = self.layout.columns[leaf.node_id]
        if leaf.not_applicable in _PLAIN_LEAF:
            return self._run([leaf])
        here, full = cell(self.row, column), Term(cell(self.layout.full_row, column, fixed_row=True), Decimal(leaf.full_points))
        score = self.scores[leaf.node_id]
        if leaf.not_applicable == "full_marks":
            return Term(f"IF(ISNUMBER({here}),{here},{full.formula})", full.value if score is None else score), full
        return Term(f"N({here})", score or Decimal(0)), full


def _weight(node: TreeNode) -> Decimal:
    """Weight in the mean of the block above."""
    return Decimal(node.weight or node.full_points)


def by_policy(policy: str, full_points: Decimal, points: Term, applicable: Term, carry: int) -> tuple[Term, Term]:
    """What a node's policy makes of the points and applicable points of its parts (N1-N5); points have ``carry`` decimals."""
    full = Term(numbers.plain(full_points), full_points)
    if policy == "rescale":
        return _rescaled(full, points, applicable, carry), Term(
            f"IF({applicable.formula}>0,{full.formula},0)", full_points if applicable.value else Decimal(0)
        )
    if policy == "full_marks":
        return Term(f"({points.formula}+{full.formula}-({applicable.formula}))", points.value + full_points - applicable.value), full
    return points, full if policy == "zero" else applicable


def _rescaled(full: Term, points: Term, applicable: Term, carry: int) -> Term:
    """Points x full / applicable, snapped to the decimals of points; untouched where everything applies."""
    value = points.value
    if applicable.value != full.value:
        value = (
            numbers.snapped(Fraction(points.value) * Fraction(full.value) / Fraction(applicable.value), carry)
            if applicable.value
            else Decimal(0)
        )
    scaled = f"ROUND(ROUND(({points.formula})*{full.formula}/({applicable.formula}),{numbers.GUARD_DIGITS}),{carry})"
    choice = f"IF({applicable.formula}={full.formula},{points.formula},IF({applicable.formula}>0,{scaled},0))"
    return Term(choice, value)


def rounded(term: Term, arithmetic: Arithmetic) -> Term:
    """The declared rounding, on a number whose error as a double is removed first."""
    value = numbers.rounded(term.value, arithmetic.digits, arithmetic.mode)
    snapped = f"ROUND({term.formula},{arithmetic.carry})"
    if arithmetic.mode == "half_up":
        return Term(f"ROUND({snapped},{arithmetic.digits})", value)
    # A step far below the last decimal keeps a double just under its decimal from losing a unit.
    step = format(Decimal(1).scaleb(-max(arithmetic.carry + 2, 8)), "f")
    return Term(f"ROUNDDOWN({snapped}+SIGN({term.formula})*{step},{arithmetic.digits})", value)
