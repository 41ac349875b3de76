"""The slow oracle for rules over records of their own: scores of periods."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.oracle.reading import number
from tests.oracle.units import Outcome, Unit

Found = tuple[list[Outcome], Callable[[], Any]]


class Records:
    """Adds the kinds that read such records."""

    criteria: dict[str, Any]

    def _update_cycle(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> Found:
        found = [state for indicator, state in self.states(unit) if indicator == node["id"]]
        if not found:
            return [Outcome("missing")], lambda: None
        old, each = found.count("stale"), Fraction(number(parameters["each"]))
        charged = max(old - Fraction(number(parameters.get("free", 0))), Fraction(0))
        loss = charged * each + found.count("blank") * Fraction(number(parameters.get("blank", parameters["each"])))
        if "at_most" in parameters:
            loss = min(loss, Fraction(number(parameters["at_most"])))
        points = Fraction(full) - loss
        return [Outcome()], lambda: points if node.get("overflow") else max(points, Fraction(0))

    def states(self, unit: Unit) -> list[tuple[str, str]]:
        """Indicator and state (current, stale or blank; undated is stale) of every column of a unit."""
        found = []
        for indicator, cycle, updated, items in unit.updates:
            rule = self.cycle_rules[indicator]
            late = updated is None or (rule["observed_on"] - updated).days > _days(rule["cycles"][cycle])
            found.append((indicator, "blank" if items == 0 else "stale" if late else "current"))
        return found

    def columns_as(self, unit: Unit, event: str) -> int:
        """How many columns of a unit count as an event."""
        return sum(self.cycle_rules[indicator].get("counts_as", {}).get(state) == event for indicator, state in self.states(unit))

    @property
    def cycle_rules(self) -> dict[str, Any]:
        """Parameters of the rules of this kind by indicator."""
        rules: dict[str, Any] = {}
        stack = [*self.criteria["indicators"]]
        while stack:
            node = stack.pop()
            stack += node.get("items", [])
            if isinstance(node.get("rule"), dict) and "update_cycle" in node["rule"]:
                rules[node["id"]] = node["rule"]["update_cycle"]
        return rules

    def _period_scores(self, unit: Unit, _node: dict[str, Any], parameters: Any, full: Decimal) -> Found:
        keys = [period["key"] if isinstance(period, dict) else period for period in parameters["of"]]
        scores = [Fraction(score) for key in keys if (score := unit.external.get(key)) is not None]
        if len(scores) < int(parameters.get("at_least", 1)):
            return [Outcome("missing")], lambda: None
        if len(scores) < len(keys) and parameters["missing"] == "not_assessable":
            return [Outcome("not_assessable")], lambda: None
        count = len(scores) if parameters["missing"] == "skip" else len(keys)
        share = sum(scores, Fraction(0)) / (count * Fraction(number(parameters["full"])))
        return [Outcome()], lambda: Fraction(full) * min(Fraction(1), max(Fraction(0), share))


def _days(cycle: Any) -> int:
    return int(cycle["days"] if isinstance(cycle, dict) else cycle)
