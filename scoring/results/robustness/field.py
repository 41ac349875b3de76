"""One group of a scored run as arrays: everything that a draw of weights needs to make the group's totals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring import numbers
from scoring.criteria.model import Criteria, Node
from scoring.results.robustness.arrays import Flags, Floats, Wholes
from scoring.results.robustness.chain import Chain
from scoring.results.robustness.ordering import Ordering, rank_draws
from scoring.results.robustness.parts import Branch, Linear
from scoring.results.robustness.rolling import Rolled, roll, settle, snapped


@dataclass(frozen=True, eq=False)
class Share:
    """A component of the total: its own tree and its way to a total.

    Args:
        node: The component.
        tree: Its tree, on its own full points.
        chain: From its base to its total.
        column: Place of its weight among the columns.
        full: Its own full points.
        scored: Units whose component has a total.
    """

    node: Node
    tree: Linear | Branch
    chain: Chain
    column: int
    full: float
    scored: Flags


@dataclass(frozen=True, eq=False)
class Field:
    """A group whose units are ranked.

    Args:
        group: Id of the group.
        units: Ids of its ranked units, ordered by the tie-breakers.
        columns: Ids of what has a weight: the indicators, then the components.
        weights: Declared weight of every column: full points in this group.
        tree: The tree; None where the total has components.
        chain: From base to total.
        ordering: How totals become ranks.
        ranks: Ranks of the run.
        printed: Printed totals of the run, in units of the last printed place.
        components: The components, where there are any.
        policy: What becomes of components without a total.
        carry: Decimals that points are carried with.
        digits: Decimals that are printed.
    """

    group: str
    units: tuple[str, ...]
    columns: tuple[str, ...]
    weights: Floats
    tree: Linear | Branch | None
    chain: Chain
    ordering: Ordering
    ranks: Wholes
    printed: Wholes
    carry: int
    digits: int
    mode: numbers.Mode
    components: tuple[Share, ...] = ()
    policy: str = "rescale"

    def totals(self, weights: Floats) -> Floats:
        """Totals of all units (draws x units) from weights (draws x columns)."""
        if self.tree is not None:
            return self.chain.totals(roll(self.tree, weights, self.carry).points)
        return self.chain.totals(self._composed(weights).points)

    def _composed(self, weights: Floats) -> Rolled:
        shape = (len(weights), len(self.units))
        points, open_, full = np.zeros(shape), np.zeros(shape), np.zeros((len(weights), 1))
        for share in self.components:
            own = weights[:, share.column : share.column + 1]
            total = share.chain.totals(roll(share.tree, weights, self.carry).points)
            points += np.where(share.scored, snapped(total * (own / share.full), self.carry), 0.0)
            open_ += np.where(share.scored, own, 0.0)
            full += own
        return settle(self.policy, Rolled(points, open_, full), self.carry)

    def ranked(self, weights: Floats) -> Wholes:
        """Ranks of all units (draws x units) from weights."""
        return rank_draws(np.array(self.totals(weights)), self.ordering)

    def differing(self) -> list[tuple[str, float, float]]:
        """Units whose printed total with the declared weights is not that of the run: none, or the draws would be of something else.

        Returns:
            Unit, printed total, what came out here; both in units of the last printed place.
        """
        found = numbers.last_places(np.array(self.totals(self.weights[None, :])), self.digits, self.mode)[0]
        return [
            (self.units[place], float(self.printed[place]), float(found[place])) for place in np.flatnonzero(found != self.printed).tolist()
        ]


def columns_of(criteria: Criteria, group: str) -> list[Node]:
    """What has a weight in a group: its indicators with full points, then its components."""
    leaves = [leaf for leaf in criteria.leaves() if leaf.points.get(group)]
    return [*leaves, *(node for node in criteria.components() if group in node.points)]
