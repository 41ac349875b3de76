"""Points of single indicators: a method per rule kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.oracle.formulas import snap, to_digits
from tests.oracle.reading import number
from tests.oracle.units import Outcome, Unit
from tests.oracle.values import ORDER, Values


class Oracle(Values):
    """Scores single indicators by one criteria file; :class:`tests.oracle.tree.Tree` adds the tree, totals and ranks."""

    def indicator(self, unit: Unit, node: dict[str, Any], full: Decimal, ancestors: Iterable[str]) -> Outcome:
        """Outcome and points of a leaf."""
        if unit.exempt & {node["id"], *ancestors}:
            return Outcome("exempt")
        if "applies_when" in node:
            applies = self.evaluate(unit, node["applies_when"])
            if applies.status != "measured" or not applies.value:
                return Outcome(applies.status if applies.status != "measured" else "not_applicable")
        kind, parameters = (node["rule"], None) if isinstance(node["rule"], str) else next(iter(node["rule"].items()))
        inputs, points = getattr(self, f"_{kind}")(unit, node, parameters, full)
        worst = max((ORDER[item.status] for item in inputs), default=0)
        if worst:
            outcome = Outcome(next(name for name, rank in ORDER.items() if rank == worst))
            missing = node.get("missing", self.criteria["policy"]["missing"])
            if outcome.status == "missing" and (missing == "zero" or node.get("bonus")):
                outcome.value = Decimal(0)
            return outcome
        exact = points()
        if self.rounding["at"] == "item":
            result = to_digits(to_digits(exact, 10), self.rounding["digits"], self.rounding["mode"])
        else:
            result = snap(exact, self.carry)
        return Outcome(value=result)

    def _mark(self, unit: Unit, key: str) -> Outcome:
        value = unit.marks.get(key)
        return Outcome("missing") if value is None else Outcome(value=Fraction(value))

    def _presence(self, unit: Unit, node: dict[str, Any], _parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        found = self.measure(unit, node["measure"]) if "measure" in node else self._mark(unit, node["id"])
        return [found], lambda: full if to_digits(found.value, 10) > 0 else 0

    def _presence_penalty(
        self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal
    ) -> tuple[list[Outcome], Callable[[], Any]]:
        inputs, points = self._presence(unit, node, None, full)
        return inputs, lambda: points() or max(full - number(parameters["absent"]), Decimal(0))

    def _checklist(self, unit: Unit, node: dict[str, Any], parameters: Any, _full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        marks = [(self._mark(unit, f"{node['id']}.{element['id']}"), Decimal(element["points"])) for element in parameters["elements"]]
        return [mark for mark, _ in marks], lambda: sum((points for mark, points in marks if mark.value > 0), Decimal(0))

    def _events_sum(self, unit: Unit, node: dict[str, Any], parameters: Any) -> tuple[list[Outcome], Callable[[], Fraction]]:
        terms = []
        for name, amount in parameters.items():
            each = Decimal(amount["each"] if isinstance(amount, dict) else amount)
            most = amount.get("at_most") if isinstance(amount, dict) else None
            if name in self.events:
                count = Outcome(value=Fraction(sum((q for i, e, q in unit.findings if i == node["id"] and e == name), Decimal(0))))
            else:
                count = self.measure(unit, name)
            terms.append((count, each, most))

        def total() -> Fraction:
            counted = [(max(Fraction(count.value), Fraction(0)) * Fraction(each), most) for count, each, most in terms]
            return sum((points if most is None else min(points, Fraction(Decimal(most))) for points, most in counted), Fraction(0))

        return [count for count, _, _ in terms], total

    def _count(self, unit: Unit, node: dict[str, Any], name: str) -> Outcome:
        """How often something happened: findings of this indicator, or a figure of the report."""
        if name not in self.events:
            return self.measure(unit, name)
        return Outcome(value=Fraction(sum((q for i, e, q in unit.findings if i == node["id"] and e == name), Decimal(0))))

    def _deduct_per(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        found = self._count(unit, node, parameters["of"])

        def points() -> Fraction:
            charged = max(max(Fraction(found.value), Fraction(0)) - Fraction(number(parameters.get("free", 0))), Fraction(0))
            loss = charged * Fraction(number(parameters["each"]))
            if "at_most" in parameters:
                loss = min(loss, Fraction(number(parameters["at_most"])))
            return _left(node, Fraction(full) - loss)

        return [found], points

    def _deduct_per_period(
        self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal
    ) -> tuple[list[Outcome], Callable[[], Any]]:
        ids = [period["id"] if isinstance(period, dict) else period for period in parameters["periods"]]
        counts = [self._mark(unit, f"{node['id']}.{period}") for period in ids]
        quota, short, empty = (number(parameters[key]) for key in ("quota", "short", "empty"))

        def points() -> Fraction:
            empties = len([count for count in counts if count.value == 0])
            shorts = len([count for count in counts if 0 < count.value < quota])
            return _left(node, Fraction(full - empty * empties - short * shorts))

        return counts, points

    def _accumulate(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        terms = []
        for name, amount in parameters["of"].items():
            written = amount if isinstance(amount, dict) else {"each": amount}
            terms.append((self._count(unit, node, name), written))

        def points() -> Fraction:
            total = Fraction(number(parameters.get("base", 0)))
            for count, amount in terms:
                term = max(Fraction(count.value), Fraction(0)) * Fraction(number(amount["each"]))
                total += min(term, Fraction(number(amount["at_most"]))) if "at_most" in amount else term
            return total if parameters.get("uncapped") else min(total, Fraction(full))

        return [count for count, _ in terms], points

    def _consistency(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        counted = [check for check in unit.contradictions if check in parameters.get("checks", unit.contradictions)]
        loss = len(counted) * number(parameters["each"])
        if "at_most" in parameters:
            loss = min(loss, number(parameters["at_most"]))
        return [Outcome() if unit.has_report else Outcome("missing")], lambda: _left(node, Fraction(full - loss))

    def _deduct_events(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        inputs, total = self._events_sum(unit, node, parameters)
        return inputs, lambda: max(Fraction(full) - total(), Fraction(0))

    def _add_events(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        inputs, total = self._events_sum(unit, node, parameters)
        return inputs, lambda: min(Fraction(full), total())

    def _penalty_events(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        inputs, total = self._events_sum(unit, node, parameters)
        return inputs, total if node.get("uncapped") else lambda: min(Fraction(full), total())

    def _ratio(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        found = self.measure(unit, node["measure"])
        target, threshold = Fraction(number(parameters["target"])), parameters.get("threshold")

        def points() -> Fraction:
            if threshold is not None and to_digits(found.value, 10) < number(threshold):
                return Fraction(0)
            return Fraction(full) * min(Fraction(1), max(Fraction(0), Fraction(found.value) / target))

        return [found], points

    def _band(self, unit: Unit, node: dict[str, Any], parameters: Any, _full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        found = self.measure(unit, node["measure"])
        return [found], lambda: next(
            (number(band["points"]) for band in parameters if to_digits(found.value, 10) >= number(band["from"])), Decimal(0)
        )

    def _quota(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        found = self.measure(unit, node["measure"])
        missed = max(full - number(parameters.get("loss", full)), Decimal(0))
        return [found], lambda: full if to_digits(found.value, 10) >= number(parameters["target"]) else missed

    def _survey(self, unit: Unit, _node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        inputs = [self.measure(unit, parameters["share"]), self.measure(unit, parameters["sample"])]
        if all(item.status == "measured" for item in inputs):
            share, sample = (to_digits(item.value, 10) for item in inputs)
            if sample < number(parameters["minimum"]) or not 0 <= share <= 1:
                return [Outcome("not_assessable")], lambda: None
        return inputs, lambda: Fraction(full) * inputs[0].value

    def _growth(self, unit: Unit, _node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        inputs = [self.fact(unit, parameters["of"], previous=previous, accept=False) for previous in (False, True)]
        now, before = (item.value for item in inputs)
        if all(item.status == "measured" for item in inputs) and before <= 0:
            return [Outcome("not_assessable" if before < 0 else "not_applicable")], lambda: None
        target, floor = (Fraction(number(parameters.get(key, 0))) for key in ("target", "floor"))

        def points() -> Fraction:
            reached = (Fraction(now) / Fraction(before) - 1 - floor) / (target - floor)
            return Fraction(full) * min(Fraction(1), max(Fraction(0), reached))

        return inputs, points

    def _partial_credit(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        mark = self._mark(unit, node["id"])
        shares = {Fraction(number(state["mark"])): Fraction(number(state["share"])) for state in parameters["shares"]}
        if mark.status == "measured" and mark.value not in shares:
            return [Outcome("not_assessable")], lambda: None
        return [mark], lambda: Fraction(full) * shares[mark.value]

    def _timeliness(self, unit: Unit, _node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        if unit.published is None:
            return [Outcome("missing")], lambda: None
        late = (unit.published - parameters["deadline"]).days
        loss = number(parameters["late"]) * (late > 0) if "late" in parameters else number(parameters["per_day"]) * max(late, 0)
        return [Outcome()], lambda: max(full - loss, Decimal(0))

    def _judgement(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        mark = self._several(unit, node["id"], parameters["markers"]) if "markers" in parameters else self._mark(unit, node["id"])
        return [mark], lambda: Fraction(full) * mark.value / Fraction(number(parameters["to"]))

    def _several(self, unit: Unit, key: str, how: str) -> Outcome:
        marks = sorted(Fraction(mark) for mark in unit.markers.get(key, []) if mark is not None)
        if not marks:
            return Outcome("missing")
        if how == "trimmed_mean" and len(marks) > 2:
            marks = marks[1:-1]
        if how == "median":
            middle = len(marks) // 2
            value = marks[middle] if len(marks) % 2 else (marks[middle - 1] + marks[middle]) / 2
        else:
            value = sum(marks, Fraction(0)) / len(marks)
        return Outcome(value=Fraction(to_digits(value, 10)))

    def _external_score(self, unit: Unit, _node: dict[str, Any], parameters: Any, full: Decimal) -> tuple[list[Outcome], Callable[[], Any]]:
        value = unit.external.get(parameters["key"])
        if value is None:
            return [Outcome("missing")], lambda: None
        share = Fraction(value) / Fraction(number(parameters["full"]))
        return [Outcome()], lambda: Fraction(full) * min(Fraction(1), max(Fraction(0), share))


def _left(node: dict[str, Any], points: Fraction) -> Fraction:
    """What a deduction leaves: not below zero, except where a block above carries the excess (R31)."""
    return points if node.get("overflow") else max(points, Fraction(0))
