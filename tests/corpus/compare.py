"""What a reading found of its gold: right, missing, wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from scoring.intake.report import Fact, Report
from tests.corpus.generator.gold import MONEY, Gold


@dataclass(frozen=True, slots=True)
class Result:
    """One report against its gold."""

    right: int
    missing: tuple[Gold, ...]
    wrong: tuple[Gold, ...]
    refused: bool

    @property
    def gold(self) -> int:
        """How many facts the report has."""
        return self.right + len(self.missing)


def stated(fact: Fact) -> Gold:
    """A fact as gold; the unit counts for money and for figures of prose."""
    counts = fact.metric.endswith(MONEY) and fact.value is not None
    uom = fact.uom if counts or not fact.from_table else ""
    return Gold(fact.metric, fact.part, fact.value, fact.semantic, fact.qualifier, fact.scope, uom)


def compared(report: Report, gold: Iterable[Gold]) -> Result:
    """The reading of a report against its gold facts."""
    expected, found = Counter(gold), Counter(map(stated, report.facts))
    right = expected & found
    return Result(right.total(), tuple((expected - right).elements()), tuple((found - right).elements()), report.refusal is not None)
