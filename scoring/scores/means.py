"""Means over the items of a block, each item with its share of its points and a weight.

A block with ``mean`` scores its own full points x M(s; w), where s is the share of its points that an
item reached and w its weight: the arithmetic, geometric, harmonic or generalised weighted mean (OECD/JRC
Handbook on Constructing Composite Indicators 2008, step 7; COINr a_amean, a_gmean, a_hmean, a_genmean;
UNDP, Human Development Report technical note 1 for the geometric mean of equal weights):

    M = (sum(w x s^p) / sum(w))^(1/p),   p = 0: M = exp(sum(w x ln s) / sum(w))

For p of zero and below, a share of zero makes the mean zero. An item of which only a part applies
(a block below with a reduced maximum) counts with its share of that part, and its weight is reduced in
the same proportion, so that the arithmetic mean with the points as weights is the plain sum.

What does not apply, by the block's policy (F full points, W sum of all weights, V of those that apply):

    rescale              F x M over what applies
    inherit, no_rescale  F x V/W x M; the maximum falls to F x V/W
    redistribute_equal   F x M, where each item that applies gets an equal part of W - V on top
    full_marks, zero     F x M, where what does not apply counts as reached or as lost
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from scoring import numbers
from scoring.criteria.model import Node
from scoring.engine.database import literal
from scoring.rules.base import per_group_sql
from scoring.rules.steps import slug


@dataclass(frozen=True)
class _Part:
    """One item as SQL: whether anything of it applies, its points, what of its full points applies (DOUBLE)."""

    there: str
    points: str
    open: str
    full: str
    weight: str

    def weighted(self) -> str:
        """The weight that counts, DOUBLE."""
        return self.weight if self.open == self.full else f"{self.weight} * {self.open} / {self.full}"


def mean_sums(block: Node, full: str) -> list[str]:
    """Columns of the first SELECT of a block with a mean: sums of weights and of weighted shares, in DOUBLE.

    Args:
        block: The block.
        full: SQL of its full points.
    """
    name, power = slug(block.id), block.mean or Decimal(0)
    parts = [_part(item, block.not_applicable) for item in block.items]
    lost = " or ".join(f"({part.there} and {part.points} = 0)" for part in parts)
    columns = [
        f"{full} as f__{name}",
        f"{_sum((part.there, part.weighted()) for part in parts)} as weight__{name}",
        f"{_sum((_reached(part, power), f'{part.weighted()} * {_term(part, power)}') for part in parts)} as mean__{name}",
    ]
    columns += [f"{lost} as lost__{name}"] if power <= 0 else []
    if block.not_applicable == "redistribute_equal":
        columns.append(f"{_sum((_reached(part, power), _term(part, power)) for part in parts)} as plain__{name}")
        columns.append(f"{' + '.join(f'case when {part.there} then 1 else 0 end' for part in parts)} as count__{name}")
    return columns


def mean_points(block: Node, carry: int) -> list[str]:
    """Columns of the second SELECT: points (``n__``) and applicable points (``a__``), each snapped once."""
    name, power, policy = slug(block.id), block.mean or Decimal(0), block.not_applicable
    weight, full = f"weight__{name}", f"cast(f__{name} as double)"
    whole = _by_group({group: sum((item.weight(group) for item in block.items), Decimal(0)) for group in block.points})
    average = f"mean__{name} / nullif({weight}, 0)"
    if policy == "redistribute_equal":
        average = f"(mean__{name} + ({whole} - {weight}) / nullif(count__{name}, 0) * plain__{name}) / nullif({whole}, 0)"
    scale = f"{full} * {weight} / nullif({whole}, 0)" if policy in {"inherit", "no_rescale"} else full
    points = numbers.snap_sql(f"{scale} * {_root(average, power)}", carry)
    cases = f"when lost__{name} then 0 " if power <= 0 else ""
    points = f"coalesce(case {cases}when {weight} > 0 then {points} end, 0)"
    open_points = f"case when {weight} > 0 then f__{name} else 0 end"
    if policy in {"full_marks", "zero"}:
        open_points = f"f__{name}"
    elif policy in {"inherit", "no_rescale"}:
        open_points = f"coalesce({numbers.snap_sql(scale, carry)}, 0)"
    if block.stops:
        points = f"greatest({points}, 0)"
    kind = numbers.points_type(carry)
    return [f"cast({points} as {kind}) as n__{name}", f"cast({open_points} as {kind}) as a__{name}"]


def _part(item: Node, policy: str) -> _Part:
    """An item under a policy of its block; a leaf's own policy full_marks or zero comes first."""
    name, full = slug(item.id), _by_group(item.points)
    weight = _by_group({group: item.weight(group) for group in item.points})
    groups = [group for group, points in item.points.items() if points and item.weight(group)]
    listed = f"grp in ({', '.join(literal(group) for group in groups)})" if groups else "1 = 0"
    if item.items:
        points, there, open_points = f"n__{name}", f"a__{name} > 0", f"nullif(cast(a__{name} as double), 0)"
        reached, lost = f"(n__{name} + f__{name} - a__{name})", points
    else:
        points, there, open_points = f"p__{name}", f"p__{name} is not null", full
        reached, lost = f"coalesce({points}, {per_group_sql(item.points)})", f"coalesce({points}, 0)"
        policy = item.not_applicable if item.not_applicable in {"full_marks", "zero"} else policy
    if policy in {"full_marks", "zero"}:
        return _Part(listed, reached if policy == "full_marks" else lost, full, full, weight)
    return _Part(there if len(groups) == len(item.points) else f"({there} and {listed})", points, open_points, full, weight)


def _by_group(amounts: Mapping[str, Decimal]) -> str:
    """A number of the criteria as DOUBLE, by the unit's group where groups differ."""
    distinct = set(amounts.values())
    return numbers.double_sql(distinct.pop()) if len(distinct) == 1 else f"cast({per_group_sql(amounts)} as double)"


def _reached(part: _Part, power: Decimal) -> str:
    """Where the term of a share may be computed: no logarithm and no division by a share of zero."""
    return part.there if power > 0 else f"{part.there} and {part.points} > 0"


def _term(part: _Part, power: Decimal) -> str:
    share = f"cast({part.points} as double) / {part.open}"
    if power == 0:
        return f"ln({share})"
    return f"({share})" if power == 1 else f"pow({share}, {numbers.decimal_sql(power)})"


def _root(average: str, power: Decimal) -> str:
    if power == 0:
        return f"exp({average})"
    return f"({average})" if power == 1 else f"pow({average}, 1 / cast({numbers.decimal_sql(power)} as double))"


def _sum(terms: Iterable[tuple[str, str]]) -> str:
    return " + ".join(f"case when {there} then {term} else 0 end" for there, term in terms)
