"""The rest of the slow oracle: roll-up of the tree, totals, gates, quotas and ranks."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.oracle.data import Records
from tests.oracle.formulas import snap, to_digits
from tests.oracle.kinds import Oracle
from tests.oracle.ranking import Order
from tests.oracle.reading import number
from tests.oracle.units import Unit, units_of

ZERO = Decimal(0)


class Tree(Records, Oracle):
    """Scores whole units; see :class:`tests.oracle.kinds.Oracle` for single indicators."""

    def full(self, node: dict[str, Any], group: str, parent: Decimal | None) -> Decimal | None:
        """Full points of a node for a group, None where the group does not have it; a percentage is of the parent."""
        if group not in node.get("groups", self.criteria["groups"]):
            return None
        points = node["points"]
        if isinstance(points, dict):
            if group not in points:
                return None
            points = points[group]
        whole = parent if parent is not None else number(self.criteria["policy"].get("full", 0))
        return number(points) * whole if str(points).endswith("%") else number(points)

    def leaves(self, node: dict[str, Any], group: str, full: Decimal) -> list[tuple[dict[str, Any], Decimal]]:
        """Indicators below a node that the group has, with their full points."""
        if "items" not in node:
            return [(node, full)]
        found = []
        for item in node["items"]:
            points = self.full(item, group, full)
            found += [] if points is None else self.leaves(item, group, points)
        return found

    def rolled(
        self, unit: Unit, node: dict[str, Any], full: Decimal, above: dict[str, Any], result: dict[str, Any]
    ) -> tuple[Decimal, Decimal]:
        """Applicable and scored points of a node; notes points and outcomes on the way."""
        policy = node.get("not_applicable", "inherit")
        if policy == "inherit" and above["proportional"] and "items" in node:
            policy = "redistribute_proportional"
        inside = {
            "ids": (*above["ids"], node["id"]),
            "overflow": above["overflow"] or "deductions" in node,
            "proportional": policy == "redistribute_proportional",
        }
        if "items" not in node:
            return self._leaf(unit, node, full, inside, result, policy)
        parts = []
        for item in node["items"]:
            points = self.full(item, unit.group, full)
            if points is not None:
                parts.append(self.rolled(unit, item, points, inside, result))
        sums = sum((part[0] for part in parts), ZERO), sum((part[1] for part in parts), ZERO)
        applicable, points = self.apply(policy, node, unit.group, full, *sums, result)
        if "deductions" in node:
            points = max(points, ZERO)
        result["points"][node["id"]] = points
        return applicable, points

    def _leaf(
        self, unit: Unit, node: dict[str, Any], full: Decimal, inside: dict[str, Any], result: dict[str, Any], policy: str
    ) -> tuple[Decimal, Decimal]:
        outcome = self.indicator(unit, {**node, "overflow": inside["overflow"]}, full, inside["ids"][:-1])
        result["outcomes"][node["id"]], result["points"][node["id"]] = outcome.status, outcome.value
        if outcome.value is not None:
            return full, outcome.value
        return {"full_marks": (full, full), "zero": (full, ZERO)}.get(policy, (ZERO, ZERO))

    def apply(  # noqa: PLR0911, PLR0913, PLR0917 - every policy in one place
        self, policy: str, node: dict[str, Any], group: str, full: Decimal, applicable: Decimal, points: Decimal, result: dict[str, Any]
    ) -> tuple[Decimal, Decimal]:
        """A not-applicable policy (N1-N5) on the sums of a node."""
        if policy == "full_marks":
            return full, points + full - applicable
        if policy == "zero":
            return full, points
        if policy not in {"rescale", "redistribute_proportional", "redistribute_equal"}:
            return applicable, points
        if policy == "redistribute_equal":
            leaves = self.leaves(node, group, full)
            scored = [(result["points"][leaf["id"]], own) for leaf, own in leaves if result["points"][leaf["id"]] is not None]
            applicable, points = sum((own for _, own in scored), ZERO), sum((got for got, _ in scored), ZERO)
            if applicable == full or not scored:
                return (full, points) if scored else (ZERO, ZERO)
            added = Fraction(full - applicable) / len(scored)
            return full, snap(Fraction(points) + added * sum(Fraction(got) / Fraction(own) for got, own in scored if own), self.carry)
        if applicable == full:
            return full, points
        return (full, snap(Fraction(points) * Fraction(full) / Fraction(applicable), self.carry)) if applicable > 0 else (ZERO, ZERO)

    def score(self, unit: Unit) -> dict[str, Any]:
        """Base, bonus, penalty, fired gates and totals of a unit."""
        result: dict[str, Any] = {"points": {}, "outcomes": {}, "unit": unit}
        policy = self.criteria["policy"]
        proportional = policy["not_applicable"] == "redistribute_proportional"
        root = {"id": "total", "items": self.criteria["indicators"]}
        parts, whole = [], ZERO
        for block in self.criteria["indicators"]:
            full = self.full(block, unit.group, None)
            if full is not None:
                whole += full
                parts.append(self.rolled(unit, block, full, {"ids": (), "overflow": False, "proportional": proportional}, result))
        applicable = sum((part[0] for part in parts), ZERO)
        if policy["not_applicable"] == "redistribute_equal":
            applicable = self._open(unit, root, whole, result)
        _, base = self.apply(policy["not_applicable"], root, unit.group, whole, applicable, sum((part[1] for part in parts), ZERO), result)
        result["base"] = self.component(base)
        result["bonus"] = self.component(sum((self._extra(unit, item, result, "cap") for item in self.criteria.get("bonus") or []), ZERO))
        result["penalty"] = self.component(
            sum((self._extra(unit, item, result, "") for item in self.criteria.get("deductions") or []), ZERO)
        )
        return self._total(unit, result, scored=applicable > 0)

    def _open(self, unit: Unit, root: dict[str, Any], whole: Decimal, result: dict[str, Any]) -> Decimal:
        leaves = [
            pair
            for block in root["items"]
            if (full := self.full(block, unit.group, None)) is not None
            for pair in self.leaves(block, unit.group, full)
        ]
        del whole
        return sum((own for leaf, own in leaves if result["points"][leaf["id"]] is not None), ZERO)

    def component(self, value: Decimal) -> Decimal:
        """Rounded where the criteria round components."""
        return to_digits(value, self.rounding["digits"], self.rounding["mode"]) if self.rounding["at"] == "component" else value

    def _extra(self, unit: Unit, item: dict[str, Any], result: dict[str, Any], cap: str) -> Decimal:
        if unit.group not in item.get("groups", self.criteria["groups"]):
            return ZERO
        full = number(item["cap"]) if "cap" in item else ZERO
        outcome = self.indicator(unit, {**item, "bonus": True, "uncapped": "cap" not in item}, full, ())
        result["outcomes"][item["id"]], result["points"][item["id"]] = outcome.status, outcome.value
        counts = outcome.value is not None and (not cap or "gate" not in item or self.decide(unit, item["gate"], result))
        result.setdefault("closed", {})[item["id"]] = bool(cap and "gate" in item and not self.decide(unit, item["gate"], result))
        return outcome.value if counts else ZERO

    def _deduct_events(self, unit: Unit, node: dict[str, Any], parameters: Any, full: Decimal) -> Any:
        inputs, total = self._events_sum(unit, node, parameters)
        return inputs, lambda: Fraction(full) - total() if node.get("overflow") else max(Fraction(full) - total(), Fraction(0))

    def _total(self, unit: Unit, result: dict[str, Any], *, scored: bool) -> dict[str, Any]:
        limits = self.criteria["policy"].get("total", {})
        total = result["base"] + result["bonus"] - result["penalty"]
        total = max(total, number(limits["floor"])) if "floor" in limits else total
        result["total"] = min(total, number(limits["ceiling"])) if "ceiling" in limits else total
        fired = [gate for gate in self.criteria.get("gates") or [] if self.decide(unit, gate["when"], result)]
        result["fired"] = fired
        final: Decimal | None = result["total"]
        decisive = next((gate["then"] for gate in fired if gate["then"].get("stop") or "score" in gate["then"]), None)
        if decisive is not None:
            final = None if decisive.get("stop") else number(decisive["score"])
        exact = final if scored else None
        printed = None if exact is None else to_digits(exact, self.rounding["digits"], self.rounding["mode"])
        return {**result, "total_exact": exact, "total_printed": printed}

    def decide(self, unit: Unit, text: str, result: dict[str, Any]) -> bool:
        """A condition that may name scores of the unit itself."""
        for name in ("base", "bonus", "total"):
            if name in result:
                text = re.sub(rf"\b{name}\b", f"({result[name]})", str(text))
        return bool(self.evaluate(unit, text).value)

    def run(self, tables: dict[str, list[tuple[Any, ...]]]) -> dict[str, dict[str, Any]]:
        """Everything of every scored unit, ranks and grades included."""
        scored = {unit.id: self.score(unit) for unit in units_of(tables, self.period) if unit.status != "exempt"}
        self.combine(scored)
        on = "total_printed" if self.criteria["policy"]["ranking"]["on"] == "printed" else "total_exact"
        for result in scored.values():
            taken_out = any(gate["then"].get("stop") or not gate["then"].get("ranked", True) for gate in result["fired"])
            result["rank_score"] = result[on] if result["unit"].status == "assessed" and not taken_out else None
        return self.placed(scored, on)

    def placed(self, scored: dict[str, dict[str, Any]], on: str) -> dict[str, dict[str, Any]]:
        """Ranks and grades of scored units; ``on`` is the total that ranks and grades."""
        self.order = Order(self.criteria)
        for group, written in self.criteria["groups"].items():
            members = [result for result in scored.values() if result["unit"].group == group]
            self.order.rank(members)
            self.order.explain_ties(members)
            self._grade(members, self.criteria["grades"][written["grades"]] if "grades" in written else [], on)
        if self.criteria["policy"]["ranking"].get("overall"):
            self.order.rank(list(scored.values()), "rank_overall")
        return scored

    def pairs(self, scored: dict[str, dict[str, Any]]) -> dict[tuple[str, str], str]:
        """Neighbours whose order hangs on a choice of policy, over all groups."""
        found: dict[tuple[str, str], str] = {}
        for group in self.criteria["groups"]:
            found |= self.order.pairs([result for result in scored.values() if result["unit"].group == group])
        return found

    def combine(self, scored: dict[str, dict[str, Any]]) -> None:
        """Units made of other units; none in a plain tree."""

    def _grade(self, members: list[dict[str, Any]], table: list[dict[str, Any]], on: str) -> None:
        names = [row["grade"] for row in table]
        for result in members:
            score = result[on]
            position = None if score is None or not table else self._position(score, table)
            ceilings = [
                names.index(gate["then"]["grade_at_most"]) for gate in result["fired"] if gate["then"].get("grade_at_most") in names
            ]
            result["position"] = None if position is None else max([position, *ceilings])
            result["margin_to_next_grade"] = None
        ranked = [result for result in members if result["rank_score"] is not None]
        for i, row in enumerate(table):
            if "at_most" in row:
                self._limit([result for result in ranked if result["position"] == i], len(ranked), number(row["at_most"]))
        for result in members:
            own = next((gate["then"]["grade"] for gate in result["fired"] if "grade" in gate["then"]), None)
            if result["position"]:
                bound = number(table[result["position"] - (not self.order.lowest)]["from"])
                result["margin_to_next_grade"] = result[on] - bound if self.order.lowest else bound - result[on]
            result["grade"] = own or (None if result["position"] is None else names[result["position"]])

    def _position(self, score: Decimal, table: list[dict[str, Any]]) -> int:
        """The best grade first; the one with the lowest bound is open downwards."""
        inside = [i for i, row in enumerate(table) if score >= number(row["from"])]
        if self.order.lowest:
            return max(inside, default=0)
        return min(inside, default=len(table) - 1)

    def _limit(self, holders: list[dict[str, Any]], units: int, share: Decimal) -> None:
        quota = self.criteria["policy"]["quota"]
        exact = Fraction(share) * units
        places = {"down": math.floor(exact), "up": math.ceil(exact), "half_up": math.floor(exact + Fraction(1, 2))}[quota["rounding"]]
        for result in holders:
            better = sum(self.order.order(other, result) < 0 for other in holders)
            same = sum(self.order.order(other, result) == 0 for other in holders)
            last = better + (same if quota["ties"] == "keep_out" else 1)
            result["demoted"] = last > places
        for result in holders:
            result["position"] += result["demoted"]
