"""What a loss leaves, in numbers and words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.rules.base import Bound

ZERO, BOUNDLESS = Decimal(0), Decimal("Infinity")


def left_over(bound: Bound, full: Decimal, loss: Decimal) -> Decimal:
    """The points that the largest loss leaves, as :func:`left_sql` computes them."""
    return full - loss if bound.node.overflow else max(full - loss, ZERO)


def floor_standard(bound: Bound) -> str:
    """Words of the standard on where a loss stops."""
    return "超出本项分值的部分计入上级指标" if bound.node.overflow else "扣完为止"
