"""What the marks of a rule may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from scoring import numbers


@dataclass(frozen=True, slots=True)
class MarkLimits:
    """The marks that a rule allows: those listed, or else a range.

    Args:
        listed: Every allowed mark with what it means; empty where a range is meant.
        lower: Lowest mark of the range.
        upper: Highest mark of the range, None where it has no end.
        step: Distance between marks from ``lower`` on, None where any number will do.
    """

    listed: Mapping[Decimal, str] = field(default_factory=dict)
    lower: Decimal = Decimal(0)
    upper: Decimal | None = None
    step: Decimal | None = None

    def wanted(self, mark: Decimal) -> str:
        """What the mark must be, when it is not; empty when it is fine."""
        if self.listed:
            return "" if mark in self.listed else self._listed_words()
        inside = self.lower <= mark and (self.upper is None or mark <= self.upper)
        if inside and (self.step is None or (mark - self.lower) % self.step == 0):
            return ""
        lower = numbers.plain(self.lower)
        limits = f"≥{lower}" if self.upper is None else f"{lower}–{numbers.plain(self.upper)}"
        return limits + (f"，间隔 {numbers.plain(self.step)}" if self.step is not None else "")

    def _listed_words(self) -> str:
        *first, last = (f"{numbers.plain(mark)}（{meaning}）" for mark, meaning in self.listed.items())
        return f"{'、'.join(first)}或 {last}" if first else last


THERE_OR_NOT = MarkLimits({Decimal(1): "有", Decimal(0): "无"})
ANY_COUNT = MarkLimits()
