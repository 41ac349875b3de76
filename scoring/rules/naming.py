"""How inputs are called in sentences: titles and units of measure by column name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.measures import Input, Names
from scoring.measures.inputs import EVENTS

TIMES = "次"


@dataclass(frozen=True)
class Naming:
    """Titles and units of measure.

    Args:
        titles: Chinese title of every input and measure by column name.
        uoms: Unit of measure by column name; only those that have one.
    """

    titles: Mapping[str, str]
    uoms: Mapping[str, str]

    def title(self, column: str) -> str:
        """The title, or the column's name where it has none."""
        return self.titles.get(column, column)

    def uom(self, column: str) -> str:
        """The unit of measure in which occurrences are counted, 次 unless declared."""
        return self.uoms.get(column) or TIMES


def uom(names: Names, found: Input) -> str:
    """The declared unit of measure of an input; empty where it has none."""
    if found.kind in EVENTS:
        return names.criteria.events[found.key].uom
    metric = names.metric(found.key) if found.kind == "fact" else None
    return metric.uom if metric else ""
