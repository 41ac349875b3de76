"""What is asked of an analysis of robustness: the section ``sensitivity`` of assessment.yaml as the analysis reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from scoring import numbers

Level = Literal["indicators", "blocks"]
MOST_DRAWS, MOST_ROWS = 100_000, 65_536
LEAST_DRAWS = 100  # with fewer, the fifth percentile is a draw or two
# Kinds of variants, in the order in which they are listed.
VARIANTS = ("normalisation", "aggregation", "rounding", "missing", "not_applicable", "indicators", "sources")


@dataclass(frozen=True)
class Asked:
    """Draws and variants.

    Args:
        draws: Number of draws of weights.
        seed: Seed of the generator.
        range: Relative range of all weights, 0.25 for plus or minus 25 %.
        ranges: Ranges of single nodes by id, for all indicators below where a node is a block.
        level: Whether the weights of indicators are drawn, or those of the blocks (or components) at the top.
        distributions: Distributions; unit sentences speak of the first.
        separable: Percent of the draws in which a unit must rank before another to be told apart from it.
        sobol: Rows of each sample of the variance analysis; 0 for none.
        variants: Kinds of variants.
    """

    draws: int = 1000
    seed: int = 1
    range: Decimal = Decimal("0.25")
    ranges: Mapping[str, Decimal] = field(default_factory=dict)
    level: Level = "indicators"
    distributions: tuple[str, ...] = ("uniform", "dirichlet")
    separable: int = 95
    sobol: int = 256
    variants: tuple[str, ...] = VARIANTS

    def range_words(self) -> str:
        """How much weights move, in words."""
        if set(self.ranges.values()) - {self.range}:
            return "权重在规定幅度内变动"
        return f"权重±{numbers.plain(self.range * 100)}%"


def asked_of(section: Mapping[str, Any]) -> Asked:
    """The section as it is stored with a run."""
    found: dict[str, Any] = dict(section)
    found |= {key: tuple(section[key]) for key in ("distributions", "variants") if key in section}
    found |= {"range": Decimal(str(section["range"]))} if "range" in section else {}
    found["ranges"] = {name: Decimal(str(share)) for name, share in section.get("ranges", {}).items()}
    return Asked(**found)
