"""Exact splitting of published totals over units, in whole numbers."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from random import Random
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def split(total: int, weights: Mapping[Key, int]) -> dict[Key, int]:
    """The total in proportion to the weights, by largest remainders: the parts add up exactly.

    Args:
        total: Number to split, at least 0.
        weights: Whole weights, at least one above 0. A weight of 0 gets 0.
    """
    whole = sum(weights.values())
    parts = {key: total * weight // whole for key, weight in weights.items()}
    by_remainder = sorted((key for key in weights if weights[key]), key=lambda key: -(total * weights[key] % whole))
    for key in by_remainder[: total - sum(parts.values())]:
        parts[key] += 1
    return parts


def deal(counts: Mapping[str, int], hands: Mapping[str, int], rng: Random) -> dict[str, dict[str, int]]:
    """Deal labelled cards so that every hand has its size and every label its count.

    Args:
        counts: Number of cards per label; they add up to the sizes of the hands.
        hands: Number of cards per hand.
        rng: Source of chance.

    Returns:
        Per hand the number of cards of every label.
    """
    cards = [label for label, count in counts.items() for _ in range(count)]
    rng.shuffle(cards)
    dealt: dict[str, dict[str, int]] = {}
    start = 0
    for hand, size in hands.items():
        dealt[hand] = _tally(cards[start : start + size], tuple(counts))
        start += size
    return dealt


def cut(total: int, parts: int, rng: Random) -> tuple[int, ...]:
    """The total in a number of random whole parts."""
    return tuple(split(total, {i: rng.randint(1, 9) for i in range(parts)}).values())


def _tally(cards: Sequence[str], labels: Sequence[str]) -> dict[str, int]:
    return {label: sum(1 for card in cards if card == label) for label in labels}
