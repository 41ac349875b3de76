"""Values without chance: a number that follows from what it stands for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

Item = TypeVar("Item")


def draw(low: int, high: int, *key: object) -> int:
    """A whole number from ``low`` to ``high``, both included, that depends on the key alone and is the same everywhere."""
    digest = hashlib.sha256("/".join(map(str, key)).encode()).digest()
    return low + int.from_bytes(digest[:8], "big") % (high - low + 1)


def pick(items: Sequence[Item], *key: object) -> Item:
    """One of the items."""
    return items[draw(0, len(items) - 1, *key)]


def between(low: Decimal, high: Decimal, *key: object) -> Decimal:
    """A number from ``low`` to ``high`` in steps of a hundredth of the way."""
    return low + (high - low) * draw(0, 100, *key) / 100
