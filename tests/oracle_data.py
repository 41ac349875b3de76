"""The slow oracle for rules over records of their own: scores of periods."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.oracle import Outcome, Unit, _number

Found = tuple[list[Outcome], Callable[[], Any]]


class Records:
    """Adds the kinds that read such records."""

    def _period_scores(self, unit: Unit, _node: dict[str, Any], parameters: Any, full: Decimal) -> Found:
        keys = [period["key"] if isinstance(period, dict) else period for period in parameters["of"]]
        scores = [Fraction(score) for key in keys if (score := unit.external.get(key)) is not None]
        if len(scores) < int(parameters.get("at_least", 1)):
            return [Outcome("missing")], lambda: None
        if len(scores) < len(keys) and parameters["missing"] == "not_assessable":
            return [Outcome("not_assessable")], lambda: None
        count = len(scores) if parameters["missing"] == "skip" else len(keys)
        share = sum(scores, Fraction(0)) / (count * Fraction(_number(parameters["full"])))
        return [Outcome()], lambda: Fraction(full) * min(Fraction(1), max(Fraction(0), share))
