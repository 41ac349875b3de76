"""What the reader must find in a generated report, from the model alone."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tests.corpus.generator.model import Model

MONEY = ("_wan_yuan", "_amount")


@dataclass(frozen=True, slots=True, order=True)
class Gold:
    """One fact; ``uom`` is empty where the unit does not matter."""

    metric: str
    part: str
    value: Decimal | None
    semantic: str
    qualifier: str = "exact"
    scope: str = ""
    uom: str = ""


def gold_facts(model: Model) -> list[Gold]:
    """Every cell of the tables and every figure of the prose."""
    cells = [
        Gold(metric, part, cell.value, cell.semantic, uom=cell.uom if metric.endswith(MONEY) and cell.value is not None else "")
        for (metric, part), cell in model.cells.items()
    ]
    prose = [
        Gold(s.metric, "total", s.value, "numeric" if s.value else "zero", s.qualifier, s.scope, s.uom)
        for paragraph in model.paragraphs()
        for s in paragraph.stated
    ]
    return cells + prose
