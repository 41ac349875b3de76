"""How a group did, for the sheets of its units: means, best values, places, computed exactly and rounded once."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring import numbers
from scoring.results.material import BlockPoints
from scoring.results.model import Arithmetic, GroupTable, PointRow, RankedUnit, Results, TreeNode
from scoring.results.sheets.recount import Recount

ENOUGH = 2  # ranked units from which on a comparison says something
_PLAIN = Arithmetic(2, "half_up", "total", "printed", "competition", "rescale")


@dataclass(frozen=True, slots=True)
class BlockFigures:
    """Mean and best points and rates of a block over the ranked units to which it applies, and their number."""

    mean: str = ""
    mean_rate: str = ""
    best: str = ""
    best_rate: str = ""
    counted: str = ""


@dataclass(frozen=True, slots=True)
class LeafFigures:
    """Mean of an indicator over the ranked units that have points there, how many of them lost some, and their number."""

    mean: str = ""
    losing: str = ""
    judged: str = ""


@dataclass(frozen=True)
class GroupFigures:
    """One group and everything of it that its units' sheets compare with.

    Args:
        results: The run.
        group: The group's ranking.
        points: Rows of points by unit and indicator.
        blocks: Points of blocks at the top by unit and node.
    """

    results: Results
    group: GroupTable
    points: Mapping[tuple[str, str], PointRow]
    blocks: Mapping[tuple[str, str], BlockPoints]

    @functools.cached_property
    def arithmetic(self) -> Arithmetic:
        """The declared policies."""
        return self.results.arithmetic or _PLAIN

    @functools.cached_property
    def nodes(self) -> tuple[TreeNode, ...]:
        """The group's tree, parents before children."""
        return tuple(node for node in self.results.nodes if node.group_id == self.group.group_id)

    @functools.cached_property
    def tops(self) -> tuple[TreeNode, ...]:
        """The blocks at the top, in the order of :attr:`RankedUnit.blocks`."""
        return tuple(node for node in self.nodes if not node.parent_id)

    @functools.cached_property
    def titles(self) -> dict[str, str]:
        """Titles of the blocks at the top by the id of everything below them."""
        found: dict[str, str] = {}
        for node in self.nodes:
            found[node.node_id] = found.get(node.parent_id) or node.title
        return found

    @functools.cached_property
    def recount(self) -> Recount:
        """The way from points to totals."""
        return Recount(self.nodes, self.arithmetic, self.results.material)

    @functools.cached_property
    def ranked(self) -> tuple[RankedUnit, ...]:
        """Units with a rank, in rank order."""
        return tuple(row for row in self.group.rows if row.rank)

    @functools.cached_property
    def places(self) -> tuple[str, ...]:
        """Printed scores in rank order."""
        return tuple(row.total for row in self.ranked)

    @functools.cached_property
    def full(self) -> str:
        """Full points of the whole."""
        return numbers.plain(sum((Decimal(node.full_points) for node in self.tops), Decimal(0))) if self.tops else ""

    def exact(self, row: RankedUnit) -> Decimal:
        """Exact total of a scored unit."""
        amounts = self.results.material.amounts.get(row.unit_id)
        return Decimal(amounts.exact if amounts and amounts.exact else row.total)

    @functools.cached_property
    def mean(self) -> str:
        """Mean of the exact totals of the ranked units."""
        return self._mean([self.exact(row) for row in self.ranked])

    @functools.cached_property
    def best(self) -> str:
        """Total of the first."""
        return self.places[0] if len(self.places) >= ENOUGH else ""

    def _mean(self, values: Sequence[Decimal]) -> str:
        if len(values) < ENOUGH:
            return ""
        return numbers.fixed(
            numbers.rounded(Fraction(sum(values, Decimal(0))) / len(values), self.arithmetic.digits), self.arithmetic.digits
        )

    @functools.cached_property
    def block_figures(self) -> dict[str, BlockFigures]:
        """By id of the block."""
        return {node.node_id: self._block(node.node_id) for node in self.tops}

    def _block(self, node: str) -> BlockFigures:
        rows = [found for row in self.ranked if (found := self.blocks.get((row.unit_id, node))) and Decimal(found.applicable_points)]
        if len(rows) < ENOUGH:
            return BlockFigures()
        points = [Decimal(row.points) for row in rows]
        rates = [share(row) for row in rows]
        digits = max(self.arithmetic.digits, *(decimals(row.points) for row in rows))
        return BlockFigures(
            self._mean(points),
            numbers.percent(sum(rates, Fraction(0)) / len(rates)),
            numbers.fixed(max(points), digits),
            numbers.percent(max(rates)),
            str(len(rows)),
        )

    def leaf(self, indicator: str) -> LeafFigures:
        """How the ranked units did in an indicator."""
        if indicator not in self._leaves:
            self._leaves[indicator] = self._leaf(indicator)
        return self._leaves[indicator]

    @functools.cached_property
    def _leaves(self) -> dict[str, LeafFigures]:
        return {}

    def _leaf(self, indicator: str) -> LeafFigures:
        rows = [found for row in self.ranked if (found := self.points.get((row.unit_id, indicator))) and found.points]
        if len(rows) < ENOUGH:
            return LeafFigures()
        losing = sum(Decimal(row.lost) > 0 for row in rows)
        return LeafFigures(self._mean([Decimal(row.points) for row in rows]), str(losing), str(len(rows)))

    @functools.cached_property
    def _keys(self) -> list[Decimal]:
        """What ranks the units, ascending; each value once where equal scores do not leave ranks out."""
        keys = [self._key(self.exact(row), Decimal(row.total)) for row in self.ranked]
        return sorted(set(keys) if self.arithmetic.ties == "dense" else keys)

    def _key(self, exact: Decimal, printed: Decimal) -> Decimal:
        key = exact if self.arithmetic.rank_on == "exact" else printed
        return key if self.arithmetic.best == "highest" else -key

    def rank_with(self, row: RankedUnit, exact: Decimal, printed: Decimal) -> str:
        """Rank of a ranked unit with a better total, all others unchanged; empty where only a tie-breaker could tell."""
        key, own = self._key(exact, printed), self._key(self.exact(row), Decimal(row.total))
        first, after = bisect_left(self._keys, key), bisect_right(self._keys, key)
        others = after - first - (key == own)
        if not row.rank or key < own or (others and self.arithmetic.break_ties):
            return ""
        return str(1 + len(self._keys) - after)


def share(row: BlockPoints) -> Fraction:
    """得分率: points of what applies."""
    return Fraction(Decimal(row.points)) / Fraction(Decimal(row.applicable_points))


def decimals(*texts: str) -> int:
    """The most decimals that any of the numbers has."""
    return max((len(text.partition(".")[2]) for text in texts), default=0)


def same_decimals(texts: Iterable[str], least: int) -> int:
    """Decimals for a column of exact numbers."""
    return max(least, decimals(*texts))
