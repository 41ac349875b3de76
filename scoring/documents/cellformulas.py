"""Formulas of the indicator matrix, each with the exact number that it must give.

A formula and its number are made in the same place, from the same cells, so that the
workbook can be compared with the printed scores before anybody opens it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring import numbers
from scoring.results.model import Arithmetic, TreeNode

ROOT = ""  # parent of the top-level blocks
_PLAIN_LEAF = {"inherit", "rescale", "no_rescale"}  # for an indicator these all mean: what does not apply leaves the maximum


@dataclass(frozen=True, slots=True)
class Term:
    """An amount as a formula (without ``=``) and as the number it must give."""

    formula: str
    value: Decimal


def plus(terms: Iterable[Term]) -> Term:
    """The sum of terms."""
    parts = list(terms)
    return Term("+".join(part.formula for part in parts) or "0", sum((part.value for part in parts), Decimal(0)))


def cell(row: int, column: int, *, fixed_row: bool = False) -> str:
    """A reference to a cell by 0-based row and column: ``D5``, or ``D$5`` where the row must stay."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{'$' if fixed_row else ''}{row + 1}"


@dataclass(frozen=True)
class Layout:
    """Where the tree of one group stands on its sheet.

    Args:
        nodes: The group's tree, parents before children.
        columns: Column of every indicator; indicators stand side by side in the order of the tree.
        full_row: The row of the full points.
        carry: Decimals of points.
    """

    nodes: Sequence[TreeNode]
    columns: Mapping[str, int]
    full_row: int
    carry: int = numbers.POINT_DIGITS

    def children(self, parent_id: str) -> list[TreeNode]:
        """Blocks and indicators directly below a node."""
        return [node for node in self.nodes if node.parent_id == parent_id]

    def leaves(self, parent_id: str) -> list[TreeNode]:
        """Indicators anywhere below a node, as they stand side by side."""
        return [
            leaf
            for child in self.children(parent_id)
            for leaf in ([child] if child.node_id in self.columns else self.leaves(child.node_id))
        ]


@dataclass(frozen=True)
class UnitRow:
    """The cells of one unit: its row, and its points by indicator, None where the cell is a word."""

    layout: Layout
    row: int
    scores: Mapping[str, Decimal | None]

    def node(self, node: TreeNode) -> tuple[Term, Term]:
        """Points of a node and its applicable points, by its policy for parts that do not apply."""
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
            is_open_block = child.node_id not in self.layout.columns and child.not_applicable == "inherit" and not child.stops
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
