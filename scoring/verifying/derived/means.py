"""Weighted means over the items of a block (arithmetic, geometric, harmonic, generalised), with 50 decimals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from scoring import numbers
from scoring.criteria.model import Node

ZERO, ONE = Decimal(0), Decimal(1)
_DIGITS = 50  # far beyond the ten decimals that a double is freed from its error to


@dataclass(frozen=True)
class Item:
    """An item of a mean: full points, weight, applicable and scored points, and own policy of an indicator."""

    full: Decimal
    weight: Decimal
    applicable: Decimal
    points: Decimal
    policy: str


def mean_points(block: Node, full: Decimal, items: Sequence[Item], carry: int) -> tuple[Decimal, Decimal]:
    """Applicable and scored points of a block with a mean.

    Args:
        block: The block, with ``mean`` (the power) and ``not_applicable``.
        full: Its full points for the group.
        items: Its items for the group.
        carry: Decimals that points are carried with.
    """
    with localcontext() as context:
        context.prec = _DIGITS
        return _mean(block, full, [item for item in items if item.full and item.weight], carry)


def _mean(block: Node, full: Decimal, items: Sequence[Item], carry: int) -> tuple[Decimal, Decimal]:
    power, policy = block.mean or ZERO, block.not_applicable
    parts = [part for part in (_part(item, policy) for item in items) if part]
    whole, weight = sum((item.weight for item in items), ZERO), sum((part[0] for part in parts), ZERO)
    scale = full * weight / whole if whole and policy in {"inherit", "no_rescale"} else full
    open_points = numbers.snapped(scale, carry) if policy in {"inherit", "no_rescale"} else full
    if not weight:
        return (full if policy in {"full_marks", "zero"} else ZERO), ZERO
    if power <= 0 and any(share == 0 for _, share in parts):
        return open_points, ZERO
    if policy == "redistribute_equal":
        added = (whole - weight) / len(parts)
        parts, weight = [(own + added, share) for own, share in parts], whole
    average = sum((own * _term(share, power) for own, share in parts), ZERO) / weight
    return open_points, numbers.snapped(scale * _root(average, power), carry)


def _part(item: Item, policy: str) -> tuple[Decimal, Decimal] | None:
    """Weight that counts and share reached; None where nothing of the item applies."""
    own = item.policy if item.policy in {"full_marks", "zero"} else policy
    if own in {"full_marks", "zero"}:
        points = item.points + (item.full - item.applicable if own == "full_marks" else ZERO)
        return item.weight, points / item.full
    if not item.applicable:
        return None
    return item.weight * item.applicable / item.full, item.points / item.applicable


def _term(share: Decimal, power: Decimal) -> Decimal:
    return share.ln() if power == 0 else share if power == 1 else share**power


def _root(average: Decimal, power: Decimal) -> Decimal:
    return average.exp() if power == 0 else average if power == 1 else average ** (ONE / power)
