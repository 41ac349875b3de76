"""What the sentence templates may say about one unit, and how a sentence is chosen and filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from generator.figures import Figures
from generator.planted import GROWTH
from generator.units import Unit

YEAR = 2016


@dataclass(frozen=True)
class Words:
    """One unit, its printed figures and the source of chance that picks its sentences.

    Args:
        unit: The unit.
        figures: What it prints.
        rng: Source of chance of this report only.
        digits: Decimals of its growth figure.
    """

    unit: Unit
    figures: Figures
    rng: Random
    digits: int

    def say(self, variants: Sequence[str], **more: object) -> str:
        """One of the variants, filled with the unit's words and figures."""
        return self.fill(variants[self.rng.randrange(len(variants))], **more)

    def fill(self, template: str, **more: object) -> str:
        """The template with figures by metric code and the words of the unit in place."""
        return template.format(**self._context(), **more)

    def some(self, variants: Sequence[str], count: int, **more: object) -> list[str]:
        """A number of different variants, filled, in their own order."""
        chosen = sorted(self.rng.sample(range(len(variants)), count))
        return [self.fill(variants[i], **more) for i in chosen]

    def number(self, metric: str) -> int:
        """A count of the unit."""
        return int({**self.figures.values, **self.figures.parts}[metric])

    def _context(self) -> Mapping[str, object]:
        unit, figures = self.unit, self.figures
        return {
            **figures.values,
            **figures.parts,
            "before": figures.disclosed_before,
            "growth": str(abs(growth(unit, figures, self.digits))),
            "name": unit.name,
            "short": unit.short_name,
            "office": unit.office,
            "we": unit.we,
            "whole": unit.whole,
            "own": unit.own,
            "year": YEAR,
            "next": YEAR + 1,
        }


def growth(unit: Unit, figures: Figures, digits: int) -> Decimal:
    """The growth of items disclosed as printed, in percent; one unit divides by the wrong year."""
    now, before = int(figures.values["proactive_disclosed_total"]), figures.disclosed_before
    base = now if unit.unit_id == GROWTH.unit_id else before
    return (Decimal(100 * (now - before)) / base).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
