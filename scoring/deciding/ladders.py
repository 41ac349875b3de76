"""Which changes of a number are tried, nearest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from scoring.files import yamlfile


@dataclass(frozen=True, slots=True)
class Limits:
    """How far is searched; the reasons stand in ``search.yaml``.

    Args:
        furthest: Largest change of a figure as a share of its value.
        small: What a figure may be changed by however small it is.
        days: Largest change of a date.
        first: Changes that are tried first, in steps.
        between: Changes tried at once between one that does not suffice and one that does.
        rounds: How often at most.
        whole: Most scorings of the whole assessment.
        rows: Most ranked rows of one round.
    """

    furthest: Decimal
    small: int
    days: int
    first: tuple[int, ...]
    between: int
    rounds: int
    whole: int
    rows: int

    def top(self, now: Decimal) -> Decimal:
        """The highest value that a figure is changed to."""
        return now + self._reach(now)

    def bottom(self, now: Decimal) -> Decimal:
        """The lowest value that a figure is changed to: a count is not taken below nothing."""
        return now - self._reach(now) if now < 0 else max(now - self._reach(now), Decimal(0))

    def _reach(self, now: Decimal) -> Decimal:
        return max(abs(now) * self.furthest, Decimal(self.small))


@cache
def limits() -> Limits:
    """What ``search.yaml`` says."""
    data = yamlfile.read(Path(__file__).parent / "search.yaml").data
    fixed = {key: int(data[key]) for key in ("small", "days", "between", "rounds", "whole", "rows")}
    return Limits(furthest=Decimal(str(data["furthest"])), first=tuple(map(int, data["first"])), **fixed)


def rungs(now: Decimal, step: Decimal, low: Decimal, high: Decimal, limits: Limits) -> tuple[Decimal, ...]:
    """Changes up and down in growing distance, the ends of the range included."""
    found: list[Decimal] = []
    for sense, room in ((1, high - now), (-1, now - low)):
        most = int(room / step) if room > 0 else 0
        steps = [count for count in limits.first if count < most] + ([most] if most else [])
        found += [sense * count * step for count in steps]
    return tuple(found)


def listed_changes(values: Iterable[Decimal], now: Decimal) -> tuple[Decimal, ...]:
    """Changes to every other value that may be, nearest first."""
    return tuple(sorted((value - now for value in values if value != now), key=abs))


def between(below: int, above: int, many: int) -> list[int]:
    """At most so many whole numbers strictly between two, evenly spread."""
    gap = above - below
    return sorted({below + gap * i // (many + 1) for i in range(1, many + 1)} - {below, above})
