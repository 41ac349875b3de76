"""Components of the total (R32): each scored on its own full points, then weighted into the whole.

A component's way: base (its indicators, by its policy for parts that do not apply) -> bonus behind its gate ->
deductions -> limits -> its gates -> rounding, where the criteria round components. What it adds to the whole is

    total of the component x weight x (full points of the whole) / (full points of the component)

snapped once. A component none of whose indicators could be scored has no total; ``policy.component_missing`` says
whether the others are scaled up, whether it counts zero, or whether the unit has no total then.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from scoring import numbers
from scoring.criteria.model import Component, Node
from scoring.criteria.policy import NotApplicable
from scoring.rules import Plan
from scoring.rules.base import per_group_sql
from scoring.rules.steps import slug
from scoring.scores.chain import Part, chain_sql, column_lines, indented

LITTLE = 8  # decimals up to which a product with points stays exact
POLICY: dict[str | None, NotApplicable] = {"rescale": "rescale", "zero": "zero", "not_assessable": "no_rescale", None: "rescale"}


def inner(node: Node) -> Node:
    """The tree of a component as a root of its own, on its own full points; no id of the criteria ends with ``_``."""
    own = node.component or Component(Decimal(0))
    return replace(node, id=f"{node.id}_", points=dict.fromkeys(node.points, own.full))


def part_of(plan: Plan, node: Node) -> Part:
    """A component's way from base to total."""
    criteria, own = plan.criteria, node.component or Component(Decimal(0))
    return Part(
        suffix=f"__{slug(node.id)}",
        scored=f"applicable_points__{slug(node.id)} > 0",
        bonuses=[bonus for bonus in criteria.bonuses if bonus.component == node.id],
        deductions=[item for item in criteria.deductions if item.component == node.id],
        gates=[gate for gate in criteria.gates if gate.component == node.id],
        groups=None if len(node.points) == len(criteria.groups) else tuple(node.points),
        floor=own.floor,
        ceiling=own.ceiling,
        rounded="total",
    )


def components_sql(plan: Plan, source: str) -> str:
    """The SELECT that adds every component's total and its share of the whole to its source.

    Args:
        plan: The bound criteria.
        source: One row per unit with the trees of all components rolled up (:func:`inner`).
    """
    nodes = plan.criteria.components()
    carry = plan.criteria.policy.rounding.carry
    based = [
        column
        for name in (slug(node.id) for node in nodes)
        for column in (f"n__{name}_ as base__{name}", f"open__{name}_ as applicable_points__{name}")
    ]
    rolled = f"select\n    *,\n    {column_lines(based)}\nfrom (\n{indented(source)}\n) as trees"
    chained = chain_sql(plan, [part_of(plan, node) for node in nodes], rolled)
    shares = [column for node in nodes for column in _share(node, carry)]
    return f"select\n    *,\n    {column_lines(shares)}\nfrom (\n{indented(chained)}\n) as parts"


def _share(node: Node, carry: int) -> list[str]:
    """Full, applicable and scored points of a component in the whole."""
    name, kind = slug(node.id), numbers.points_type(carry)
    full = f"cast(coalesce({per_group_sql(node.points)}, 0) as {kind})"
    points = numbers.snap_sql(_weighted(node), carry)
    return [
        f"{full} as f__{name}",
        f"case when total_exact__{name} is not null then {full} else cast(0 as {kind}) end as a__{name}",
        f"coalesce({points}, 0) as n__{name}",
    ]


def _weighted(node: Node) -> str:
    """Total x share of the whole: exact where the factor is a short decimal, else a DOUBLE that is snapped at once."""
    total, own = f"total_exact__{slug(node.id)}", node.component or Component(Decimal(1))
    factors = {group: _short(Fraction(points) / Fraction(own.full)) for group, points in node.points.items()}
    short = {group: factor for group, factor in factors.items() if factor is not None}
    if len(short) == len(factors):
        return f"{total} * {per_group_sql(short)}"
    return f"cast({total} as double) * cast({per_group_sql(node.points)} as double) / cast({numbers.decimal_sql(own.full)} as double)"


def _short(factor: Fraction) -> Decimal | None:
    """The factor as a decimal with few digits, None where it has none."""
    exact = numbers.rounded(factor, LITTLE)
    return exact.normalize() if Fraction(exact) == factor else None


def component_rows_sql(plan: Plan) -> list[str]:
    """One SELECT per component: its rows of table ``totals``, for the units whose group has it."""
    return [_rows(plan, node) for node in plan.criteria.components()]


def _rows(plan: Plan, node: Node) -> str:
    rounding, name = plan.criteria.policy.rounding, slug(node.id)
    columns = [f"{column}__{name} as {column}" for column in ("base", "bonus", "penalty", "gate")]
    columns += [f"g__{slug(gate.id)}" if gate.component == node.id else f"false as g__{slug(gate.id)}" for gate in plan.criteria.gates]
    printed = numbers.rounded_sql(f"total_exact__{name}", rounding.digits, rounding.mode, rounding.carry)
    columns += [f"{column}__{name} as {column}" for column in ("applicable_points", "total_exact")]
    groups = ", ".join(f"'{group}'" for group in node.points)
    listed = ",\n    ".join(["unit_id", "grp", f"'{node.id}' as component", *columns, f"{printed} as total_printed"])
    return f"select\n    {listed}\nfrom scores_wide\nwhere grp in ({groups})"


def kept_columns(plan: Plan) -> list[str]:
    """What later steps read of the components: their totals, and which of their gates fired."""
    names = [slug(node.id) for node in plan.criteria.components()]
    kept = ("base", "bonus", "penalty", "gate", "applicable_points", "total_exact")
    columns = [f"{column}__{name}" for name in names for column in kept]
    return columns + [f"g__{slug(gate.id)}" for gate in plan.criteria.gates if gate.component]
