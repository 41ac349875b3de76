"""Roll-up of the tree, bonuses, gates and totals.

Every node gets its points and its applicable points. A part that does not apply (not
applicable, exempt, not assessable) leaves the maximum; what happens to the rest is the
policy of the node (N1-N5): ``rescale`` scales to the node's full points, ``no_rescale``
keeps the lower maximum, ``full_marks`` and ``zero`` count the part as achieved or lost,
``inherit`` hands the reduced maximum on to the parent. A missing input that counts as
zero stays applicable.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from scoring import numbers
from scoring.criteria.model import Criteria, Node
from scoring.engine.database import Session
from scoring.rules import Plan
from scoring.rules.base import per_group_sql
from scoring.rules.steps import slug
from scoring.scores.chain import indented
from scoring.scores.components import POLICY, components_sql, inner, kept_columns
from scoring.scores.means import mean_points, mean_sums
from scoring.scores.members import build_members, has_members
from scoring.scores.screening import build_screened
from scoring.scores.stages import nested
from scoring.scores.totals import ROOT, totals_sql


@dataclass(frozen=True)
class Frame:
    """What every expression of the roll-up depends on: the carried decimals and all groups of the criteria."""

    carry: int
    groups: tuple[str, ...]

    @property
    def points(self) -> str:
        """SQL type of points."""
        return numbers.points_type(self.carry)

    def full(self, node: Node) -> str:
        """SQL of a node's full points for the unit's group, 0 where the group does not have it."""
        sql = per_group_sql(node.points, self.groups)
        return sql if set(self.groups) <= set(node.points) else f"coalesce({sql}, 0)"


def build_scores(session: Session, plan: Plan) -> None:
    """Make tables ``screened``, ``scores_wide`` and ``totals``, one row per unit each, and ``members`` where units are made of others.

    ``scores_wide`` holds points (``n__``) and applicable points (``a__``) of every block, ``totals`` base, bonus, penalty,
    gate, total_exact and total_printed.

    Args:
        session: Holds ``points_wide`` and ``units``.
        plan: The bound criteria.
    """
    build_screened(session, plan)
    roll_up(session, plan)


def roll_up(session: Session, plan: Plan) -> None:
    """Make the tables of :func:`build_scores` besides ``screened``, which stands ready.

    Args:
        session: Holds ``points_wide``, ``units`` and ``screened``.
        plan: The bound criteria.
    """
    session.step("scores_wide", rollup_sql(plan))
    if has_members(plan.criteria):
        session.step("own_totals", totals_sql(plan))
        build_members(session, plan)
    else:
        session.step("totals", totals_sql(plan))


def rollup_sql(plan: Plan) -> str:
    """Two SELECTs per height of the tree, lowest blocks first, the total last; indicators stand inside their block's sum.

    Where the total has components, the trees of all of them are rolled up side by side, each goes its way to a total of
    its own (:mod:`scoring.scores.components`), and the whole is the sum of their shares.
    """
    criteria = plan.criteria
    root = Node(ROOT, "", root_points(criteria), (), criteria.indicators, not_applicable=criteria.policy.not_applicable)
    frame = Frame(criteria.policy.rounding.carry, tuple(group.id for group in criteria.groups))
    if not criteria.components():
        return nested("points_wide", _stages(_levels(root), frame), _kept(plan))
    trees = [inner(node) for node in criteria.components()]
    rolled = nested("points_wide", _stages(_levels(*trees), frame), _kept_of_trees(plan, trees))
    root = replace(root, not_applicable=POLICY[criteria.policy.component_missing])
    source = f"(\n{indented(components_sql(plan, rolled))}\n) as shares"
    return nested(source, _stages([[root]], frame), _kept(plan))


def _stages(levels: list[list[Node]], frame: Frame) -> list[list[str]]:
    return [
        columns
        for blocks in levels
        for columns in (
            [c for block in blocks for c in _sum_columns(block, frame)],
            [c for block in blocks for c in _policy_columns(block, frame)],
        )
    ]


def _kept_of_trees(plan: Plan, trees: list[Node]) -> list[str]:
    """What components need of their trees, and the blocks in them."""
    blocks = [slug(node.id) for tree in trees for node in tree.walk() if node.items and node is not tree]
    columns = [f"{letter}__{name}" for name in blocks for letter in "an"]
    columns += [f"{word}__{slug(tree.id)}" for tree in trees for word in ("n", "open")]
    return ["unit_id", "grp", *columns, *(f"p__{name}" for name in _extra(plan))]


def _extra(plan: Plan) -> list[str]:
    """Bonuses and deductions, which stand beside the tree."""
    return [slug(node.id) for node in plan.criteria.scored()[len(plan.criteria.leaves()) :]]


def _kept(plan: Plan) -> list[str]:
    """The columns that later steps read; the points of indicators stay in ``points_wide``."""
    criteria = plan.criteria
    blocks = [ROOT, *(slug(node.id) for node in criteria.nodes() if node.items)]
    columns = [f"{letter}__{name}" for name in blocks for letter in "an"]
    columns += [f"f__{ROOT}"] if criteria.components() else []
    return ["unit_id", "grp", f"open__{ROOT}", *columns, *(f"p__{name}" for name in _extra(plan)), *kept_columns(plan)]


def root_points(criteria: Criteria) -> dict[str, Decimal]:
    """Full points of the whole by group."""
    return {
        group.id: sum((block.points.get(group.id, Decimal(0)) for block in criteria.indicators), Decimal(0)) for group in criteria.groups
    }


def _levels(*roots: Node) -> list[list[Node]]:
    """Blocks by height above the indicators, so that every block comes after its items."""
    heights: dict[int, list[Node]] = {}

    def height(node: Node) -> int:
        if not node.items:
            return 0
        own = 1 + max(height(item) for item in node.items)
        heights.setdefault(own, []).append(node)
        return own

    for root in roots:
        height(root)
    return [heights[h] for h in sorted(heights)]


def _points_term(item: Node, frame: Frame) -> str:
    """What an item adds to its block's points."""
    name = slug(item.id)
    if item.items:
        return f"n__{name}"
    if item.not_applicable == "full_marks":
        return f"coalesce(p__{name}, {frame.full(item)})"
    return f"coalesce(p__{name}, 0)"


def _applicable_term(item: Node, frame: Frame) -> str:
    """What an item adds to its block's applicable points."""
    name = slug(item.id)
    if item.items:
        return f"a__{name}"
    full = frame.full(item)
    return full if item.not_applicable in {"full_marks", "zero"} else f"case when p__{name} is not null then {full} else 0 end"


def _sum_columns(block: Node, frame: Frame) -> list[str]:
    name = slug(block.id)
    if block.mean is not None:
        return mean_sums(block, f"cast({frame.full(block)} as {frame.points})")
    if block.not_applicable == "redistribute_equal":
        return [f"cast({frame.full(block)} as {frame.points}) as f__{name}", *_spread_columns(block, frame)]
    points = " + ".join(_points_term(item, frame) for item in block.items)
    applicable = " + ".join(_applicable_term(item, frame) for item in block.items)
    return [
        f"cast({frame.full(block)} as {frame.points}) as f__{name}",
        f"cast({points} as {frame.points}) as raw__{name}",
        f"cast({applicable} as {frame.points}) as open__{name}",
    ]


def _spread_columns(block: Node, frame: Frame) -> list[str]:
    """What spreading missing points evenly over the indicators below needs (N2): sums over them, their number, their shares."""
    name = slug(block.id)
    parts = [_spread_part(part, frame) for part in _spread_over(block)]
    points = " + ".join(f"coalesce({got}, 0)" for _, got, _ in parts)
    applicable = " + ".join(f"case when {there} then {full} else 0 end" for there, _, full in parts)
    count = " + ".join(f"case when {there} then 1 else 0 end" for there, _, _ in parts)
    shares = " + ".join(f"coalesce(cast({got} as double) / nullif(cast({full} as double), 0), 0)" for _, got, full in parts)
    return [
        f"cast({points} as {frame.points}) as raw__{name}",
        f"cast({applicable} as {frame.points}) as open__{name}",
        f"{count} as count__{name}",
        f"{shares} as shares__{name}",
    ]


def _spread_over(block: Node) -> Iterator[Node]:
    """The indicators below a block; a block that takes a mean is one of them, as its items are not points of their own."""
    for item in block.items:
        if item.items and item.mean is None:
            yield from _spread_over(item)
        else:
            yield item


def _spread_part(part: Node, frame: Frame) -> tuple[str, str, str]:
    """SQL of whether a part applies, of its points and of what of its full points applies."""
    name = slug(part.id)
    if part.items:
        return f"a__{name} > 0", f"n__{name}", f"a__{name}"
    return f"p__{name} is not null", f"p__{name}", frame.full(part)


def _policy_columns(block: Node, frame: Frame) -> list[str]:
    if block.mean is not None:
        return mean_points(block, frame.carry)
    name = slug(block.id)
    raw, applicable, full = f"raw__{name}", f"open__{name}", f"f__{name}"
    points, open_points = raw, applicable
    if block.not_applicable == "rescale":
        scaled = numbers.snap_sql(f"cast({raw} as double) * cast({full} as double) / nullif(cast({applicable} as double), 0)", frame.carry)
        points = f"case when {applicable} = {full} then {raw} else coalesce({scaled}, 0) end"
        open_points = f"case when {applicable} > 0 then {full} else 0 end"
    elif block.not_applicable == "redistribute_equal":
        added = f"cast({full} - {applicable} as double) / nullif(count__{name}, 0)"
        spread = numbers.snap_sql(f"cast({raw} as double) + {added} * shares__{name}", frame.carry)
        points = f"case when {applicable} = {full} then {raw} else coalesce({spread}, 0) end"
        open_points = f"case when {applicable} > 0 then {full} else 0 end"
    elif block.not_applicable == "full_marks":
        points, open_points = f"{raw} + ({full} - {applicable})", full
    elif block.not_applicable == "zero":
        open_points = full
    if block.stops:
        points = f"greatest({points}, 0)"
    return [
        f"cast({points} as {frame.points}) as n__{name}",
        f"cast({open_points} as {frame.points}) as a__{name}",
    ]
