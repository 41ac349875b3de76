"""From the tables of a scored session to :class:`Field`, one per group that has a ranking of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from scoring import numbers
from scoring.criteria.groups import Group
from scoring.criteria.model import Bonus, Criteria, Deduction, Gate, Node
from scoring.engine.database import literal
from scoring.results.robustness.arrays import Floats
from scoring.results.robustness.chain import Chain, Fixed, can_be_asked
from scoring.results.robustness.field import Field, Share, columns_of
from scoring.results.robustness.normalising import Normalisation, normalised
from scoring.results.robustness.ordering import Ordering
from scoring.results.robustness.parts import Branch, Leaves, Linear, compiled
from scoring.rules import Plan
from scoring.rules.steps import slug
from scoring.scores.components import POLICY, inner

if TYPE_CHECKING:
    from scoring.engine.database import Session

ROOT = "total"


def read_groups(session: Session, plan: Plan) -> Iterator[GroupRows]:
    """Every group with at least two ranked units, in the order of the criteria; units made of others are left out.

    Args:
        session: A scored session: ``points_wide``, ``totals``, ``placed``.
        plan: The plan it was scored by.
    """
    for group in plan.criteria.groups:
        if group.members is None:
            rows = GroupRows(session, plan, group)
            if len(rows.units) > 1:
                yield rows


class GroupRows:
    """The rows of one group, ranked units by tie-breakers, then in their own order."""

    def __init__(self, session: Session, plan: Plan, group: Group) -> None:
        self.plan, self.criteria, self.group = plan, plan.criteria, group
        self.nodes = columns_of(plan.criteria, group.id)
        self.columns = tuple(node.id for node in self.nodes)
        extra = [*(b.node for b in plan.criteria.bonuses), *(d.node for d in plan.criteria.deductions)]
        listed = [f"cast(w.p__{slug(node.id)} as double) as p__{slug(node.id)}" for node in (*plan.criteria.leaves(), *extra)]
        flags = [f"t.g__{slug(gate.id)}" for gate in plan.criteria.gates]
        columns = ["p.unit_id", "p.rank", "p.tie_place", "cast(t.total_printed as double) as printed", *flags, *listed]
        columns += [f"cast(c__{slug(node.id)}.total_exact as double) as c__{slug(node.id)}" for node in plan.criteria.components()]
        found = session.con.execute(
            f"select {', '.join(columns)} from placed as p"
            " inner join points_wide as w on p.unit_id = w.unit_id"
            " inner join totals as t on p.unit_id = t.unit_id and t.component = 'total'"
            f"{_components_join(plan.criteria)}"
            " inner join units as u on p.unit_id = u.unit_id"
            f" where p.grp = {literal(group.id)} order by p.tie_place, u.ord, p.unit_id"
        ).fetchnumpy()
        self.rows = {name: np.ma.filled(values, np.nan) if np.ma.isMaskedArray(values) else values for name, values in found.items()}
        self.units = tuple(str(unit) for unit in self.rows["unit_id"])

    @property
    def has_blocks(self) -> bool:
        """Whether there are several blocks at the top of a tree, of which a geometric mean could be taken."""
        here = [node for node in self.criteria.indicators if node.points.get(self.group.id)]
        return len(here) > 1 and not self.criteria.components()

    def field(self, normalisation: Normalisation | None = None, *, geometric: bool = False) -> Field:
        """The group as arrays, as it was scored or on another scale, or with a geometric mean over the blocks at the top."""
        criteria, policy = self.criteria, self.criteria.policy
        rounding = policy.rounding
        digits = rounding.digits if policy.rank_on == "printed" else rounding.carry
        mode = rounding.mode if policy.rank_on == "printed" else "half_up"
        tie_place = np.array(self.rows["tie_place"], np.int64) if policy.break_ties else None
        leaves = self.leaves(normalisation)
        components = tuple(self.share(node, leaves) for node in criteria.components() if self.group.id in node.points)
        return Field(
            group=self.group.id,
            units=self.units,
            columns=self.columns,
            weights=np.array([float(node.points[self.group.id]) for node in self.nodes]),
            tree=None if components else self.tree(leaves, Decimal(0) if geometric else None),
            chain=self.whole(),
            ordering=Ordering(min(digits, rounding.carry), mode, policy.best, policy.ties, tie_place),
            ranks=np.array(self.rows["rank"], np.int64),
            printed=np.rint(np.array(self.rows["printed"]) * 10.0**rounding.digits).astype(np.int64),
            carry=rounding.carry,
            digits=rounding.digits,
            mode=rounding.mode,
            components=components,
            policy=POLICY[policy.component_missing],
        )

    def leaves(self, normalisation: Normalisation | None = None) -> Leaves:
        """Shares of full points; the weight of a component is no indicator."""
        nodes = [node for node in self.nodes if node.component is None]
        full = [float(node.points[self.group.id]) for node in nodes]
        rows = [self.points(node) / points for node, points in zip(nodes, full, strict=True)]
        shares = np.array(rows).reshape(len(nodes), len(self.units))
        return Leaves(self.group.id, tuple(node.id for node in nodes), normalised(shares, normalisation) if normalisation else shares)

    def points(self, node: Node) -> Floats:
        """Points of an indicator by unit, NaN where there are none."""
        return np.array(self.rows[f"p__{slug(node.id)}"], np.float64)

    def tree(self, leaves: Leaves, mean: Decimal | None) -> Linear | Branch:
        """The whole tree as parts."""
        policy = self.criteria.policy.not_applicable
        root = Node(ROOT, "", {}, (), self.criteria.indicators, not_applicable=policy, mean=mean)
        return compiled(_without_empty(root, self.group.id), leaves)

    def share(self, node: Node, leaves: Leaves) -> Share:
        """A component."""
        name, own = slug(node.id), node.component
        full = own.full if own else Decimal(1)
        tree = compiled(_without_empty(inner(node), self.group.id), leaves)
        chain = self.chain(
            [bonus for bonus in self.criteria.bonuses if bonus.component == node.id],
            [item for item in self.criteria.deductions if item.component == node.id],
            [gate for gate in self.criteria.gates if gate.component == node.id],
        )
        chain = replace(chain, floor=_number(own.floor) if own else None, ceiling=_number(own.ceiling) if own else None)
        chain = replace(chain, total=self.rounding())
        return Share(node, tree, chain, self.columns.index(node.id), float(full), ~np.isnan(self.rows[f"c__{name}"]))

    def whole(self) -> Chain:
        """The way of the whole from base to total."""
        policy = self.criteria.policy
        chain = self.chain(
            [bonus for bonus in self.criteria.bonuses if not bonus.component],
            [item for item in self.criteria.deductions if not item.component],
            [gate for gate in self.criteria.gates if not gate.component],
        )
        base = None if self.criteria.components() else self.rounding()
        return replace(chain, floor=_number(policy.floor), ceiling=_number(policy.ceiling), base=base, terms=self.rounding())

    def chain(self, bonuses: Sequence[Bonus], deductions: Sequence[Deduction], gates: Sequence[Gate]) -> Chain:
        """A way from base to total without its limits and roundings."""
        penalty = sum((np.nan_to_num(self.points(item.node)) for item in deductions), np.zeros(len(self.units)))
        fixed = tuple(
            Fixed(
                float(gate.score),
                np.array(self.rows[f"g__{slug(gate.id)}"], bool),
                self.plan.gates[gate.id] if can_be_asked(self.plan.gates[gate.id]) else None,
            )
            for gate in gates
            if gate.score is not None
        )
        rounding = self.rounding()
        penalty = penalty if rounding is None else rounding(penalty)
        return Chain(tuple((np.nan_to_num(self.points(b.node)), _asked(b)) for b in bonuses), penalty, None, None, fixed)

    def rounding(self) -> Any:
        """What rounds components; None where the criteria round elsewhere."""
        rounding = self.criteria.policy.rounding
        return partial(_rounded, digits=rounding.digits, mode=rounding.mode) if rounding.at == "component" else None


def _asked(bonus: Bonus) -> Any:
    if bonus.gate is None:
        return None
    return bonus.gate.replaced(lambda name: replace(name, name="base"))


def _rounded(values: Floats, digits: int, mode: numbers.Mode) -> Floats:
    rounded: Floats = numbers.last_places(np.array(values), digits, mode)
    return rounded / 10.0**digits


def _number(limit: Decimal | None) -> float | None:
    return None if limit is None else float(limit)


def _components_join(criteria: Criteria) -> str:
    joins = [(f"c__{slug(node.id)}", literal(node.id)) for node in criteria.components()]
    return "".join(f" left join totals as {name} on p.unit_id = {name}.unit_id and {name}.component = {node}" for name, node in joins)


def _without_empty(node: Node, group: str) -> Node:
    """The block with only the items that have points in the group."""
    items = tuple(_without_empty(item, group) for item in node.items if item.points.get(group))
    return replace(node, items=items)
